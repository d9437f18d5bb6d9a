package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// A fact with its word and the values of its fields, in its place among the facts of a situation.
///
/// Equal facts are equal here, whatever their places: one stands for the other.
final class Seen {
  private static final List<String> TIMES = List.of("elapsedMillis", "waitedMillis");

  private final String word;
  private final Map<String, Object> values;
  private final Observation observation;
  private int place;
  private boolean marked;
  private int hash;
  private String sentence = "";

  Seen(Observation observation) {
    this.word = Vocabulary.wordOf(observation);
    this.values = Vocabulary.valuesOf(observation);
    this.observation = observation;
  }

  String word() {
    return word;
  }

  Map<String, Object> values() {
    return values;
  }

  Observation observation() {
    return observation;
  }

  /// Values and evidence in words: what tells apart facts that nothing else does.
  String sentence() {
    if (sentence.isEmpty()) {
      sentence = values + " " + observation.evidence();
    }
    return sentence;
  }

  int place() {
    return place;
  }

  /// @param withMarks whether sentences get marks in place of its values (see [Marks])
  void stand(int at, boolean withMarks) {
    place = at;
    marked = withMarks;
  }

  boolean satisfies(Condition.Field field) {
    Object value = values.get(field.name());
    return value != null && field.constraint().holds(value);
  }

  boolean satisfies(List<Condition.Field> fields) {
    for (Condition.Field field : fields) {
      if (!satisfies(field)) {
        return false;
      }
    }
    return true;
  }

  /// What sentences say of a field, or nothing if the fact has no such field.
  @Nullable String told(String field) {
    if (values.containsKey(field)) {
      return marked ? Marks.of(place, field) : Wording.plain(values.get(field));
    }
    Object millis = values.get(field + "Millis");
    if (millis == null) {
      return null;
    }
    if (marked) {
      return Marks.of(place, field);
    }
    return millis instanceof Long time ? Wording.duration(time) : Wording.plain(millis);
  }

  /// In which file it stands; empty if it was measured.
  String writtenIn() {
    return marked ? Marks.of(place, Marks.WRITTEN_IN) : observation.evidence().place();
  }

  /// True if it took time of its own.
  boolean isTimed() {
    return TIMES.stream().anyMatch(field -> values.get(field) instanceof Long);
  }

  /// How long that was, or the mark of it.
  long elapsedMillis() {
    if (marked) {
      return Marks.ofTime(place);
    }
    return TIMES.stream()
        .filter(field -> values.get(field) instanceof Long)
        .mapToLong(field -> (Long) values.get(field))
        .findFirst()
        .orElse(0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Seen seen
            && hashCode() == seen.hashCode()
            && observation.equals(seen.observation));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = observation.hashCode() | 1;
    }
    return hash;
  }
}
