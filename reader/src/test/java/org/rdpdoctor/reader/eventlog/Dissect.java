package org.rdpdoctor.reader.eventlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.rdpdoctor.facts.EventRecord;

/// Reads the lines of JSON that dissect's `EventLog` was printed to: all parts and fields of an
/// event under flat names.
final class Dissect {
  private Dissect() {}

  static List<Map<String, String>> read(Path packed) throws IOException {
    var events = new ArrayList<Map<String, String>>();
    try (var in =
        new JsonFactory().createParser(new GZIPInputStream(Files.newInputStream(packed)))) {
      while (in.nextToken() == JsonToken.START_OBJECT) {
        var event = new LinkedHashMap<String, String>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          event.put(name, in.getText());
        }
        events.add(event);
      }
    }
    return events;
  }

  /// What both have under names that surely mean the same: it joins an element's name to those of
  /// what is in it, and counts repeated names on its own.
  static Map<String, String> fields(Map<String, String> theirs, EventRecord ours) {
    var fields = new LinkedHashMap<String, String>();
    theirs.forEach(
        (name, text) -> {
          boolean repeated = theirs.containsKey(name + "_1") || name.matches(".*_\\d+");
          String attribute = name.replaceFirst("_", ".");
          if (SystemPart.isOne(name) || ours.data().containsKey(name) && !repeated) {
            fields.put(name, text);
          } else if (ours.data().containsKey(attribute) && !repeated) {
            fields.put(attribute, text);
          }
        });
    return fields;
  }
}
