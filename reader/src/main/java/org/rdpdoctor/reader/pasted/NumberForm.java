package org.rdpdoctor.reader.pasted;

import java.util.OptionalLong;

/// The ways in which people write a number.
///
/// @param decimal its value if it can be a decimal number, at most 32 bits
/// @param hexadecimal its value if it can be a hexadecimal number, at most 32 bits
/// @param marked true if it can be nothing but a number, as `0x904`; `x64` and `24h` can
record NumberForm(OptionalLong decimal, OptionalLong hexadecimal, boolean marked) {
  private static final NumberForm NONE =
      new NumberForm(OptionalLong.empty(), OptionalLong.empty(), false);

  /// Reads a word; a number without a value is none.
  static NumberForm of(String word, boolean negative) {
    if (word.length() > 2 && word.charAt(0) == '0' && (word.charAt(1) | 0x20) == 'x') {
      return hexadecimal(word.substring(2), true);
    }
    if (word.length() > 2 && (word.charAt(0) | 0x20) == 'x' && hasDigit(word)) {
      return hexadecimal(word.substring(1), false);
    }
    int last = word.length() - 1;
    if (last > 0 && (word.charAt(last) | 0x20) == 'h' && isDigit(word.charAt(0))) {
      return hexadecimal(word.substring(0, last), false);
    }
    OptionalLong decimal = value(word, 10);
    if (negative) {
      boolean fits = decimal.isPresent() && decimal.getAsLong() <= 0x8000_0000L;
      return fits
          ? new NumberForm(OptionalLong.of(-decimal.getAsLong()), OptionalLong.empty(), false)
          : NONE;
    }
    boolean mayBeHex = word.length() <= 8 && hasDigit(word);
    return new NumberForm(decimal, mayBeHex ? value(word, 16) : OptionalLong.empty(), false);
  }

  boolean isNumber() {
    return decimal.isPresent() || hexadecimal.isPresent();
  }

  /// Whether it consists of digits only, as `904` does.
  boolean isPlain() {
    return decimal.isPresent();
  }

  /// Whether the number is so large or so negative that hardly anything but a code is.
  boolean isTelling() {
    if (decimal.isEmpty()) {
      return false;
    }
    long value = decimal.getAsLong();
    return value >= 0x8000_0000L
        || value < -0x1000_0000L
        || (value >= 0x200_0001 && value <= 0x200_0002)
        || (value >= 0x300_0001 && value <= 0x300_00ff);
  }

  private static NumberForm hexadecimal(String digits, boolean marked) {
    OptionalLong value = value(digits, 16);
    return value.isPresent() ? new NumberForm(OptionalLong.empty(), value, marked) : NONE;
  }

  private static OptionalLong value(String digits, int radix) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = value * radix + digit;
      if (value > 0xFFFF_FFFFL) {
        return OptionalLong.empty();
      }
    }
    return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static boolean hasDigit(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
