package org.rdpdoctor.reader.eventlog.evtx;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// Numbers, times and identifiers as the XML of an event writes them.
final class Numbers {
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();
  private static final long TICKS = 10_000_000;

  /// Seconds from 1601, where FILETIME begins (MS-DTYP 2.3.3), to 1970.
  private static final long EPOCH = 11_644_473_600L;

  private Numbers() {}

  /// A GUID in upper case without braces; the first three parts are little-endian.
  static String guid(byte[] bytes, int at) {
    char[] text = new char[36];
    int next = 0;
    for (int i = 0; i < 16; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[next++] = '-';
      }
      int from = i < 4 ? 3 - i : i < 6 ? 9 - i : i < 8 ? 13 - i : i;
      byte value = bytes[at + from];
      text[next++] = UPPER.toHighHexDigit(value);
      text[next++] = UPPER.toLowHexDigit(value);
    }
    return new String(text);
  }

  /// A SID (MS-DTYP 2.4.2.2): revision, number of parts, authority, and the parts; hex if it does
  /// not fit together.
  static String sid(byte[] bytes, int at, int size) {
    int parts = size < 8 ? -1 : bytes[at + 1] & 0xFF;
    if (parts < 0 || 8 + parts * 4 > size) {
      return UPPER.formatHex(bytes, at, at + size);
    }
    long authority = 0;
    for (int i = 2; i < 8; i++) {
      authority = authority << 8 | bytes[at + i] & 0xFF;
    }
    var text = new StringBuilder("S-").append(bytes[at] & 0xFF).append('-');
    if (authority >>> 32 == 0) {
      text.append(authority);
    } else {
      text.append("0x").append(UPPER.toHexDigits(authority, 12));
    }
    for (int i = 0; i < parts; i++) {
      long part = 0;
      for (int k = 3; k >= 0; k--) {
        part = part << 8 | bytes[at + 8 + i * 4 + k] & 0xFF;
      }
      text.append('-').append(part);
    }
    return text.toString();
  }

  /// What a FILETIME says: units of 100 ns since 1601, unsigned.
  static Instant fileTime(long units) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(units, TICKS) - EPOCH, Long.remainderUnsigned(units, TICKS) * 100);
  }

  /// A time with nine digits behind the second, as the schema's dateTime.
  static String dateTime(Instant time) {
    return dateTime(time, 9);
  }

  private static String dateTime(Instant time, int wanted) {
    String text = time.toString();
    int point = text.indexOf('.');
    String digits = point < 0 ? "" : text.substring(point + 1, text.length() - 1);
    String seconds = point < 0 ? text.substring(0, text.length() - 1) : text.substring(0, point);
    return seconds + "." + digits + "0".repeat(wanted - digits.length()) + "Z";
  }

  /// A SYSTEMTIME (MS-DTYP 2.3.13) with three digits behind the second: eight numbers of 16 bits;
  /// hex if there is no such time.
  static String systemTime(Block block, int at) throws Unreadable {
    try {
      var time =
          LocalDateTime.of(
              block.u16(at),
              block.u16(at + 2),
              block.u16(at + 6),
              block.u16(at + 8),
              block.u16(at + 10),
              block.u16(at + 12),
              block.u16(at + 14) * 1_000_000);
      return dateTime(time.toInstant(ZoneOffset.UTC), 3);
    } catch (DateTimeException noSuchTime) {
      return UPPER.formatHex(block.room(), at, at + 16);
    }
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /// A floating-point number without needless digits, and Windows' words for what is none.
  static String real(double value, String shortest) {
    if (Double.isNaN(value)) {
      return "-1.#IND";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "1.#INF" : "-1.#INF";
    }
    return shortest.endsWith(".0") ? shortest.substring(0, shortest.length() - 2) : shortest;
  }

  static String binary(byte[] bytes, int at, int size) {
    return UPPER.formatHex(bytes, at, at + size);
  }
}
