package org.rdpdoctor.reader.eventlog.json;

import java.util.Set;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;

/// Takes the fields out of what stands for EventData or UserData, however a program writes it.
final class JsonFields {
  /// What stands for the attributes of an element.
  private static final Set<String> ATTRIBUTES = Set.of("#attributes", "$");

  /// What a shipper adds, or a namespace.
  private static final Set<String> ADDED = Set.of("xml_name", "xmlns");

  private final RecordDraft draft;
  private boolean full;

  JsonFields(RecordDraft draft) {
    this.draft = draft;
  }

  /// Adds all fields in a value.
  ///
  /// @param name what the value is called, empty if it is the whole
  /// @return whether there was room for all of them
  boolean add(String name, Json value) {
    full = false;
    field(name, value);
    return !full;
  }

  private void field(String name, Json value) {
    switch (value) {
      case Json.Scalar(String text) -> put(name, text);
      case Json.Nothing _ -> put(name, "");
      case Json.Array(var items) -> items.forEach(item -> field(name, item));
      case Json.Struct object -> object(name, object);
    }
  }

  private void object(String name, Json.Struct object) {
    Json given = object.at("@Name");
    if (given.isNothing()) {
      given = object.at("#attributes.Name");
    }
    if (given instanceof Json.Scalar(String own)) {
      field(own, object.at("#text"));
      return;
    }
    Json property = object.at("Value");
    if (!property.isNothing() && object.members().size() == 1) { // as PowerShell writes them
      field(name, property);
      return;
    }
    if (object.members().isEmpty()) {
      put(name, "");
    }
    object.members().forEach((key, value) -> member(name, key, value));
  }

  private void member(String name, String key, Json value) {
    if (key.equals("#text")) {
      field(name, value);
    } else if (ATTRIBUTES.contains(key) && value instanceof Json.Struct attributes) {
      attributes.members().forEach((attribute, text) -> attribute(name, attribute, text));
    } else if (key.startsWith("@")) {
      attribute(name, key.substring(1), value);
    } else if (key.endsWith("_attributes")) {
      attribute(key.substring(0, key.length() - "_attributes".length()), value);
    } else if (key.equals("Data")) {
      field("", value);
    } else if (!ADDED.contains(key) && !key.startsWith("xmlns")) {
      field(key.substring(key.indexOf(':') + 1), value);
    }
  }

  private void attribute(String name, Json attributes) {
    if (attributes instanceof Json.Struct(var members)) {
      members.forEach((key, value) -> attribute(name, key, value));
    }
  }

  private void attribute(String element, String name, Json value) {
    if (!name.startsWith("xmlns") && !element.isEmpty() && value instanceof Json.Scalar scalar) {
      put(element + "." + name, scalar.text());
    }
  }

  private void put(String name, String text) {
    full |= !draft.field(name, text);
  }
}
