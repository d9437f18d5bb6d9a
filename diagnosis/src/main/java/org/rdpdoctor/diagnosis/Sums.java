package org.rdpdoctor.diagnosis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// Numbers and signs of a [Reasoning] as people say them.
final class Sums {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  private Sums() {}

  /// As in `27 of 100`.
  static String outOf100(double probability) {
    double percent = 100 * probability;
    if (probability <= 0) {
      return "0 of 100";
    }
    if (percent < 1) {
      return "less than 1 of 100";
    }
    if (percent > 99.5 && probability < 1) {
      return "more than 99 of 100";
    }
    return number(percent) + " of 100";
  }

  /// As in `20 times`.
  static String times(double ratio) {
    return number(ratio) + " times";
  }

  /// Two digits that matter at most, but all of those before the point.
  private static String number(double value) {
    int scale = value < 9.95 ? 1 : 0;
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /// A sentence of the knowledge about what was not seen, so that its values are not known.
  static String unfilled(String text) {
    return "“" + PLACEHOLDER.matcher(text).replaceAll("…") + "”";
  }

  /// The text and what follows, as two sentences.
  static String sentences(String text, String next) {
    String stripped = text.strip();
    boolean ends = stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?");
    return stripped + (ends ? " " : ". ") + next;
  }

  /// The reason behind a colon, or a full stop.
  static String because(String sentence, String reason) {
    String stripped = reason.strip();
    if (stripped.isEmpty()) {
      return sentence + ".";
    }
    return sentence + ": " + stripped + (stripped.endsWith(".") ? "" : ".");
  }
}
