package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Question;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.wire.x224.Protocols;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How the values of options are written.
final class Words {
  private Words() {}

  /// `10s`, `500ms`, `1m`, or a plain number of seconds.
  static final class DurationWord implements ITypeConverter<Duration> {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Duration convert(String word) {
      String text = word.strip().toLowerCase(Locale.ROOT);
      int unitAt = 0;
      while (unitAt < text.length() && Literals.isNumber(text.substring(0, unitAt + 1))) {
        unitAt++;
      }
      long millis =
          switch (text.substring(unitAt)) {
            case "ms" -> 1;
            case "", "s" -> 1000;
            case "m", "min" -> 60_000;
            default -> 0;
          };
      boolean number = unitAt > 0 && unitAt <= 9 && millis > 0;
      var duration =
          number
              ? Duration.ofMillis(Long.parseLong(text.substring(0, unitAt)) * millis)
              : Duration.ZERO;
      if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
        throw new TypeConversionException(
            "'" + word + "' is not a time from 100ms to 10m: write it as 10s, 500ms or 1m");
      }
      return duration;
    }
  }

  /// Any of `rdp`, `tls`, `nla` and `ext`, with commas between.
  static final class OfferWord implements ITypeConverter<Protocols> {
    @Override
    public Protocols convert(String word) {
      Protocols offer = Protocols.RDP;
      for (String part : word.split(",", -1)) {
        offer = offer.and(one(part.strip().toLowerCase(Locale.ROOT), word));
      }
      return offer;
    }

    private static Protocols one(String part, String word) {
      return switch (part) {
        case "rdp" -> Protocols.RDP;
        case "tls" -> Protocols.SSL;
        case "nla" -> Protocols.HYBRID;
        case "ext" -> Protocols.HYBRID_EX;
        default ->
            throw new TypeConversionException(
                "'" + word + "' is not any of rdp, tls, nla and ext with commas between");
      };
    }
  }

  /// The SHA-256 of a certificate as programs show it: 64 hex digits, perhaps with colons, spaces
  /// or hyphens between, perhaps with its name in front.
  static final class PinWord implements ITypeConverter<String> {
    private static final int DIGITS = 64;

    @Override
    public String convert(String word) {
      String text = word.strip().toLowerCase(Locale.ROOT);
      if (text.startsWith("sha256") || text.startsWith("sha-256")) {
        text = text.substring(text.indexOf("256") + 3);
      }
      var digits = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (hex) {
          digits.append(c);
        } else if (" :-=".indexOf(c) < 0) {
          throw notAPin(word);
        }
      }
      if (digits.length() != DIGITS) {
        throw notAPin(word);
      }
      return digits.toString();
    }

    private static TypeConversionException notAPin(String word) {
      return new TypeConversionException(
          "'" + word + "' is not the SHA-256 of a certificate: that is 64 hex digits");
    }
  }

  /// A rung that this version climbs.
  static final class RungWord implements ITypeConverter<Layer> {
    static final List<Layer> CLIMBED =
        List.of(
            Layer.NAME,
            Layer.TCP,
            Layer.NEGOTIATION,
            Layer.TLS,
            Layer.CERTIFICATE,
            Layer.CREDSSP,
            Layer.AUTHENTICATION,
            Layer.MCS,
            Layer.SECURITY,
            Layer.LICENSING,
            Layer.SESSION);

    @Override
    public Layer convert(String word) {
      return Layer.of(word.strip().toLowerCase(Locale.ROOT))
          .filter(CLIMBED::contains)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + word
                          + "' is not a rung that is climbed: write one of "
                          + CLIMBED.stream().map(Layer::id).collect(Collectors.joining(", "))));
    }
  }

  /// How the report is written.
  enum Format {
    TEXT,
    JSON,
    MARKDOWN
  }

  static final class FormatWord implements ITypeConverter<Format> {
    @Override
    public Format convert(String word) {
      return choice(Format.values(), word);
    }
  }

  /// The shell that a script is for.
  enum Shell {
    POWERSHELL,
    BASH;

    Change.Platform platform() {
      return switch (this) {
        case POWERSHELL -> Change.Platform.WINDOWS;
        case BASH -> Change.Platform.LINUX;
      };
    }

    /// Of the name of a file.
    String ending() {
      return switch (this) {
        case POWERSHELL -> "ps1";
        case BASH -> "sh";
      };
    }
  }

  static final class ShellWords implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String word) {
      return choice(Shell.values(), word);
    }
  }

  static final class SideWord implements ITypeConverter<Fix.Side> {
    @Override
    public Fix.Side convert(String word) {
      return choice(Fix.Side.values(), word);
    }
  }

  /// What reports are compared for.
  static final class QuestionWord implements ITypeConverter<Question> {
    @Override
    public Question convert(String word) {
      return choice(Question.values(), word);
    }
  }

  /// When colours are used.
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  static final class ColourWord implements ITypeConverter<Colour> {
    @Override
    public Colour convert(String word) {
      return choice(Colour.values(), word);
    }
  }

  private static <E extends Enum<E>> E choice(E[] values, String word) {
    for (E value : values) {
      if (value.name().equalsIgnoreCase(word.strip())) {
        return value;
      }
    }
    throw new TypeConversionException(
        "'"
            + word
            + "' is not one of "
            + Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
