package org.rdpdoctor.diagnosis;

import java.util.List;

/// Marks stand in sentences for values that differ from one situation to the next where everything
/// else is the same: place and field of a fact, between two characters that no sentence of the
/// knowledge has.
final class Marks {
  /// In place of a field: the file that the fact stands in.
  static final String WRITTEN_IN = "";

  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';
  private static final char BETWEEN = ' ';

  private Marks() {}

  static String of(int place, String field) {
    return "" + OPEN + place + BETWEEN + field + CLOSE;
  }

  /// No time is negative.
  static long ofTime(int place) {
    return -1L - place;
  }

  static boolean isTime(long millis) {
    return millis < 0;
  }

  static long time(long mark, List<Seen> facts) {
    return facts.get((int) (-1L - mark)).elapsedMillis();
  }

  static boolean isIn(String text) {
    return text.indexOf(OPEN) >= 0;
  }

  /// The text with the values of these facts.
  static String filled(String text, List<Seen> facts) {
    int open = text.indexOf(OPEN);
    if (open < 0) {
      return text;
    }
    var filled = new StringBuilder(text.length() + 32);
    int from = 0;
    while (open >= 0) {
      int between = text.indexOf(BETWEEN, open);
      int close = text.indexOf(CLOSE, between);
      Seen seen = facts.get(Integer.parseInt(text, open + 1, between, 10));
      String field = text.substring(between + 1, close);
      filled.append(text, from, open);
      filled.append(field.equals(WRITTEN_IN) ? seen.writtenIn() : seen.told(field));
      from = close + 1;
      open = text.indexOf(OPEN, from);
    }
    return filled.append(text, from, text.length()).toString();
  }
}
