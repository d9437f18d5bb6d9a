package org.rdpdoctor.diagnosis.codes;

import java.util.Locale;

/// Text in the form in which sentences are compared: lower case, plain quotes, single spaces.
final class PhraseText {
  private PhraseText() {}

  static String normal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var normal = new StringBuilder(lower.length());
    boolean blank = true;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2007') {
        if (!blank) {
          normal.append(' ');
        }
        blank = true;
      } else {
        normal.append(plain(c));
        blank = false;
      }
    }
    int length = normal.length();
    return blank && length > 0 ? normal.substring(0, length - 1) : normal.toString();
  }

  private static char plain(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u00b4', '`' -> '\'';
      case '\u201c', '\u201d', '\u201e' -> '"';
      default -> c;
    };
  }
}
