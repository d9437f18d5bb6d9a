package org.rdpdoctor.report;

/// Text as one word of a script, whatever stands in it: names of hosts come from reports, and
/// reports from anywhere.
///
/// Scripts are ASCII, because shells disagree on everything else, Windows PowerShell even on what
/// a quote is. What is not, and what controls, becomes a question mark.
final class ShellWord {
  private ShellWord() {}

  /// Between single quotes nothing has a meaning for Bash but the single quote.
  static String bash(String text) {
    return "'" + ascii(text).replace("'", "'\\''") + "'";
  }

  /// Likewise for PowerShell, where it is doubled.
  static String powershell(String text) {
    return "'" + ascii(text).replace("'", "''") + "'";
  }

  /// What may stand in a comment: one line, ASCII.
  static String ascii(String text) {
    var ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '…' -> ascii.append("...");
        case '–', '—', '‑', '−' -> ascii.append('-');
        case '\u00a0' -> ascii.append(' ');
        case '→' -> ascii.append("->");
        default -> ascii.append(c >= 0x20 && c <= 0x7e ? c : '?');
      }
    }
    return ascii.toString();
  }
}
