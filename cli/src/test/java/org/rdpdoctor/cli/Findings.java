package org.rdpdoctor.cli;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.report.Report;

/// What tests look for in a report.
final class Findings {
  private static final double PROBABLE = 0.5;

  private Findings() {}

  /// The ids of the probable ones.
  static List<String> breaks(Report report) {
    return report.diagnosis().breaks().stream()
        .filter(each -> each.probability() >= PROBABLE)
        .map(Break::id)
        .toList();
  }

  static Status rung(Report report, Layer layer) {
    return report.diagnosis().rungs().stream()
        .filter(each -> each.layer() == layer)
        .map(Rung::status)
        .findFirst()
        .orElse(Status.NOT_TESTED);
  }

  static <T extends Observation> T fact(Report report, Class<T> type) {
    return report.diagnosis().rungs().stream()
        .flatMap(each -> each.observations().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " was seen"));
  }
}
