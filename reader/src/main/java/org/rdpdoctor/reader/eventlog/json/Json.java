package org.rdpdoctor.reader.eventlog.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value. Numbers and booleans keep the text they are written with.
sealed interface Json {
  /// What is not there, and `null`.
  record Nothing() implements Json {}

  default boolean isNothing() {
    return this instanceof Nothing;
  }

  /// A text, a number, a boolean.
  record Scalar(String text) implements Json {}

  record Array(List<Json> items) implements Json {}

  record Struct(Map<String, Json> members) implements Json {
    /// The member at a path of names with points between, where a name may itself hold points;
    /// [Nothing] if there is none.
    Json at(String path) {
      Json whole = members.get(path);
      if (whole != null) {
        return whole;
      }
      for (int point = path.indexOf('.'); point > 0; point = path.indexOf('.', point + 1)) {
        if (members.get(path.substring(0, point)) instanceof Struct inner) {
          Json found = inner.at(path.substring(point + 1));
          if (!found.isNothing()) {
            return found;
          }
        }
      }
      return new Nothing();
    }

    /// What stands under a path when the members' names hold all of it: `a.b.c` and `a.b.d` are
    /// `c` and `d` under `a.b`.
    Json under(String path) {
      var found = new LinkedHashMap<String, Json>();
      members.forEach(
          (name, value) -> {
            if (name.startsWith(path) && name.startsWith(".", path.length())) {
              found.put(name.substring(path.length() + 1), value);
            }
          });
      return found.isEmpty() ? new Nothing() : new Struct(found);
    }
  }

  JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(1 << 22)
                  .maxNumberLength(100)
                  .build())
          .build();

  /// The object that a text is, nothing if it is none.
  static Optional<Struct> object(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      return in.nextToken() == JsonToken.START_OBJECT ? Optional.of(members(in)) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private static Struct members(JsonParser in) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      members.put(name, value(in));
    }
    return new Struct(members);
  }

  private static Json value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> members(in);
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(in));
        }
        yield new Array(items);
      }
      case VALUE_NULL -> new Nothing();
      default -> new Scalar(in.getText());
    };
  }
}
