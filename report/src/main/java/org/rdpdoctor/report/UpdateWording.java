package org.rdpdoctor.report;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.trouble.Trouble;
import org.rdpdoctor.diagnosis.trouble.Trouble.Certainty;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Machine;

/// The words for known updates.
public final class UpdateWording {
  private UpdateWording() {}

  /// What is ruled out is told if everything is.
  static List<Trouble> shown(List<Trouble> all, Detail detail) {
    return all.stream()
        .filter(each -> detail == Detail.FULL || each.certainty() != Certainty.RULED_OUT)
        .toList();
  }

  static char mark(Certainty certainty) {
    return switch (certainty) {
      case FIRM -> '✗';
      case POSSIBLE -> '?';
      case RULED_OUT -> '✓';
    };
  }

  static String word(Certainty certainty) {
    return switch (certainty) {
      case FIRM -> "installed";
      case POSSIBLE -> "possible";
      case RULED_OUT -> "ruled out";
    };
  }

  /// `It fits tls.alert; the server has KB5018421.`
  static String because(Trouble trouble) {
    return "It fits " + String.join(", ", trouble.fits()) + "; " + trouble.because() + ".";
  }

  /// `client or server`.
  public static String machines(KnownUpdate update) {
    return update.on().stream().map(Machine::words).collect(Collectors.joining(" or "));
  }

  /// `The update of March 2025, or any later one. (KB1234567)`
  static String fixed(KnownUpdate update, List<String> kbs) {
    boolean told = kbs.stream().allMatch(update.fixed()::contains);
    return told ? update.fixed() : update.fixed() + " (" + String.join(", ", kbs) + ")";
  }
}
