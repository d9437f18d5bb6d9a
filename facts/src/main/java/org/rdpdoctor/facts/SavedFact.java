package org.rdpdoctor.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// One observation of a saved report: its word, its fields in the order of the report, and its
/// evidence as a sentence.
public record SavedFact(String word, Map<String, Value> fields, String evidence) {
  public SavedFact {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// What a field may hold. What is none of the others is kept as text.
  public sealed interface Value {
    /// For people; the elements of a list with commas between.
    String words();
  }

  public record Text(String text) implements Value {
    @Override
    public String words() {
      return text;
    }
  }

  public record Whole(long number) implements Value {
    @Override
    public String words() {
      return Long.toString(number);
    }
  }

  public record Flag(boolean set) implements Value {
    @Override
    public String words() {
      return set ? "yes" : "no";
    }
  }

  public record Texts(List<String> texts) implements Value {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public String words() {
      return texts.isEmpty() ? "none" : texts.stream().collect(Collectors.joining(", "));
    }
  }

  private Optional<Value> value(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /// The text of a field; empty if there is no such field.
  public String text(String field) {
    return value(field).map(Value::words).orElse("");
  }

  public OptionalLong number(String field) {
    return value(field).orElse(new Text("")) instanceof Whole(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /// Whether a field is there and true.
  public boolean isSet(String field) {
    return value(field).orElse(new Text("")) instanceof Flag(boolean set) && set;
  }

  /// The elements of a list; a single text is a list of one, and what is not there is empty.
  public List<String> texts(String field) {
    return switch (value(field).orElse(new Texts(List.of()))) {
      case Texts(List<String> texts) -> texts;
      case Text(String text) -> text.isEmpty() ? List.of() : List.of(text);
      case Whole number -> List.of(number.words());
      case Flag flag -> List.of(flag.words());
    };
  }
}
