package org.rdpdoctor.reader.eventlog.xml;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;

/// Reads events in the XML that Windows exports: Event Viewer, `wevtutil qe`, `ToXml()`.
///
/// The names of fields follow the same rules as in logs. Entities of documents are not read.
public final class XmlEvents {
  private static final int DEEPEST = 100;
  private static final Pattern ENTITY = Pattern.compile("&(?!#|lt;|gt;|amp;|quot;|apos;)");
  private static final String TOO_MUCH = "it has more data than an event can have";

  private final RecordDraft draft;
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  public XmlEvents(RecordDraft draft) {
    this.draft = draft;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty("reuse-instance", true);
  }

  /// Fills the draft from one event.
  ///
  /// @return empty, or why it cannot be read
  String read(String xml) {
    draft.start();
    return walk(xml);
  }

  /// Adds the fields of EventData or UserData that stands alone, as far as it can be read.
  ///
  /// @return whether there was room for all of them
  public boolean addFields(String xml) {
    return !walk(xml).equals(TOO_MUCH);
  }

  private String walk(String xml) {
    if (ENTITY.matcher(xml).find()) { // a parser without documents' entities leaves them out
      return "it refers to an entity of a document";
    }
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
      try {
        return new Walk(in, draft).whole();
      } finally {
        in.close();
      }
    } catch (XMLStreamException malformed) {
      return "XML that is not well-formed";
    }
  }

  /// Through one event.
  private static final class Walk {
    private final XMLStreamReader in;
    private final RecordDraft draft;
    private int depth;
    private boolean isEvent;
    private String problem = "";

    Walk(XMLStreamReader in, RecordDraft draft) {
      this.in = in;
      this.draft = draft;
    }

    String whole() throws XMLStreamException {
      while (in.hasNext() && problem.isEmpty()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          switch (name()) {
            case "Event" -> {}
            case "System" -> {
              isEvent = true;
              system();
            }
            case "EventData", "BinaryEventData" -> payload(true);
            case "UserData", "DebugData", "ProcessingErrorData" -> payload(false);
            default -> skip();
          }
        }
      }
      if (!problem.isEmpty()) {
        return problem;
      }
      return isEvent ? "" : "an event without its System part";
    }

    private String name() {
      return local(in.getLocalName());
    }

    private static String local(String name) {
      return name.substring(name.indexOf(':') + 1);
    }

    private void skip() throws XMLStreamException {
      for (int open = 1; open > 0 && in.hasNext(); ) {
        int event = in.next();
        open += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
        open -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
      }
    }

    private void system() throws XMLStreamException {
      for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          String name = name();
          for (int i = 0; i < in.getAttributeCount(); i++) {
            draft.system(name + "." + local(in.getAttributeLocalName(i)), in.getAttributeValue(i));
          }
          draft.system(name, text());
        }
      }
    }

    /// The text of an element, without that of elements in it.
    private String text() throws XMLStreamException {
      var text = new StringBuilder();
      for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          skip();
        } else {
          append(event, text);
        }
      }
      return text.toString();
    }

    private void append(int event, StringBuilder text) {
      switch (event) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
        default -> {}
      }
    }

    private void payload(boolean eventData) throws XMLStreamException {
      if (++depth > DEEPEST) {
        problem = "elements nest deeper than " + DEEPEST;
        return;
      }
      var text = new StringBuilder();
      while (problem.isEmpty()) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          field(eventData);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          break;
        } else {
          append(event, text);
        }
      }
      if (!text.toString().isBlank()) {
        add("", text.toString());
      }
      depth--;
    }

    private void field(boolean eventData) throws XMLStreamException {
      if (++depth > DEEPEST) {
        problem = "elements nest deeper than " + DEEPEST;
        return;
      }
      String element = name();
      String name = eventData ? given(element) : element;
      Attributes attributes = eventData ? Attributes.NONE : Attributes.of(in);
      var text = new StringBuilder();
      boolean leaf = true;
      while (problem.isEmpty()) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (leaf) {
            leaf = false;
            add(attributes, element);
          }
          field(eventData);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          break;
        } else {
          append(event, text);
        }
      }
      if (leaf) {
        add(name, text.toString());
        add(attributes, element);
      }
      depth--;
    }

    private String given(String element) {
      for (int i = 0; i < in.getAttributeCount(); i++) {
        if (in.getAttributeLocalName(i).equals("Name") && !in.getAttributeValue(i).isEmpty()) {
          return in.getAttributeValue(i);
        }
      }
      return element.equals("Data") ? "" : element;
    }

    private void add(Attributes attributes, String element) {
      attributes.values().forEach((name, value) -> add(element + "." + name, value));
    }

    private void add(String name, String value) {
      if (!draft.field(name, value)) {
        problem = TOO_MUCH;
      }
    }
  }
}
