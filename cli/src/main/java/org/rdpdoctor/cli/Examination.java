package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.JsonReport;
import org.rdpdoctor.report.LiveLadder;
import org.rdpdoctor.report.MarkdownReport;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.TextReport;

/// Examines targets and prints each report as soon as it can be.
///
/// @param wanted how the reports are written
record Examination(Screen screen, Output output, Words.Format wanted, Doctor doctor) {
  /// One target, with the ladder drawn live for whoever watches.
  Report of(Target target, CheckOptions options) {
    Report report = examined(target, options);
    print(report, true);
    return report;
  }

  /// Several, side by side, printed in their order.
  List<Report> ofSeveral(List<Target> targets, CheckOptions options) throws InterruptedException {
    var reports = new ArrayList<Report>();
    new Rounds(doctor)
        .examine(
            targets,
            options,
            report -> {
              if (!reports.isEmpty() && wanted != Words.Format.JSON) {
                screen.out().println();
              }
              print(report, false);
              reports.add(report);
            });
    return reports;
  }

  private Report examined(Target target, CheckOptions options) {
    if (!screen.terminal() || wanted != Words.Format.TEXT) {
      return doctor.examine(target, options, Doctor.NOBODY);
    }
    try (var ladder = new LiveLadder(screen.out(), output.look(screen))) {
      return doctor.examine(target, options, ladder);
    }
  }

  private void print(Report report, boolean alone) {
    Detail detail = output.detail();
    PrintWriter out = screen.out();
    switch (wanted) {
      case TEXT -> out.print(TextReport.render(report, output.look(screen), detail));
      case MARKDOWN -> out.print(MarkdownReport.render(report, detail));
      case JSON -> out.print(JsonReport.render(report, alone) + "\n");
    }
    out.flush();
  }
}
