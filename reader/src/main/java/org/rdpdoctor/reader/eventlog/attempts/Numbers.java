package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import java.util.Optional;

/// Numbers as events write them.
final class Numbers {
  private static final long LARGEST = 0xFFFF_FFFFL;

  private Numbers() {}

  /// A number in decimal, or in hex with `0x` before it; negative 32-bit numbers by their bits.
  static Optional<Long> of(String written) {
    String text = written.strip();
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return text.length() > 18
            ? Optional.empty()
            : Optional.of(Long.parseUnsignedLong(text.substring(2), 16));
      }
      if (text.isEmpty() || text.length() > 19 || text.startsWith("+")) {
        return Optional.empty();
      }
      long value = Long.parseLong(text);
      return Optional.of(value < 0 && value >= Integer.MIN_VALUE ? value & LARGEST : value);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// A 32-bit code other than 0, or what a service writes as `%%1053`, as `0x0000041D`; empty if it
  /// is none.
  static String code(String written) {
    String text = written.strip();
    return of(text.startsWith("%%") ? text.substring(2) : text)
        .filter(value -> value != 0 && value > 0 && value <= LARGEST)
        .map(Numbers::hex)
        .orElse("");
  }

  static String hex(long value) {
    return String.format(Locale.ROOT, "0x%08X", value & LARGEST);
  }

  /// The last double word of bytes that are written as hex, least significant byte first; nothing
  /// if there is none.
  static Optional<Long> lastWord(String hex) {
    String text = hex.strip();
    if (text.length() < 8 || text.length() % 2 != 0) {
      return Optional.empty();
    }
    try {
      int value = Integer.parseUnsignedInt(text.substring(text.length() - 8), 16);
      return Optional.of(Integer.reverseBytes(value) & LARGEST);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
