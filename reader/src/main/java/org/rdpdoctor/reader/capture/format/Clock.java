package org.rdpdoctor.reader.capture.format;

/// How one interface of a pcapng file counts time (draft-ietf-opsawg-pcapng, if_tsresol and
/// if_tsoffset).
///
/// @param binary whether a tick is a power of 2 rather than of 10
/// @param exponent a tick is 10 or 2 to the power of minus this
/// @param offset seconds that are added
record Clock(boolean binary, int exponent, long offset) {
  static final Clock USUAL = new Clock(false, 6, 0);

  /// Far from any overflow when times are subtracted.
  private static final long FARTHEST = Long.MAX_VALUE / 2;

  private static final long SECOND = 1_000_000_000;

  static Clock of(int resolution, long offset) {
    return new Clock((resolution & 0x80) != 0, resolution & 0x7F, offset);
  }

  /// @param ticks unsigned
  /// @return nanoseconds since 1970
  long nanoseconds(long ticks) {
    long seconds;
    long rest;
    if (binary) {
      seconds = exponent < 64 ? ticks >>> exponent : 0;
      rest = fraction(exponent < 64 ? ticks << (64 - exponent) : ticks >>> (exponent - 64));
    } else if (exponent <= 19) {
      long second = power(exponent);
      seconds = Long.divideUnsigned(ticks, second);
      long left = Long.remainderUnsigned(ticks, second);
      rest =
          exponent <= 9
              ? left * power(9 - exponent)
              : Long.divideUnsigned(left, power(exponent - 9));
    } else {
      seconds = 0;
      rest = exponent <= 28 ? Long.divideUnsigned(ticks, power(exponent - 9)) : 0;
    }
    return sum(seconds, rest);
  }

  /// @param left the places behind the point, the first of them in the highest bit
  private long fraction(long left) {
    return exponent == 0 ? 0 : Math.unsignedMultiplyHigh(left, SECOND);
  }

  private long sum(long seconds, long rest) {
    long whole = seconds + offset;
    if (seconds < 0
        || Math.abs(seconds) > FARTHEST / SECOND
        || Math.abs(whole) >= FARTHEST / SECOND) {
      return whole < 0 && seconds >= 0 ? -FARTHEST : FARTHEST;
    }
    return whole * SECOND + rest;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
