package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.stream.Stream;

/// What must be true of the facts, as a value: knowledge files are made of these.
public sealed interface Condition {
  Place place();

  /// The words in it, wherever they stand.
  default Stream<Word> words() {
    return switch (this) {
      case Word word -> Stream.of(word);
      case All(var parts, _) -> parts.stream().flatMap(Condition::words);
      case Any(var parts, _) -> parts.stream().flatMap(Condition::words);
      case None(var parts, _) -> parts.stream().flatMap(Condition::words);
      case BreakHolds _ -> Stream.empty();
    };
  }

  /// A fact of this word whose fields all hold.
  record Word(String word, List<Field> fields, Place place) implements Condition {}

  /// One field of a fact, and what it must be.
  record Field(String name, Constraint constraint, Place place) {}

  record All(List<Condition> conditions, Place place) implements Condition {}

  record Any(List<Condition> conditions, Place place) implements Condition {}

  /// None of the conditions holds, though the layers of their words were reached: what was never
  /// asked is not absent.
  record None(List<Condition> conditions, Place place) implements Condition {}

  /// A break that is probable, by its id.
  record BreakHolds(String id, Place place) implements Condition {}
}
