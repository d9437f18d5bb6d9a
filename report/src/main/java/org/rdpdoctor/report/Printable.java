package org.rdpdoctor.report;

/// Text that is safe to print: nothing in it moves a cursor, changes a colour, turns the writing
/// direction or hides.
///
/// Names and banners come from peers, which nobody vouches for. What cannot be seen is shown as its
/// number, since it may be the very thing that is wrong.
public final class Printable {
  /// Holds a number and its unit together where lines are wrapped.
  static final char NO_BREAK = '\u00a0';

  private static final int LONGEST = 4000;

  private Printable() {}

  /// One line of visible characters: `\x{1b}` stands for ESC, `\x{202e}` for a change of direction;
  /// line ends and tabs become spaces.
  public static String line(String text) {
    return shortened(text, LONGEST);
  }

  /// The same, cut after `longest` code points with an ellipsis in place of the rest.
  public static String shortened(String text, int longest) {
    if (text.length() <= longest && isPlain(text)) {
      return text;
    }
    var visible = new StringBuilder(Math.min(text.length(), longest) + 16);
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      if (count == longest) {
        return visible.append('…').toString();
      }
      int point = text.codePointAt(i);
      append(visible, point);
      i += Character.charCount(point);
    }
    return visible.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder visible, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL -> {
        if (point == '\n' || point == '\r' || point == '\t') {
          visible.append(' ');
        } else {
          number(visible, point);
        }
      }
      case Character.SPACE_SEPARATOR -> visible.append(point == NO_BREAK ? NO_BREAK : ' ');
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          number(visible, point);
      default -> visible.appendCodePoint(point);
    }
  }

  private static void number(StringBuilder visible, int point) {
    visible.append("\\x{").append(Integer.toHexString(point)).append('}');
  }
}
