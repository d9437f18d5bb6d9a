package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.report.Page.Piece;
import org.rdpdoctor.report.Report.CodeMeaning;
import org.rdpdoctor.report.Report.Read;

/// A report for people: the answer in the first line, then what it rests on, then what to do.
public final class TextReport {
  private static final int GUTTER = 7; // " 100 %  " without the space before the text
  private static final int LONGEST_UNEXPLAINED = 3;

  private final Page page;
  private final Detail detail;
  private final Report report;
  private final Diagnosis diagnosis;

  private final List<String> context;

  private final Optional<Plan> plan;

  private TextReport(
      Report report, List<String> context, Optional<Plan> plan, Look look, Detail detail) {
    this.plan = plan;
    this.page = new Page(look);
    this.context = context;
    this.detail = detail;
    this.report = report;
    this.diagnosis = report.diagnosis();
  }

  /// The whole text; each line ends with `\n` and none with a space.
  public static String render(Report report, Look look, Detail detail) {
    return render(report, List.of(), look, detail);
  }

  /// @param context lines that say more of what was examined
  static String render(Report report, List<String> context, Look look, Detail detail) {
    return new TextReport(report, context, Optional.empty(), look, detail).render();
  }

  /// With the whole plan in place of the safest fixes.
  public static String render(Report report, Plan plan, Look look, Detail detail) {
    return new TextReport(report, List.of(), Optional.of(plan), look, detail).render();
  }

  private String render() {
    answer();
    new LadderText(page, detail).print(diagnosis.rungs());
    new HopsText(page, detail).print(report.hops());
    rounds();
    read();
    codes();
    breaks();
    causes();
    if (plan.isPresent()) {
      PlanText.print(page, plan.get(), detail);
    } else {
      fixes();
    }
    new ClientsText(page, detail).print(report.clients());
    unexplained();
    ruledOut();
    notTested();
    nextTests();
    new WhyText(page).print(diagnosis.reasonings());
    new UpdateText(page, detail).print(report.addenda());
    report.addenda().since().ifPresent(new SinceText(page, detail)::print);
    more();
    return page.toString();
  }

  private void answer() {
    Ink ink = Ink.of(diagnosis.verdict());
    page.hanging(
        List.of(
            new Piece(
                Wording.mark(diagnosis.verdict())
                    + " "
                    + Wording.verdict(diagnosis.verdict())
                    + ": ",
                ink)),
        diagnosis.summary(),
        Ink.BOLD);
    page.hanging(
        2,
        Wording.place(report)
            + ", "
            + Wording.time(report.started())
            + ", took "
            + Wording.millis(report.elapsed().toMillis()),
        Ink.DIM);
    context.forEach(line -> page.hanging(2, line, Ink.DIM));
    page.blank();
  }

  private void rounds() {
    if (report.rounds().isEmpty()) {
      return;
    }
    List<RoundsTable.Row> rows =
        detail == Detail.FULL
            ? RoundsTable.each(report.rounds())
            : RoundsTable.rows(report.rounds());
    int endings = rows.stream().mapToInt(row -> Cells.width(row.ending())).max().orElse(0);
    page.heading("Rounds");
    for (RoundsTable.Row row : rows) {
      String count = row.count() + " × ";
      page.hanging(
          List.of(
              new Piece("  " + Wording.mark(row.verdict()) + " ", Ink.of(row.verdict())),
              plain(detail == Detail.FULL ? "" : Cells.padded(count, 5)),
              plain(Cells.padded(row.ending(), endings) + "  "),
              new Piece(Cells.padded(Wording.millis(row.millis()), 7) + "  ", Ink.DIM)),
          (row.count() == 1 ? "round " : "rounds ") + row.numbers(),
          Ink.DIM);
    }
  }

  private void read() {
    if (report.read().isEmpty()) {
      return;
    }
    page.heading("What was read");
    for (Read file : report.read()) {
      page.hanging(
          List.of(plain("  "), new Piece(page.shown(file.name()), Ink.BOLD), plain("  ")),
          file.kind() + ", " + Wording.counted(file.facts(), "fact"),
          Ink.DIM);
      file.notes().forEach(note -> page.hanging(4, note, Ink.USUAL));
    }
  }

  private void codes() {
    if (report.codes().isEmpty()) {
      return;
    }
    page.heading("What the code says");
    int longest =
        report.codes().stream()
            .mapToInt(code -> Cells.width(page.shown(code.code())))
            .max()
            .orElse(0);
    for (CodeMeaning code : report.codes()) {
      String padded = Cells.padded(page.shown(code.code()), longest);
      page.hanging(
          List.of(plain("  "), new Piece(padded, Ink.BOLD), plain("  ")),
          code.meaning(),
          Ink.USUAL);
      page.hanging(4 + longest, Wording.origin(code), Ink.DIM);
    }
  }

  private void breaks() {
    if (diagnosis.breaks().isEmpty()) {
      return;
    }
    page.heading("What broke");
    for (Break broken : detail.breaks(diagnosis.breaks())) {
      page.apart();
      ranked(broken.probability(), broken.title());
      signs(broken.signs());
      id(broken.id());
    }
  }

  private void causes() {
    if (diagnosis.causes().isEmpty()) {
      return;
    }
    page.heading("Why");
    List<Cause> shown = detail.causes(diagnosis.causes());
    for (Cause cause : shown) {
      page.apart();
      ranked(cause.probability(), cause.title());
      if (!cause.because().isBlank()) {
        page.hanging(GUTTER + 1, cause.because(), Ink.USUAL);
      }
      signs(cause.signs());
      if (detail == Detail.FULL) {
        cause.sources().forEach(source -> labelled("source", source, Ink.DIM));
      }
      id(cause.id());
    }
    int more = diagnosis.causes().size() - shown.size();
    if (more > 0) {
      double next = diagnosis.causes().get(shown.size()).probability();
      page.hanging(
          GUTTER + 1,
          more + " more at " + Wording.percent(next) + (more == 1 ? "" : " or less"),
          Ink.DIM);
    }
  }

