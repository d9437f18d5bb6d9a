package org.rdpdoctor.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.trouble.Trouble;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.report.Report.CodeMeaning;

/// A report to paste into a ticket: the same order as [TextReport].
public final class MarkdownReport {
  private final StringBuilder text = new StringBuilder();
  private final Detail detail;
  private final Report report;
  private final Diagnosis diagnosis;

  private final Optional<Plan> plan;

  private MarkdownReport(Report report, Optional<Plan> plan, Detail detail) {
    this.plan = plan;
    this.detail = detail;
    this.report = report;
    this.diagnosis = report.diagnosis();
  }

  public static String render(Report report, Detail detail) {
    return new MarkdownReport(report, Optional.empty(), detail).render();
  }

  /// With the whole plan in place of the safest fixes.
  public static String render(Report report, Plan plan, Detail detail) {
    return new MarkdownReport(report, Optional.of(plan), detail).render();
  }

  private String render() {
    answer();
    ladder(diagnosis.rungs());
    hops();
    rounds();
    read();
    codes();
    breaks();
    causes();
    if (plan.isPresent()) {
      text.append(PlanMarkdown.part(plan.get()));
    } else {
      fixes();
    }
    clients();
    unexplained();
    ruledOut();
    notTested();
    nextTests();
    diagnosis.reasonings().forEach(this::reasoning);
    updates();
    report.addenda().since().ifPresent(this::since);
    evidence();
    return text.toString();
  }

  private void line(String line) {
    text.append(line.replace(Printable.NO_BREAK, ' ').stripTrailing()).append('\n');
  }

  private void heading(String heading) {
    line("");
    line("### " + heading);
    line("");
  }

  private void answer() {
    line(
        "## "
            + Wording.mark(diagnosis.verdict())
            + " "
            + Wording.verdict(diagnosis.verdict())
            + ": "
            + Markdown.text(diagnosis.summary()));
    line("");
    line(
        Markdown.code(Wording.place(report))
            + ", "
            + Wording.time(report.started())
            + ", took "
            + Wording.millis(report.elapsed().toMillis())
            + ", by "
            + Markdown.text(report.tool().name() + " " + report.tool().version()));
  }

  private void hops() {
    int number = 2; // the target is the first
    for (Report hop : report.hops()) {
      heading("Hop " + number + ": " + Markdown.code(Wording.place(hop)));
      Diagnosis own = hop.diagnosis();
      line(
          Wording.mark(own.verdict())
              + " "
              + Wording.verdict(own.verdict())
              + ": "
              + Markdown.text(own.summary()));
      ladder(own.rungs());
      number++;
    }
  }

  private void ladder(List<Rung> rungs) {
    line("");
    line("| | Rung | What was seen | Time |");
    line("|---|---|---|---:|");
    for (Rung rung : rungs) {
      if (detail == Detail.FULL || rung.status() != Rung.Status.NOT_TESTED) {
        String summary = rung.summary().isBlank() ? Wording.status(rung.status()) : rung.summary();
        step(rung.status(), rung.layer().id(), summary, rung.elapsedMillis());
        for (Rung.Stage stage : rung.stages()) {
          String id = rung.layer().id() + ": " + stage.id();
          step(stage.status(), id, stage.summary(), stage.elapsedMillis());
        }
      }
    }
  }

  private void step(Rung.Status status, String id, String summary, long millis) {
    String time = millis == 0 ? "" : Wording.millis(millis);
    line("| %s | %s | %s | %s |".formatted(Wording.mark(status), id, Markdown.cell(summary), time));
  }

  private void rounds() {
    if (report.rounds().isEmpty()) {
      return;
    }
    heading("Rounds");
    line("| | Ended | Rounds | Time |");
    line("|---|---|---|---:|");
    for (RoundsTable.Row row : RoundsTable.rows(report.rounds())) {
      line(
          "| %s | %d × %s | %s | %s |"
              .formatted(
                  Wording.mark(row.verdict()),
                  row.count(),
                  Markdown.cell(row.ending()),
                  row.numbers(),
                  Wording.millis(row.millis())));
    }
  }

  private void read() {
    if (report.read().isEmpty()) {
      return;
    }
    heading("What was read");
    for (Report.Read file : report.read()) {
      String what = file.kind() + ", " + Wording.counted(file.facts(), "fact");
      line("- " + Markdown.code(file.name()) + " " + Markdown.text(what));
      file.notes().forEach(note -> line("  - " + Markdown.text(note)));
    }
  }

  private void codes() {
    if (report.codes().isEmpty()) {
      return;
    }
    heading("What the code says");
    for (CodeMeaning code : report.codes()) {
      line(
          "- "
              + Markdown.code(code.code())
              + " "
              + Markdown.text(code.meaning())
              + " ("
              + Markdown.text(Wording.origin(code))
              + ")");
    }
  }

  private void breaks() {
    if (diagnosis.breaks().isEmpty()) {
      return;
    }
    heading("What broke");
    for (Break broken : detail.breaks(diagnosis.breaks())) {
      line("- " + ranked(broken.title(), broken.probability(), broken.id()));
      signs(broken.signs(), "  ");
    }
  }

  private void causes() {
    if (diagnosis.causes().isEmpty()) {
      return;
    }
    heading("Why");
    List<Cause> shown = detail.causes(diagnosis.causes());
    int number = 1;
    for (Cause cause : shown) {
      String lead = number + ". ";
      line(lead + ranked(cause.title(), cause.probability(), cause.id()));
      String indent = " ".repeat(lead.length());
      if (!cause.because().isBlank()) {
        line(indent + Markdown.text(cause.because()));
      }
      signs(cause.signs(), indent);
      number++;
    }
    int more = diagnosis.causes().size() - shown.size();
    if (more > 0) {
      line("");
      double next = diagnosis.causes().get(shown.size()).probability();
      line(more + " more at " + Wording.percent(next) + (more == 1 ? "." : " or less."));
    }
  }

