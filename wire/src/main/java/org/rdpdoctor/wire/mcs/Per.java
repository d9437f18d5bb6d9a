package org.rdpdoctor.wire.mcs;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The few forms of aligned PER that MCS and GCC use.
@SpecifiedIn("X.691 10.9")
public final class Per {
  /// Longer strings would have to be sent in fragments, which no RDP peer does.
  public static final int MOST_BYTES = 0x3FFF;

  private static final int LONG = 0x80;
  private static final int FRAGMENTED = 0x40;

  private Per() {}

  /// A length determinant of one or two bytes.
  public static int length(WireReader in, String field) throws DecodeException {
    String name = field + " length";
    int at = in.offset();
    int first = in.u8(name);
    if ((first & LONG) == 0) {
      return first;
    }
    if ((first & FRAGMENTED) != 0) {
      throw in.malformed(name, at, "fragmented");
    }
    return (first & 0x3F) << 8 | in.u8(name);
  }

  public static Bytes octetString(WireReader in, String field) throws DecodeException {
    return in.bytes(field, length(in, field));
  }

  /// Writes `bytes` after their length.
  ///
  /// @throws IllegalArgumentException if they are more than [#MOST_BYTES]
  public static WireWriter octetString(WireWriter out, Bytes bytes) {
    return length(out, bytes.size()).bytes(bytes);
  }

  static WireWriter length(WireWriter out, int length) {
    if (length > MOST_BYTES) {
      throw new IllegalArgumentException(length + " bytes do not fit into one fragment");
    }
    return length < LONG ? out.u8(length) : out.u16be(LONG << 8 | length);
  }

  /// INTEGER (0..MAX): a length, then as many bytes.
  static int integer(WireReader in, String field) throws DecodeException {
    int at = in.offset();
    int length = length(in, field);
    if (length > Integer.BYTES) {
      throw in.wrongLength(field + " length", at, length, Integer.BYTES);
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | in.u8(field);
    }
    return value;
  }

  static WireWriter integer(WireWriter out, int value) {
    int length = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 7) / 8);
    out.u8(length);
    for (int i = length - 1; i >= 0; i--) {
      out.u8(value >> (8 * i));
    }
    return out;
  }
}
