package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How wide text is on a terminal, and where its lines end.
final class Cells {
  private static final Set<String> UNITS =
      Set.of("ms", "s", "%", "min", "h", "days", "bytes", "bits");

  private Cells() {}

  /// In columns: two for the wide characters of East Asia and for pictures, none for marks that
  /// stand on the character before.
  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  private static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1f64f)
        || (point >= 0x1f900 && point <= 0x1f9ff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /// Cut with an ellipsis to at most this many columns.
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 1; // the ellipsis
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      used += width(point);
      if (used > width) {
        break;
      }
      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return kept.toString().stripTrailing() + "…";
  }

  /// Lines of at most this many columns, broken at spaces, at least one. A word that is longer has
  /// a line for itself, and what stands between backticks is one word: commands stay whole, to be
  /// copied.
  static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    int used = 0;
    for (String word : words(text)) {
      int wide = width(word);
      if (used > 0 && used + 1 + wide > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += wide;
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int from = 0;
    boolean code = false;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) == '`') {
        code = !code && text.indexOf('`', i + 1) >= 0;
      }
      if (i == text.length() || (text.charAt(i) == ' ' && !code)) {
        if (i > from) {
          add(text.substring(from, i), words);
        }
        from = i + 1;
      }
    }
    return words;
  }

  /// A unit stays with its number.
  private static void add(String word, List<String> words) {
    boolean follows =
        !words.isEmpty() && isNumber(words.getLast()) && UNITS.contains(letters(word));
    words.add(follows ? words.removeLast() + " " + word : word);
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
  }

  private static String letters(String word) {
    int end = word.length();
    while (end > 0 && ".,;:)".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(0, end);
  }
}