  private static String ranked(String title, double probability, String id) {
    return "**"
        + Markdown.text(title)
        + "** ("
        + Wording.likelihood(probability)
        + ", "
        + Wording.percent(probability)
        + ", "
        + Markdown.code(id)
        + ")";
  }

  private void signs(List<Sign> signs, String indent) {
    for (Sign sign : detail.signs(signs, diagnosis.summary())) {
      line(
          indent
              + "- "
              + (sign.speaksFor() ? "for: " : "against: ")
              + Markdown.text(sign.text() + Wording.places(sign)));
    }
  }

  private void fixes() {
    var printed = new LinkedHashSet<String>();
    List<Cause> causes = detail.causes(diagnosis.causes());
    for (Cause cause : causes) {
      for (Fix fix : detail.fixes(cause.fixes())) {
        if (printed.add(fix.id())) {
          if (printed.size() == 1) {
            heading("What to do");
          }
          fix(fix, causes.size() == 1 ? "" : ", if " + Markdown.code(cause.id()));
        }
      }
    }
  }

  private void fix(Fix fix, String when) {
    line("- **" + Markdown.text(fix.title()) + "** (" + Wording.circumstances(fix) + when + ")");
    int number = 1;
    for (String step : fix.steps()) {
      line("  " + number + ". " + Markdown.text(step));
      number++;
    }
    for (String step : fix.undo()) {
      line("  - undo: " + Markdown.text(step));
    }
    if (!fix.proof().expect().isBlank()) {
      line("  - proof: " + Markdown.text(fix.proof().toString()));
    }
  }

  private void clients() {
    var groups = new ClientGroups(report.clients());
    if (report.clients().isEmpty() || (detail == Detail.SHORT && !groups.differ())) {
      return;
    }
    heading("Which clients connect");
    line("| | Client | Why |");
    line("|---|---|---|");
    for (ClientGroups.Group group : groups.all()) {
      boolean connects = group.kind() == ClientOutcome.Kind.CONNECTS;
      String because = connects ? "connects" : group.because() + group.doubt();
      line(
          "| "
              + Wording.mark(group.kind())
              + " | "
              + Markdown.cell(group.names())
              + " | "
              + Markdown.cell(because)
              + " |");
    }
  }

  private void unexplained() {
    if (!diagnosis.unexplained().isEmpty()) {
      heading("Seen, and explained by none of this");
      diagnosis.unexplained().forEach(fact -> line("- " + Markdown.code(Wording.fact(fact))));
    }
  }

  private void ruledOut() {
    if (detail == Detail.FULL && !diagnosis.ruledOut().isEmpty()) {
      heading("Ruled out");
      diagnosis
          .ruledOut()
          .forEach(
              out ->
                  line(
                      "- "
                          + Markdown.text(out.title())
                          + ": "
                          + Markdown.text(out.because())
                          + " ("
                          + Markdown.code(out.id())
                          + ")"));
    }
  }

  private void notTested() {
    if (diagnosis.notTested().isEmpty()) {
      return;
    }
    heading("Not tested");
    Wording.layersByReason(diagnosis.notTested())
        .forEach((because, layers) -> line("- " + layers + ": " + Markdown.text(because)));
  }

  private void nextTests() {
    List<NextTest> tests = diagnosis.nextTests().stream().limit(detail.nextTests()).toList();
    if (tests.isEmpty()) {
      return;
    }
    heading("Next test");
    for (NextTest test : tests) {
      String why = test.why().isBlank() ? "" : ": " + Markdown.text(test.why());
      line("- " + Markdown.text(test.title()) + why);
      if (!test.command().isBlank()) {
        line("");
        line("  ```sh");
        line("  " + Printable.line(test.command()));
        line("  ```");
      }
    }
  }

  private void reasoning(Reasoning reasoning) {
    heading((reasoning.whyNot() ? "Why not " : "Why ") + Markdown.code(reasoning.id()));
    line(
        "**"
            + Markdown.text(reasoning.title())
            + "** ("
            + Wording.percent(reasoning.probability())
            + ")");
    if (!reasoning.steps().isEmpty()) {
      line("");
      line("| | |");
      line("|---:|---|");
    }
    for (Reasoning.Step step : reasoning.steps()) {
      line("| " + Wording.percent(step.after()) + " | " + Markdown.cell(step.text()) + " |");
    }
    if (!reasoning.obstacles().isEmpty()) {
      line("");
    }
    reasoning.obstacles().forEach(obstacle -> line("- " + Markdown.text(obstacle)));
  }

  private void updates() {
    List<Trouble> troubles = UpdateWording.shown(report.addenda().troubles(), detail);
    if (!troubles.isEmpty()) {
      heading("Known trouble");
      troubles.forEach(trouble -> UpdateMarkdown.lines(trouble).forEach(this::line));
    }
    if (!report.addenda().remarks().isEmpty()) {
      heading("Remarks");
      report.addenda().remarks().forEach(remark -> line("- " + Markdown.text(remark)));
    }
  }

  private void since(Progress progress) {
    heading(Markdown.text(SinceWording.heading(progress)));
    SinceMarkdown.lines(progress, detail).forEach(this::line);
  }

  private void evidence() {
    if (detail == Detail.SHORT) {
      return;
    }
    heading("Evidence");
    for (Rung rung : diagnosis.rungs()) {
      for (Observation fact : rung.observations()) {
        line("- " + Markdown.code(Wording.fact(fact)));
        line("  " + Markdown.code(fact.evidence().toString()));
      }
    }
  }
}
