package org.rdpdoctor.dialogue;

/// Text that a peer may fill with anything, made fit for screens and reports.
final class ForeignText {
  /// No name that means something is longer (RFC 1035 2.3.4).
  private static final int MOST = 255;

  private ForeignText() {}

  /// The same text where it is plain and short; whatever moves a cursor, turns the direction of
  /// writing or cannot be seen becomes a middle dot, and what is too long is cut.
  static String plain(String text) {
    var plain = new StringBuilder();
    int from = 0;
    for (int count = 0; from < text.length() && count < MOST; count++) {
      int character = text.codePointAt(from);
      plain.appendCodePoint(isPlain(character) ? character : '·');
      from += Character.charCount(character);
    }
    return from < text.length() ? plain.append('…').toString() : plain.toString();
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
