package org.rdpdoctor.reader.collected;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The objects of a JSON text as `ConvertTo-Json` writes it: a list of objects, or one object where
/// a list has one item, or a list wrapped into `{"value": […], "Count": …}`.
///
/// Objects inside of objects are read too, as `outer.inner`; of a list of objects inside of one,
/// [#below] has the items.
final class Rows {
  private static final int MOST_VALUES = 500_000;
  private static final int MOST_ITEMS = 2000;
  private static final int DEEPEST = 40;
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1000)
                  .maxNumberLength(100)
                  .build())
          .build();

  private int left = MOST_VALUES;

  /// @param below the objects of lists inside of the first object, by the list's name
  record Parsed(List<Row> rows, Map<String, List<Row>> below) {}

  private Rows() {}

  /// @throws IOException if it is no JSON, or more than any bundle has
  static Parsed parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new Rows().document(parser);
    }
  }

  private Parsed document(JsonParser parser) throws IOException {
    var rows = new ArrayList<Row>();
    var below = new LinkedHashMap<String, List<Row>>();
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      rows.addAll(items(parser));
    } else if (first == JsonToken.START_OBJECT) {
      rows.add(row(parser, below));
      boolean wrapped = below.containsKey("value") && rows.getFirst().has("Count");
      if (wrapped) {
        rows.clear();
        rows.addAll(below.remove("value"));
      }
    }
    return new Parsed(List.copyOf(rows), below);
  }

  /// The objects of a list; what else is in it is passed over.
  private List<Row> items(JsonParser parser) throws IOException {
    var rows = new ArrayList<Row>();
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      if (token == JsonToken.START_OBJECT) {
        Row row = row(parser, new LinkedHashMap<>());
        if (rows.size() < MOST_ITEMS) {
          rows.add(row);
        }
      } else if (token == JsonToken.START_ARRAY) {
        rows.addAll(items(parser));
      }
    }
    return rows;
  }

  private Row row(JsonParser parser, Map<String, List<Row>> below) throws IOException {
    var values = new LinkedHashMap<String, List<String>>();
    fields(parser, "", values, below);
    return new Row(values);
  }

  private void fields(
      JsonParser parser,
      String prefix,
      Map<String, List<String>> values,
      Map<String, List<Row>> below)
      throws IOException {
    while (next(parser) == JsonToken.FIELD_NAME) {
      String name = Row.plain(prefix + parser.currentName());
      JsonToken token = next(parser);
      if (token == JsonToken.START_OBJECT) {
        fields(parser, name + ".", values, below);
        // a date of Windows PowerShell is an object with its value in it
        if (values.containsKey(name + ".value")) {
          values.putIfAbsent(name, values.get(name + ".value"));
        }
      } else if (token == JsonToken.START_ARRAY) {
        values.put(name, list(parser, name, below));
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(name, List.of(Row.plain(parser.getText())));
      }
    }
  }

  private List<String> list(JsonParser parser, String name, Map<String, List<Row>> below)
      throws IOException {
    var texts = new ArrayList<String>();
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      if (token == JsonToken.START_OBJECT) {
        Row row = row(parser, new LinkedHashMap<>());
        List<Row> rows = below.computeIfAbsent(name, _ -> new ArrayList<>());
        if (rows.size() < MOST_ITEMS) {
          rows.add(row);
        }
      } else if (token == JsonToken.START_ARRAY) {
        texts.addAll(list(parser, name, below));
      } else if (token != JsonToken.VALUE_NULL && texts.size() < MOST_ITEMS) {
        texts.add(Row.plain(parser.getText()));
      }
    }
    return List.copyOf(texts);
  }

  private JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null || --left < 0) {
      throw new IOException(token == null ? "it ends too early" : "it has too many values");
    }
    return token;
  }
}
