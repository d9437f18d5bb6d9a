package org.rdpdoctor.report.site;

import java.util.Locale;
import org.rdpdoctor.diagnosis.knowledge.KnownCause.Certainty;

/// The numbers of the knowledge as people say them.
final class Chances {
  private Chances() {}

  /// `55 of 100`; never none or all, which a number from experience cannot mean.
  static String ofHundred(double share) {
    double hundred = share * 100;
    return hundred < 1 ? "fewer than 1 of 100" : Math.clamp(Math.round(hundred), 1, 99) + " of 100";
  }

  /// `200 times`, `1.5 times`.
  static String times(double ratio) {
    return ratio >= 10 || ratio == Math.rint(ratio)
        ? String.format(Locale.ROOT, "%,d times", Math.round(ratio))
        : String.format(Locale.ROOT, "%.1f times", ratio);
  }

  /// How sure of a cause one can be without looking into the server.
  static String told(Certainty certainty) {
    return switch (certainty) {
      case PROOF -> "The connection alone can prove it.";
      case STRONG -> "The connection alone can make it likely, and not prove it.";
      case HINT -> "The connection alone can only hint at it.";
      case NONE ->
          "The connection alone shows nothing of it: records of the server, a test or an answer"
              + " decide.";
    };
  }
}
