package org.rdpdoctor.diagnosis;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills sentences of the knowledge with what was seen.
final class Wording {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final int LONGEST = 160;

  private Wording() {}

  /// Replaces `{field}` and `{word.field}` by the first fact that has it.
  static String fill(String text, Collection<Seen> facts) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    Matcher placeholders = PLACEHOLDER.matcher(text);
    var filled = new StringBuilder();
    while (placeholders.find()) {
      String value = value(placeholders.group(1), facts);
      placeholders.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return placeholders.appendTail(filled).toString();
  }

  private static String value(String placeholder, Collection<Seen> facts) {
    int dot = placeholder.indexOf('.');
    String field = placeholder.substring(dot + 1);
    for (Seen seen : facts) {
      if (dot < 0 || placeholder.startsWith(seen.word() + ".")) {
        String told = seen.told(field);
        if (told != null) {
          return told;
        }
      }
    }
    return "?";
  }

  static String plain(Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : bounded(String.join(", ", list.stream().map(Object::toString).toList()));
    }
    String text = value.toString();
    return text.isEmpty() ? "nothing" : bounded(text);
  }

  /// Peers choose some of these texts: no control characters, no endless ones.
  private static String bounded(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return isPrintableAscii(cut) ? cut : cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "·");
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /// In the unit that a person would choose.
  static String duration(long millis) {
    double seconds = millis / 1000.0;
    if (millis < 1000) {
      return millis + " ms";
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 2 * 3600) {
      return Math.round(seconds / 60) + " minutes";
    }
    if (seconds < 2 * 86400) {
      return Math.round(seconds / 3600) + " hours";
    }
    return Math.round(seconds / 86400) + " days";
  }
}
