package org.rdpdoctor.wire.asn1;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// UTCTime and GeneralizedTime, to seconds: fractions are read and dropped.
final class Times {
  private Times() {}

  // Year, month to minute, seconds, fraction, zone.
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{2}|\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})?"
              + "(?:[.,]\\d{1,9})?(Z|[+-]\\d{4})?");

  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Nothing if the contents are no time.
  static Optional<Instant> decode(Element element) {
    String text = element.contents().decode(StandardCharsets.US_ASCII);
    // Longer than any form of a time; also keeps the pattern from long work.
    if (text.length() > 32) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    int yearDigits = element.tag() == Tag.UTC_TIME ? 2 : 4;
    if (!form.matches() || form.group(1).length() != yearDigits) {
      return Optional.empty();
    }
    try {
      var local =
          LocalDateTime.of(
              year(form.group(1)),
              Integer.parseInt(form.group(2)),
              Integer.parseInt(form.group(3)),
              Integer.parseInt(form.group(4)),
              Integer.parseInt(form.group(5)),
              form.group(6) == null ? 0 : Integer.parseInt(form.group(6)));
      String zone = form.group(7);
      return Optional.of(local.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone)));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  /// Two digits mean 1950 to 2049 (RFC 5280 4.1.2.5.1).
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    return year < 50 ? 2000 + year : 1900 + year;
  }

  static String utc(Instant instant) {
    return UTC.format(instant);
  }

  static String generalized(Instant instant) {
    return GENERALIZED.format(instant);
  }
}
