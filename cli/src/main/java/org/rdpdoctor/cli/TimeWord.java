package org.rdpdoctor.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// A moment as people write it: `2026-03-02`, `2026-03-02T09:15`, `2026-03-02 09:15:04`, with `Z`
/// or an offset such as `+01:00` behind it if it is not UTC.
final class TimeWord {
  private TimeWord() {}

  /// @param endOfDay whether a date alone means its last moment
  /// @throws UsageException if it is no moment
  static Instant parse(String option, String written, boolean endOfDay) {
    String text = written.strip().replace(' ', 'T');
    try {
      if (text.length() == 10) {
        LocalDate day = LocalDate.parse(text);
        return endOfDay
            ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean zoned =
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
      return zoned
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw new UsageException(
          option
              + " takes a time such as 2026-03-02, 2026-03-02T09:15 or 2026-03-02T09:15:04+01:00;"
              + " it is UTC unless it says otherwise");
    }
  }
}
