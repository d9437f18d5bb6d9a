package org.rdpdoctor.report;

import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;

/// Colours and weights of a terminal.
enum Ink {
  USUAL(""),
  BOLD("1"),
  DIM("2"),
  CODE("36"),
  GOOD("32"),
  WARNING("33"),
  BAD("31"),
  LOUD_GOOD("1;32"),
  LOUD_WARNING("1;33"),
  LOUD_BAD("1;31");

  private static final String ESC = "\u001b[";

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /// The text between the switching on and off of this ink; blank text stays as it is.
  String on(String text) {
    return code.isEmpty() || text.isBlank() ? text : ESC + code + "m" + text + ESC + "0m";
  }

  static Ink of(Status status) {
    return switch (status) {
      case PASSED -> GOOD;
      case WARNED -> WARNING;
      case FAILED -> LOUD_BAD;
      case NOT_REACHED, NOT_TESTED -> DIM;
    };
  }

  static Ink of(ClientOutcome.Kind kind) {
    return switch (kind) {
      case CONNECTS -> GOOD;
      case WARNS -> WARNING;
      case FAILS -> BAD;
      case UNKNOWN -> DIM;
    };
  }

  static Ink of(Verdict verdict) {
    return switch (verdict) {
      case HEALTHY -> LOUD_GOOD;
      case DEGRADED, INCONCLUSIVE -> LOUD_WARNING;
      case FAILING -> LOUD_BAD;
    };
  }
}
