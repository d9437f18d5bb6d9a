package org.rdpdoctor.reader.eventlog.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as exports of events write them: ISO 8601 with `T` or a space, and PowerShell's
// `/Date(…)/`.
public final class Times {
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?\\d* ?"
              + "(Z|[+-]\\d\\d:?\\d\\d)?");
  private static final Pattern SINCE_1970 =
      Pattern.compile("\\\\?/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)\\\\?/");

  private Times() {}

  /// A time, which without a zone is read as UTC; nothing if the text is none.
  public static Optional<Instant> parse(String text) {
    Matcher millis = SINCE_1970.matcher(text);
    if (millis.matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis.group(1))));
    }
    Matcher parts = DATE_TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    String local = parts.group(1) + "T" + parts.group(2) + fraction;
    String zone = parts.group(4) == null ? "Z" : parts.group(4);
    try {
      return Optional.of(
          zone.equals("Z")
              ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(local + withColon(zone)).toInstant());
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static String withColon(String zone) {
    return zone.indexOf(':') > 0 ? zone : zone.substring(0, 3) + ":" + zone.substring(3);
  }

  /// Whether a time says how far it is from UTC.
  public static boolean isZoned(String text) {
    Matcher parts = DATE_TIME.matcher(text);
    return !parts.matches() || parts.group(4) != null;
  }
}
