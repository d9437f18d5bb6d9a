package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.codes.Tsv;

/// The values that a setting may have.
public sealed interface Values {

  /// Any text or number.
  record Any() implements Values {}

  /// The numbers from `least` to `most`.
  record Range(long least, long most) implements Values {}

  /// These numbers, each with what it means.
  record Choice(Map<Long, String> meanings) implements Values {
    public Choice {
      meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    }
  }

  /// Reads the cell of a table: `-`, `1..65535` or `0: no ; 1: yes`. Nothing if it is none of them.
  static Optional<Values> of(String cell) {
    if (cell.equals("-")) {
      return Optional.of(new Any());
    }
    int dots = cell.indexOf("..");
    if (dots > 0 && cell.indexOf(':') < 0) {
      OptionalLong least = number(cell.substring(0, dots));
      OptionalLong most = number(cell.substring(dots + 2));
      return least.isPresent() && most.isPresent() && least.getAsLong() < most.getAsLong()
          ? Optional.of(new Range(least.getAsLong(), most.getAsLong()))
          : Optional.empty();
    }
    return choice(Tsv.split(cell, " ; "));
  }

  private static Optional<Values> choice(List<String> parts) {
    var meanings = new LinkedHashMap<Long, String>();
    for (String part : parts) {
      int colon = part.indexOf(": ");
      OptionalLong number = number(colon < 0 ? "" : part.substring(0, colon));
      boolean isNew =
          number.isPresent()
              && meanings.putIfAbsent(number.getAsLong(), part.substring(colon + 2)) == null;
      if (!isNew) {
        return Optional.empty();
      }
    }
    return Optional.of(new Choice(meanings));
  }

  private static OptionalLong number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /// Whether this is one of them.
  default boolean allow(long value) {
    return switch (this) {
      case Any() -> true;
      case Range(long least, long most) -> value >= least && value <= most;
      case Choice(Map<Long, String> meanings) -> meanings.containsKey(value);
    };
  }

  /// What a value means; empty if nothing is known of it.
  default String meaningOf(long value) {
    return this instanceof Choice(Map<Long, String> meanings)
        ? meanings.getOrDefault(value, "")
        : "";
  }

  /// As in `1 to 65535` or `0 (no), 1 (yes)`; empty if any value will do.
  default String told() {
    return switch (this) {
      case Any() -> "";
      case Range(long least, long most) -> least + " to " + most;
      case Choice(Map<Long, String> meanings) ->
          meanings.entrySet().stream().map(Values::told).collect(Collectors.joining(", "));
    };
  }

  private static String told(Map.Entry<Long, String> choice) {
    return choice.getValue().equals(choice.getKey().toString())
        ? choice.getValue()
        : choice.getKey() + " (" + choice.getValue() + ")";
  }
}
