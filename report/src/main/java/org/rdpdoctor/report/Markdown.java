package org.rdpdoctor.report;

/// Text made safe for Markdown (CommonMark and GitHub's tables).
///
/// What stands between backticks stays code. Everything else is shown as it is written: no
/// emphasis, link, image, HTML, mention or table cell comes out of it, whoever wrote it.
final class Markdown {
  private static final String SPECIAL = "\\`*_[]<>|~#&!$";

  private Markdown() {}

  static String text(String text) {
    return text(text, false);
  }

  /// The same for a cell of a table, where a bar ends even code.
  static String cell(String text) {
    return text(text, true);
  }

  private static String text(String text, boolean inTable) {
    String line = Printable.line(text).replace(Printable.NO_BREAK, ' ').strip();
    var markdown = new StringBuilder(line.length() + 16);
    int from = 0;
    while (true) {
      int open = line.indexOf('`', from);
      int close = open < 0 ? -1 : line.indexOf('`', open + 1);
      if (close < 0) {
        return escaped(line.substring(from), markdown, inTable);
      }
      escaped(line.substring(from, open), markdown, inTable);
      String code = line.substring(open + 1, close);
      if (inTable && code.indexOf('|') >= 0) {
        escaped(code, markdown, true);
      } else {
        markdown.append(code(code));
      }
      from = close + 1;
    }
  }

  /// A code span, in which nothing but the backtick has a meaning. Not for tables.
  static String code(String text) {
    String line = Printable.line(text).replace(Printable.NO_BREAK, ' ').replace('`', '\'').strip();
    return line.isEmpty() ? "" : "`" + line + "`";
  }

  private static String escaped(String text, StringBuilder markdown, boolean inTable) {
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space;
      word(text.substring(from, to), markdown, inTable);
      if (space >= 0) {
        markdown.append(' ');
      }
      from = to + 1;
    }
    return markdown.toString();
  }

  private static void word(String word, StringBuilder markdown, boolean inTable) {
    if (wouldBecomeLink(word) && !(inTable && word.indexOf('|') >= 0)) {
      markdown.append(code(word));
      return;
    }
    int begin = markdown.length();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        markdown.append('\\');
      }
      markdown.append(c);
    }
    if (begin == 0) {
      escapeListMarker(word, markdown);
    }
  }

  /// Addresses and mentions are found by ticket systems after Markdown, where no backslash helps.
  private static boolean wouldBecomeLink(String word) {
    return word.indexOf('@') >= 0 || word.contains("://") || word.startsWith("www.");
  }

  /// A hyphen, plus or `1.` at the very beginning would begin a list.
  private static void escapeListMarker(String word, StringBuilder markdown) {
    if (word.equals("-") || word.equals("+") || word.startsWith("---") || word.startsWith("=")) {
      markdown.insert(0, '\\');
    } else if (word.length() > 1 && (word.endsWith(".") || word.endsWith(")"))) {
      boolean number = word.chars().limit(word.length() - 1L).allMatch(c -> c >= '0' && c <= '9');
      if (number) {
        markdown.insert(word.length() - 1, '\\');
      }
    }
  }
}
