package org.rdpdoctor.reader.pasted;

/// Text whose typographic characters are plain ones, each in its old place.
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(plain(text.charAt(i)));
    }
    return plain.toString();
  }

  private static char plain(char c) {
    if (c < 0x80) {
      return c;
    }
    if (c >= '\uff01' && c <= '\uff5e') {
      return (char) (c - '\uff01' + '!'); // full-width forms, as East Asian dialogs have them
    }
    return switch (c) {
      case '\u00a0', '\u2007', '\u202f', '\u3000', '\ufeff', '\u200b', '\u200e', '\u200f' -> ' ';
      case '\u2018', '\u2019', '\u00b4', '\u2032' -> '\'';
      case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      default -> c;
    };
  }

  /// Whether a character belongs to a number or a name.
  static boolean isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
