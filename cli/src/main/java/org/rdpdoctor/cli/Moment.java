package org.rdpdoctor.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A moment in a capture, as people name it.
sealed interface Moment {

  /// On the calendar.
  record OnDate(LocalDateTime time, Optional<ZoneOffset> offset) implements Moment {}

  /// At that time of the day on which the capture begins, or of the next if that was over by then.
  record OfDay(LocalTime time, Optional<ZoneOffset> offset) implements Moment {}

  /// So long after the first packet.
  record AfterStart(Duration time) implements Moment {}

  /// True if only the capture can tell when that is.
  default boolean needsStart() {
    return !(this instanceof OnDate);
  }

  /// @param start time of the first packet
  /// @param zone of what has no offset
  default Instant in(Instant start, ZoneId zone) {
    return switch (this) {
      case OnDate(LocalDateTime time, var offset) ->
          time.atZone(offset.<ZoneId>map(each -> each).orElse(zone)).toInstant();
      case OfDay(LocalTime time, var offset) -> {
        ZoneId there = offset.<ZoneId>map(each -> each).orElse(zone);
        LocalDate day = start.atZone(there).toLocalDate();
        Instant first = day.atTime(time).atZone(there).toInstant();
        boolean over = first.isBefore(start.minus(Duration.ofMinutes(1)));
        yield over && crossesMidnight(first, start)
            ? day.plusDays(1).atTime(time).atZone(there).toInstant()
            : first;
      }
      case AfterStart(Duration time) -> start.plus(time);
    };
  }

  /// More than half a day before the start means the day after.
  private static boolean crossesMidnight(Instant moment, Instant start) {
    return Duration.between(moment, start).compareTo(Duration.ofHours(12)) > 0;
  }

  /// `2026-11-21T10:00:00Z`, `2026-11-21T10:00`, `2026-11-21`, `10:00`, `10:00Z` or `+90s`.
  final class Word implements ITypeConverter<Moment> {
    private static final Pattern SPAN =
        Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(MS|S|M|MIN|H)?");

    @Override
    public Moment convert(String word) {
      String text = word.strip().toUpperCase(Locale.ROOT).replaceFirst("(?<=\\d) (?=\\d)", "T");
      try {
        if (text.startsWith("+")) {
          return new AfterStart(span(text.substring(1)));
        }
        if (text.indexOf('-') != 4) {
          return ofDay(text);
        }
        return text.indexOf('T') < 0
            ? new OnDate(LocalDate.parse(text).atStartOfDay(), Optional.empty())
            : onDate(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'"
                + word
                + "' is not a moment: write it as 2026-11-21T10:00, as 10:00 of the capture's day,"
                + " both in UTC or with an offset, or as +90s after its start");
      }
    }

    /// `90S`, `1.5H`; seconds if plain.
    private static Duration span(String text) {
      Matcher parts = SPAN.matcher(text);
      if (!parts.matches()) {
        throw new DateTimeException("not a span of time");
      }
      long unit =
          switch (Objects.requireNonNullElse(parts.group(2), "S")) {
            case "MS" -> 1;
            case "M", "MIN" -> 60_000;
            case "H" -> 3_600_000;
            default -> 1000;
          };
      return Duration.ofMillis(Math.round(Double.parseDouble(parts.group(1)) * unit));
    }

    private static Moment onDate(String text) {
      if (hasOffset(text.substring(text.indexOf('T')))) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return new OnDate(time.toLocalDateTime(), Optional.of(time.getOffset()));
      }
      return new OnDate(LocalDateTime.parse(text), Optional.empty());
    }

    private static Moment ofDay(String text) {
      if (hasOffset(text)) {
        OffsetTime time = OffsetTime.parse(text);
        return new OfDay(time.toLocalTime(), Optional.of(time.getOffset()));
      }
      return new OfDay(LocalTime.parse(text), Optional.empty());
    }

    private static boolean hasOffset(String time) {
      return time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    }
  }
}
