package org.rdpdoctor.report;

import java.util.List;

/// A sheet of text for people, filled from the top: wrapped, indented, coloured if that is wanted.
///
/// Whatever is put on it is made safe first (see [Printable]), so that nothing a peer says controls
/// the terminal.
final class Page {
  private final Look look;
  private final StringBuilder text = new StringBuilder();
  private boolean underHeading;

  Page(Look look) {
    this.look = look;
  }

  int width() {
    return look.width();
  }

  /// A piece of a line in one ink.
  record Piece(String text, Ink ink) {}

  static Piece plain(String text) {
    return new Piece(text, Ink.USUAL);
  }

  void blank() {
    text.append('\n');
  }

  void heading(String heading) {
    blank();
    line(new Piece(heading, Ink.BOLD));
    underHeading = true;
  }

  /// A blank line between entries, but none under a heading.
  void apart() {
    if (!underHeading) {
      blank();
    }
    underHeading = false;
  }

  /// One line of these pieces, which is not wrapped.
  void line(Piece... pieces) {
    var line = new StringBuilder();
    for (Piece piece : pieces) {
      line.append(painted(shown(piece.text), piece.ink));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /// A text that is wrapped, with `lead` before its first line and as much space before the others.
  void hanging(List<Piece> lead, String words, Ink ink) {
    int indent = lead.stream().mapToInt(piece -> Cells.width(shown(piece.text))).sum();
    var before = new StringBuilder();
    lead.forEach(piece -> before.append(painted(shown(piece.text), piece.ink)));
    for (String line : Cells.wrapped(shown(words), Math.max(20, look.width() - indent))) {
      text.append((before + painted(line, ink)).stripTrailing()).append('\n');
      before.setLength(0);
      before.append(" ".repeat(indent));
    }
  }

  void hanging(int indent, String words, Ink ink) {
    hanging(List.of(plain(" ".repeat(indent))), words, ink);
  }

  /// What of this text is seen on this page, before colours.
  String shown(String words) {
    String visible = Printable.line(words);
    return look.unicode() ? visible : inAscii(visible);
  }

  private String painted(String words, Ink ink) {
    String line = words.replace(Printable.NO_BREAK, ' ');
    if (!look.colour()) {
      return line;
    }
    var painted = new StringBuilder();
    int from = 0;
    while (true) {
      int open = line.indexOf('`', from);
      int close = open < 0 ? -1 : line.indexOf('`', open + 1);
      if (close < 0) {
        return painted.append(ink.on(line.substring(from))).toString();
      }
      painted.append(ink.on(line.substring(from, open)));
      painted.append(Ink.CODE.on(line.substring(open + 1, close)));
      from = close + 1;
    }
  }

  /// Marks and typography in the nearest ASCII; letters are left to the writer.
  private static String inAscii(String line) {
    var ascii = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '✓' -> ascii.append('+');
        case '✗' -> ascii.append('x');
        case '·', '•' -> ascii.append('.');
        case '›' -> ascii.append('>');
        case '…' -> ascii.append("...");
        case '–', '—', '−', '‑' -> ascii.append('-');
        case '‘', '’' -> ascii.append('\'');
        case '“', '”', '„' -> ascii.append('"');
        case '→' -> ascii.append("->");
        case '≥' -> ascii.append(">=");
        case '≤' -> ascii.append("<=");
        case '×' -> ascii.append('x');
        default -> ascii.append(c);
      }
    }
    return ascii.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
