package org.rdpdoctor.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A line `name:type:value` of a [ConnectionFile].
///
/// @param line its number, from 1
/// @param name as written, without blanks around it
/// @param type one letter as written: `i` a number, `s` text, `b` bytes in hex; others are unknown
/// @param value as written, blanks included
public record FileSetting(int line, String name, char type, String value) {
  private static final int LONGEST_NUMBER = 12;

  /// Reads a line, or nothing if it has not that form.
  static Optional<FileSetting> of(int line, String text) {
    String clean = FileLine.clean(text);
    int first = clean.indexOf(':');
    int second = clean.indexOf(':', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    String name = clean.substring(0, first).strip();
    String type = clean.substring(first + 1, second).strip();
    return name.isEmpty() || type.length() != 1
        ? Optional.empty()
        : Optional.of(new FileSetting(line, name, type.charAt(0), clean.substring(second + 1)));
  }

  /// The name in lower case, by which settings are known.
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Whether it is of that type, given in lower case.
  public boolean isType(char wanted) {
    return Character.toLowerCase(type) == wanted;
  }

  /// The value as a number, decimal or with `0x` in front, blanks around it allowed; nothing if it
  /// is none. The type does not matter.
  public OptionalLong number() {
    String text = value.strip();
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    String plain = hex ? digits.substring(2) : digits;
    int radix = hex ? 16 : 10;
    if (plain.isEmpty() || plain.length() > LONGEST_NUMBER || !isAll(plain, radix)) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(plain, radix);
    return OptionalLong.of(negative ? -number : number);
  }

  private static boolean isAll(String digits, int radix) {
    return digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
  }
}
