package org.rdpdoctor.reader.eventlog.evtx;

import org.rdpdoctor.reader.eventlog.draft.RecordDraft;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attribute;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attributes;
import org.rdpdoctor.reader.eventlog.evtx.Node.Content;
import org.rdpdoctor.reader.eventlog.evtx.Node.Element;
import org.rdpdoctor.reader.eventlog.evtx.Node.Instance;
import org.rdpdoctor.reader.eventlog.evtx.Node.Slot;
import org.rdpdoctor.reader.eventlog.evtx.Node.Text;

/// Takes the fields out of EventData and UserData.
///
/// In EventData a field has the name of its `Name` attribute, `Data` without one has none, and any
/// other element has its own name. In UserData each element that holds no element is a field with
/// the element's name, however deep it stands, and each attribute one with the names of both and a
/// point between. Namespaces are left out.
final class Payload {
  /// Values that hold fragments can repeat each other: what an event may come to.
  private static final int MOST_VISITS = 100_000;

  private static final int DEEPEST = 64;

  private final Substitution values;
  private final RecordDraft draft;
  private int visits;
  private int depth;

  Payload(Substitution values, RecordDraft draft) {
    this.values = values;
    this.draft = draft;
  }

  void start() {
    visits = 0;
    depth = 0;
  }

  void enter() throws Unreadable {
    if (++depth > DEEPEST) {
      throw new Unreadable(0, "fragments nest deeper than " + DEEPEST);
    }
    visit();
  }

  void leave() {
    depth--;
  }

  private void visit() throws Unreadable {
    if (++visits > MOST_VISITS) {
      throw new Unreadable(0, "it comes to more than " + MOST_VISITS + " elements");
    }
  }

  void eventData(Content content, Values of) throws Unreadable {
    fields(content, of, true);
  }

  void userData(Content content, Values of) throws Unreadable {
    fields(content, of, false);
  }

  private void fields(Content content, Values of, boolean eventData) throws Unreadable {
    enter();
    for (int i = 0; i < content.size(); i++) {
      visit();
      switch (content.at(i)) {
        case Element element -> {
          if (!values.isLeftOut(element.content(), of)) {
            element(element, of, eventData);
          }
        }
        case Instance instance -> fields(instance.template(), instance.values(), eventData);
        case Slot slot -> {
          if (values.isBinXml(slot, of)) {
            fields(values.nested(slot, of), Values.NONE, eventData);
          } else {
            loose(values.text(slot, of));
          }
        }
        case Text(String text) -> loose(text);
      }
    }
    leave();
  }

  /// Text that stands between elements.
  private void loose(String text) throws Unreadable {
    if (!text.isBlank()) {
      add("", text);
    }
  }

  private void element(Element element, Values of, boolean eventData) throws Unreadable {
    Content content = element.content();
    String name = eventData ? name(element, of) : element.name();
    if (holdsElements(content, of)) {
      if (!eventData) {
        attributes(element.name(), element.attributes(), of);
      }
      fields(content, of, eventData);
      return;
    }
    if (content.size() == 1 && content.at(0) instanceof Slot slot && values.isArray(slot, of)) {
      for (String item : values.items(slot, of)) {
        add(name, item);
      }
    } else {
      add(name, values.text(content, of));
    }
    if (!eventData) {
      attributes(element.name(), element.attributes(), of);
    }
  }

  private String name(Element element, Values of) throws Unreadable {
    Attributes attributes = element.attributes();
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.at(i).word() == Word.NAME) {
        String name = values.text(attributes.at(i).content(), of);
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return element.word() == Word.DATA ? "" : element.name();
  }

  private boolean holdsElements(Content content, Values of) throws Unreadable {
    if (content.holdsElements()) {
      return true;
    }
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) instanceof Slot slot && values.isBinXml(slot, of)) {
        return true;
      }
    }
    return false;
  }

  private void attributes(String element, Attributes attributes, Values of) throws Unreadable {
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.at(i);
      if (!attribute.name().startsWith("xmlns") && !values.isLeftOut(attribute.content(), of)) {
        add(element + "." + attribute.name(), values.text(attribute.content(), of));
      }
    }
  }

  private void add(String name, String value) throws Unreadable {
    if (!draft.field(name, value)) {
      throw new Unreadable(0, "it has more data than an event can have");
    }
  }
}
