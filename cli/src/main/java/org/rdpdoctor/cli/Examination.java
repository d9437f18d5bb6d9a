package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.LiveLadder;
import org.rdpdoctor.report.Report;

/// Examines targets and prints each report as soon as it can be.
///
/// @param words options that the reports are to keep
record Examination(Screen screen, ReportOutput output, Doctor doctor, List<String> words) {
  /// One target, with the ladder drawn live for whoever watches.
  Report of(Target target, CheckOptions options) {
    Report report = examined(target, options).with(words);
    output.print(report, screen, true);
    return report;
  }

  /// Several, side by side, printed in their order.
  List<Report> ofSeveral(List<Target> targets, CheckOptions options) throws InterruptedException {
    var reports = new ArrayList<Report>();
    new Rounds(doctor)
        .examine(
            targets,
            options,
            each -> {
              Report report = each.with(words);
              if (!reports.isEmpty() && output.wanted() != Words.Format.JSON) {
                screen.out().println();
              }
              output.print(report, screen, false);
              reports.add(report);
            });
    return reports;
  }

  private Report examined(Target target, CheckOptions options) {
    if (!screen.terminal() || output.wanted() != Words.Format.TEXT) {
      return doctor.examine(target, options, Doctor.NOBODY);
    }
    try (var ladder = new LiveLadder(screen.out(), output.output.look(screen))) {
      return doctor.examine(target, options, ladder);
    }
  }
}
