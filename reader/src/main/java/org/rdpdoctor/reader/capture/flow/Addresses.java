package org.rdpdoctor.reader.capture.flow;

/// Addresses as text, those of IPv6 in the form of RFC 5952.
final class Addresses {
  private static final long MAPPED = 0xFFFF;

  private Addresses() {}

  /// @param high the first eight bytes
  /// @param low the last eight; those of IPv4 are written as in `::ffff:192.0.2.1`
  static String text(long high, long low) {
    if (high == 0 && low >>> 32 == MAPPED) {
      return (low >>> 24 & 0xFF)
          + "."
          + (low >>> 16 & 0xFF)
          + "."
          + (low >>> 8 & 0xFF)
          + "."
          + (low & 0xFF);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> 48 - 16 * i & 0xFFFF);
      groups[i + 4] = (int) (low >>> 48 - 16 * i & 0xFFFF);
    }
    return text(groups);
  }

  private static String text(int[] groups) {
    int start = -1;
    int length = 1; // a single zero is not shortened
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean behind = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
        text.append(behind ? ":" : "").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
