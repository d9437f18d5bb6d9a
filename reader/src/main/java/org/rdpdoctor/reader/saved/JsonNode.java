package org.rdpdoctor.reader.saved;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON as it stands, of one document whose size is bounded.
sealed interface JsonNode {
  /// More values than the longest report of a thorough check has, many times over.
  int MOST_VALUES = 400_000;

  record Fields(Map<String, JsonNode> fields) implements JsonNode {}

  record Elements(List<JsonNode> elements) implements JsonNode {}

  record Word(String text) implements JsonNode {}

  record Numeral(double number, Optional<Long> whole) implements JsonNode {}

  record Truth(boolean value) implements JsonNode {}

  record Nothing() implements JsonNode {}

  /// A document holds more values than are read.
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("it holds more than " + MOST_VALUES + " values");
    }
  }

  /// Reads the value whose first token is the current one.
  ///
  /// @throws IOException if it is no JSON, ends too early or is too large
  static JsonNode read(JsonParser json) throws IOException {
    return new Reading(json).value();
  }

  /// One document; how deep it may be is the parser's limit.
  final class Reading {
    private final JsonParser json;
    private int values;

    private Reading(JsonParser json) {
      this.json = json;
    }

    private JsonNode value() throws IOException {
      if (++values > MOST_VALUES) {
        throw new TooLarge();
      }
      return switch (json.currentToken()) {
        case START_OBJECT -> fields();
        case START_ARRAY -> elements();
        case VALUE_STRING -> new Word(json.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
        case VALUE_TRUE -> new Truth(true);
        case VALUE_FALSE -> new Truth(false);
        case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, FIELD_NAME, END_ARRAY, END_OBJECT ->
            new Nothing();
      };
    }

    private JsonNode fields() throws IOException {
      var fields = new LinkedHashMap<String, JsonNode>();
      while (next() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        next();
        fields.put(name, value());
      }
      return new Fields(fields);
    }

    private JsonNode elements() throws IOException {
      var elements = new ArrayList<JsonNode>();
      while (next() != JsonToken.END_ARRAY) {
        elements.add(value());
      }
      return new Elements(elements);
    }

    /// The end of the file inside of a value is an error of the parser's own.
    private JsonToken next() throws IOException {
      return json.nextToken();
    }

    private JsonNode number() throws IOException {
      double number = json.getDoubleValue();
      boolean whole =
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      return new Numeral(number, whole ? Optional.of(json.getLongValue()) : Optional.empty());
    }
  }

  /// A member of an object, or nothing.
  default JsonNode at(String name) {
    return this instanceof Fields(var fields)
        ? fields.getOrDefault(name, new Nothing())
        : new Nothing();
  }

  /// The text, or nothing if this is no text.
  default Optional<String> asText() {
    return this instanceof Word(String text) ? Optional.of(text) : Optional.empty();
  }

  default String textOr(String otherwise) {
    return asText().orElse(otherwise);
  }

  default long wholeOr(long otherwise) {
    return this instanceof Numeral(_, var whole) ? whole.orElse(otherwise) : otherwise;
  }

  default double numberOr(double otherwise) {
    return this instanceof Numeral(double number, _) ? number : otherwise;
  }

  default boolean isTrue() {
    return this instanceof Truth(boolean value) && value;
  }

  /// The elements of an array, at most so many; none if this is no array.
  default List<JsonNode> elements(int most) {
    return this instanceof Elements(var elements)
        ? elements.subList(0, Math.min(most, elements.size()))
        : List.of();
  }

  default List<String> texts(int most) {
    return elements(most).stream().map(each -> each.asText().orElse("")).toList();
  }
}