  private void ranked(double probability, String title) {
    String percent = Wording.percent(probability);
    page.hanging(
        List.of(
            plain(" ".repeat(GUTTER - 1 - percent.length())),
            new Piece(percent, Ink.BOLD),
            plain("  ")),
        title + " (" + Wording.likelihood(probability) + ")",
        Ink.BOLD);
  }

  private void signs(List<Sign> signs) {
    for (Sign sign : detail.signs(signs, diagnosis.summary())) {
      String weight =
          detail == Detail.FULL
              ? " ("
                  + Wording.strength(sign)
                  + (sign.observation().isEmpty() ? "" : ", " + sign.observation())
                  + ")"
              : "";
      labelled(
          sign.speaksFor() ? "for" : "against",
          sign.text() + Wording.places(sign) + weight,
          Ink.USUAL);
    }
  }

  private void labelled(String label, String text, Ink ink) {
    page.hanging(
        List.of(new Piece(" ".repeat(GUTTER + 1) + Cells.padded(label, 9), Ink.DIM)), text, ink);
  }

  private void id(String id) {
    page.hanging(GUTTER + 1, id, Ink.DIM);
  }

  private void fixes() {
    var printed = new LinkedHashMap<String, Fix>();
    List<Cause> causes = detail.causes(diagnosis.causes());
    for (Cause cause : causes) {
      for (Fix fix : detail.fixes(cause.fixes())) {
        if (printed.putIfAbsent(fix.id(), fix) != null) {
          continue;
        }
        if (printed.size() == 1) {
          page.heading("What to do");
        }
        fix(fix, causes.size() == 1 ? "" : "if " + cause.id());
      }
    }
    if (!printed.isEmpty()) {
      page.blank();
      page.hanging(
          2, "--plan prints all of it in order; rdpdoctor plan writes scripts, too.", Ink.DIM);
    }
  }

  private void fix(Fix fix, String when) {
    page.apart();
    page.hanging(List.of(plain("  ")), fix.title(), Ink.BOLD);
    page.hanging(4, Wording.circumstances(fix) + (when.isEmpty() ? "" : " – " + when), Ink.DIM);
    int number = 1;
    for (String step : fix.steps()) {
      page.hanging(
          List.of(
              new Piece(Cells.padded(number == 1 ? "    do" : "", 11), Ink.DIM),
              plain(number + ". ")),
          step,
          Ink.USUAL);
      number++;
    }
    for (String step : fix.undo()) {
      page.hanging(List.of(new Piece(Cells.padded("    undo", 11), Ink.DIM)), step, Ink.USUAL);
    }
    if (!fix.proof().expect().isBlank()) {
      page.hanging(
          List.of(new Piece(Cells.padded("    proof", 11), Ink.DIM)),
          fix.proof().toString(),
          Ink.USUAL);
    }
  }

  private void unexplained() {
    if (diagnosis.unexplained().isEmpty()) {
      return;
    }
    page.heading("Seen, and explained by none of this");
    int limit = detail == Detail.FULL ? Integer.MAX_VALUE : LONGEST_UNEXPLAINED;
    diagnosis.unexplained().stream()
        .limit(limit)
        .forEach(fact -> page.hanging(2, Wording.fact(fact), Ink.USUAL));
  }

  private void ruledOut() {
    if (detail == Detail.SHORT || diagnosis.ruledOut().isEmpty()) {
      return;
    }
    page.heading("Ruled out");
    diagnosis
        .ruledOut()
        .forEach(
            out -> {
              page.hanging(2, out.title(), Ink.USUAL);
              page.hanging(4, out.because() + " (" + out.id() + ")", Ink.DIM);
            });
  }

  private void notTested() {
    if (diagnosis.notTested().isEmpty()) {
      return;
    }
    page.heading("Not tested");
    Wording.layersByReason(diagnosis.notTested())
        .forEach((because, layers) -> page.hanging(2, layers + ": " + because, Ink.USUAL));
  }

  private void nextTests() {
    List<NextTest> tests = diagnosis.nextTests().stream().limit(detail.nextTests()).toList();
    if (tests.isEmpty()) {
      return;
    }
    page.heading("Next test");
    for (NextTest test : tests) {
      page.hanging(2, test.title() + (test.why().isBlank() ? "" : ": " + test.why()), Ink.USUAL);
      if (!test.command().isBlank()) {
        page.line(plain("    "), new Piece(test.command(), Ink.CODE));
      }
    }
  }

  /// What `--verbose` would add.
  private void more() {
    var hidden = new ArrayList<String>();
    int facts = diagnosis.rungs().stream().mapToInt(rung -> rung.observations().size()).sum();
    if (detail == Detail.FULL) {
      return;
    }
    if (facts > 0) {
      hidden.add("the evidence of " + Wording.counted(facts, "fact"));
    }
    if (!diagnosis.ruledOut().isEmpty()) {
      hidden.add(Wording.counted(diagnosis.ruledOut().size(), "cause") + " ruled out");
    }
    if (!hidden.isEmpty()) {
      page.blank();
      page.hanging(0, "--verbose shows " + String.join(" and ", hidden) + ".", Ink.DIM);
    }
  }
}
