package org.rdpdoctor.facts;

import java.util.Optional;

/// One line of a [ConnectionFile].
///
/// @param number from 1
/// @param text without its end
/// @param end CRLF, LF or CR; empty if the file ends here
/// @param setting what the line sets; nothing if it is blank or malformed
public record FileLine(int number, String text, String end, Optional<FileSetting> setting) {

  /// Takes a line apart.
  public static FileLine of(int number, String text, String end) {
    return new FileLine(number, text, end, FileSetting.of(number, text));
  }

  /// Whether there is nothing to read in it.
  public boolean isBlank() {
    return clean(text).isBlank();
  }

  /// Whether it is neither blank nor a setting; clients pass over it.
  public boolean isMalformed() {
    return setting.isEmpty() && !isBlank();
  }

  FileLine at(int place) {
    return of(place, text, end);
  }

  /// The text without the zero bytes and marks that programs leave at its ends.
  static String clean(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isDebris(text.charAt(from))) {
      from++;
    }
    while (to > from && isDebris(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isDebris(char c) {
    return c == 0 || c == '\ufeff';
  }
}
