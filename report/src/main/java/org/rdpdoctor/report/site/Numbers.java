package org.rdpdoctor.report.site;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Numbers as people meet them: one code may be written in hexadecimal, in decimal or as a negative
/// number.
final class Numbers {
  private static final Pattern WRITTEN = Pattern.compile("0x[0-9A-Fa-f]{1,8}|-?[0-9]{1,10}");

  private Numbers() {}

  /// `0x904`, `2308` or `-5` as an unsigned 32-bit value; nothing for anything else.
  static OptionalLong unsigned(String written) {
    if (!WRITTEN.matcher(written).matches()) {
      return OptionalLong.empty();
    }
    long value =
        written.startsWith("0x")
            ? Long.parseLong(written.substring(2), 16)
            : Long.parseLong(written);
    return value > 0xFFFF_FFFFL || value < Integer.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(value & 0xFFFF_FFFFL);
  }

  /// `0x904`.
  static String hexadecimal(long value) {
    return "0x" + Long.toHexString(value).toUpperCase(Locale.ROOT);
  }

  /// `-1073741715` for 0xC000006D; nothing for what is not negative as a signed number.
  static OptionalLong negative(long value) {
    return value > Integer.MAX_VALUE
        ? OptionalLong.of(value - 0x1_0000_0000L)
        : OptionalLong.empty();
  }
}
