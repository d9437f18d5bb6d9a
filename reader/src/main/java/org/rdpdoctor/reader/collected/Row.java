package org.rdpdoctor.reader.collected;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One object of a section: values by name, each a list of texts. Texts are bounded and free of
/// control characters: they go into reports.
///
/// @param values what is null in JSON is not there
record Row(Map<String, List<String>> values) {
  static final int LONGEST = 1000;
  private static final Pattern TICKS = Pattern.compile("/Date\\((-?\\d{1,17})(?:[+-]\\d{4})?\\)/");

  Row {
    values = Map.copyOf(values);
  }

  /// The text without what could hide or move text on a screen, and not endless.
  static String plain(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "·").strip();
  }

  static Row of(Map<String, String> values) {
    var lists = new LinkedHashMap<String, List<String>>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Row(lists);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// Several values with commas between them; empty if there is none.
  String text(String name) {
    return String.join(", ", texts(name));
  }

  List<String> texts(String name) {
    return values.getOrDefault(name, List.of());
  }

  String lower(String name) {
    return text(name).toLowerCase(Locale.ROOT);
  }

  boolean flag(String name) {
    return text(name).equalsIgnoreCase("true") || text(name).equals("1");
  }

  OptionalLong number(String name) {
    try {
      double value = Double.parseDouble(text(name).replace(',', '.'));
      return Double.isFinite(value) ? OptionalLong.of((long) value) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /// 0 if it is no number, or none that fits.
  int count(String name) {
    long value = number(name).orElse(0);
    return value == (int) value ? (int) value : 0;
  }

  /// A time as Windows PowerShell or PowerShell 7 writes it.
  Optional<Instant> when(String name) {
    return when(texts(name).isEmpty() ? "" : texts(name).getFirst(), 0);
  }

  private static Optional<Instant> when(String text, int fallback) {
    Matcher ticks = TICKS.matcher(text);
    if (ticks.matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(ticks.group(1))));
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return fallback == 0 && !text.isEmpty() ? when(text + "Z", 1) : Optional.empty();
    }
  }
}
