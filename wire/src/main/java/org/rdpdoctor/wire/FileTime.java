package org.rdpdoctor.wire;

import java.math.BigInteger;
import java.time.Instant;

/// `FILETIME`: 100-nanosecond steps since 1601-01-01 00:00 UTC, as an unsigned number.
@SpecifiedIn("MS-DTYP 2.3.3")
public record FileTime(long ticks) {
  private static final Instant EPOCH = Instant.parse("1601-01-01T00:00:00Z");
  private static final long TICKS_PER_SECOND = 10_000_000L;

  /// The nearest tick not after `instant`.
  ///
  /// @throws IllegalArgumentException before 1601
  public static FileTime of(Instant instant) {
    long seconds = instant.getEpochSecond() - EPOCH.getEpochSecond();
    if (seconds < 0) {
      throw new IllegalArgumentException("FILETIME begins in 1601: " + instant);
    }
    return new FileTime(
        BigInteger.valueOf(seconds)
            .multiply(BigInteger.valueOf(TICKS_PER_SECOND))
            .add(BigInteger.valueOf(instant.getNano() / 100))
            .longValueExact());
  }

  /// Every value is an instant, the last in the year 60056.
  public Instant toInstant() {
    long seconds = Long.divideUnsigned(ticks, TICKS_PER_SECOND);
    long nanos = Long.remainderUnsigned(ticks, TICKS_PER_SECOND) * 100;
    return EPOCH.plusSeconds(seconds).plusNanos(nanos);
  }
}
