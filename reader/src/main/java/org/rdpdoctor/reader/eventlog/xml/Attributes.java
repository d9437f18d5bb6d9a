package org.rdpdoctor.reader.eventlog.xml;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/// The attributes of an element by name, without those that declare namespaces.
record Attributes(Map<String, String> values) {
  static final Attributes NONE = new Attributes(Map.of());

  static Attributes of(XMLStreamReader in) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String name = in.getAttributeLocalName(i);
      if (!name.startsWith("xmlns")) {
        values.put(name, in.getAttributeValue(i));
      }
    }
    return new Attributes(values);
  }
}
