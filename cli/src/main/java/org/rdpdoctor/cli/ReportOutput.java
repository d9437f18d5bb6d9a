package org.rdpdoctor.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Planner;
import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.JsonReport;
import org.rdpdoctor.report.MarkdownReport;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.TextReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How reports are printed: the options of commands that end in a report, and their exit codes.
@Command(
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:healthy",
      " 1:degraded: it connects, but something will bite",
      " 2:failing",
      " 3:inconclusive",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class ReportOutput {
  @Option(
      names = "--format",
      order = 49,
      paramLabel = "F",
      converter = Words.FormatWord.class,
      description = "text (the default), json or markdown.")
  Words.@Nullable Format format;

  @Mixin WhyOptions why = new WhyOptions();

  @Option(
      names = "--plan",
      order = 48,
      description =
          "Print everything that can be done, in order, with ways back and proofs, instead of the"
              + " safest fixes.")
  boolean plan;

  @Mixin Output output = new Output();

  /// True if somebody else says what a report says.
  boolean silent;

  /// @throws UsageException if the options contradict each other
  Words.Format wanted() {
    if (format == null) {
      return output.json ? Words.Format.JSON : Words.Format.TEXT;
    }
    if (output.json && format != Words.Format.JSON) {
      throw new UsageException("--json contradicts --format: leave one of them out");
    }
    return format;
  }

  /// For commands that show many connections, or one among others.
  ///
  /// @throws UsageException if a plan is wished
  void refusePlan() {
    if (plan) {
      throw new UsageException("a plan is made by analyze: give it the same files, with --plan");
    }
  }

  /// @param alone false if other reports come before or after it
  void print(Report report, Screen screen, boolean alone) {
    if (silent) {
      return;
    }
    Detail detail = output.detail();
    PrintWriter out = screen.out();
    if (plan) {
      out.print(withPlan(report, screen, alone));
      out.flush();
      return;
    }
    switch (wanted()) {
      case TEXT -> out.print(TextReport.render(report, output.look(screen), detail));
      case MARKDOWN -> out.print(MarkdownReport.render(report, detail));
      case JSON -> out.print(JsonReport.render(report, alone) + "\n");
    }
    out.flush();
  }

  private String withPlan(Report report, Screen screen, boolean alone) {
    Detail detail = output.detail();
    Plan made = Planner.of(report.diagnosis(), Provings.of(report));
    return switch (wanted()) {
      case TEXT -> TextReport.render(report, made, output.look(screen), detail);
      case MARKDOWN -> MarkdownReport.render(report, made, detail);
      case JSON -> JsonReport.render(report, made, alone) + "\n";
    };
  }
}
