package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Plan.Kind;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;
import org.rdpdoctor.diagnosis.plan.Scripted;
import org.rdpdoctor.report.Page.Piece;

/// A plan for people: what it is against, then each step with its way back and its proof, by who
/// has to do it.
public final class PlanText {
  private static final int INDENT = 5;
  private static final int LABEL = 9;

  private final Page page;
  private final Detail detail;
  private final Plan plan;

  private PlanText(Page page, Detail detail, Plan plan) {
    this.page = page;
    this.detail = detail;
    this.plan = plan;
  }

  /// The whole text; each line ends with `\n` and none with a space.
  ///
  /// @param from what the plan was made from, in a line; empty if that is nothing but ids
  public static String render(Plan plan, String from, Look look, Detail detail) {
    var page = new Page(look);
    var text = new PlanText(page, detail, plan);
    String target = plan.proving().target();
    page.hanging(
        List.of(),
        "Plan" + (target.isEmpty() ? "" : " for " + target) + ": " + text.size(),
        Ink.BOLD);
    if (!from.isEmpty()) {
      page.hanging(2, from, Ink.DIM);
    }
    text.causes();
    text.body();
    return page.toString();
  }

  /// The plan as a part of a report, which has told the causes.
  static void print(Page page, Plan plan, Detail detail) {
    if (!plan.steps().isEmpty()) {
      page.heading("Plan");
      new PlanText(page, detail, plan).body();
    }
  }

  private String size() {
    int steps = plan.steps().size();
    return steps == 0 ? "nothing to do" : Wording.counted(steps, "step");
  }

  private void causes() {
    if (!plan.causes().isEmpty()) {
      page.heading("Against");
    }
    for (Suspect cause : plan.causes()) {
      OptionalDouble probability = cause.probability();
      String percent = probability.isPresent() ? Wording.percent(probability.getAsDouble()) : "";
      String lead = probability.isPresent() ? " ".repeat(Math.max(0, 6 - percent.length())) : "";
      page.hanging(
          List.of(plain(lead), new Piece(percent, Ink.BOLD), plain("  ")),
          cause.title() + " (" + cause.id() + ")",
          Ink.USUAL);
    }
  }

  private void body() {
    plan.notes().forEach(note -> page.hanging(2, note, Ink.DIM));
    if (plan.steps().isEmpty()) {
      return;
    }
    page.blank();
    page.hanging(2, PlanWording.STOP, Ink.USUAL);
    plan.decideFirst().ifPresent(this::decideFirst);
    plan.bySide()
        .forEach(
            (side, steps) -> {
              page.heading(PlanWording.who(side));
              steps.forEach(this::step);
            });
    if (!plan.onlyToTest().isEmpty()) {
      page.heading(PlanWording.TEST_HEADING);
      plan.onlyToTest().forEach(this::step);
    }
  }

  private void decideFirst(NextTest test) {
    page.heading("Decide first");
    page.hanging(
        2,
        "No cause is likely enough to act on it blindly. This tells most: "
            + test.title()
            + (test.why().isBlank() ? "" : " (" + test.why() + ")"),
        Ink.USUAL);
    if (!test.command().isBlank()) {
      page.line(plain("    "), new Piece(test.command(), Ink.CODE));
    }
  }

  private void step(Step step) {
    page.apart();
    Fix fix = step.fix();
    String number = step.number() + ".";
    page.hanging(
        List.of(plain(" ".repeat(Math.max(0, 4 - number.length())) + number + " ")),
        fix.title(),
        Ink.BOLD);
    String against = plan.causes().size() > 1 ? PlanWording.against(step) : "";
    String where = step.kind() == Kind.ONLY_TO_TEST ? Wording.side(fix.side()) + ", " : "";
    page.hanging(
        INDENT,
        where
            + PlanWording.circumstances(step)
            + (against.isEmpty() ? "" : " – " + against)
            + (isShort(step) ? " – `rdpdoctor plan " + fix.id() + "`" : ""),
        Ink.DIM);
    if (isShort(step)) {
      return;
    }
    String weakens = PlanWording.weakens(fix);
    if (!weakens.isEmpty()) {
      labelled("weakens", weakens, Ink.USUAL);
    }
    way(fix.ways().getFirst());
    otherWays(fix);
    proof(fix);
    script(step);
  }

  /// Of other ways to the same end, the title is enough until they are needed.
  private boolean isShort(Step step) {
    return detail == Detail.SHORT && step.insteadOf().isPresent();
  }

  private void way(Fix.Way way) {
    int number = 1;
    for (String line : way.steps()) {
      labelled(number == 1 ? "do" : "", number + ". ", plan.proving().filled(line));
      number++;
    }
    for (String line : way.undo()) {
      labelled("undo", plan.proving().filled(line), Ink.USUAL);
    }
  }

  private void otherWays(Fix fix) {
    List<Fix.Way> others = fix.ways().subList(1, fix.ways().size());
    if (others.isEmpty()) {
      return;
    }
    if (detail == Detail.SHORT) {
      String names =
          others.stream().map(way -> PlanWording.by(way.by())).collect(Collectors.joining(", "));
      labelled("or", names + " (--verbose)", Ink.DIM);
      return;
    }
    for (Fix.Way way : others) {
      labelled("or", PlanWording.by(way.by()) + ":", Ink.DIM);
      way(way);
    }
  }

  private void proof(Fix fix) {
    page.line(
        new Piece(" ".repeat(INDENT) + Cells.padded("proof", LABEL), Ink.DIM),
        new Piece(plan.proof(fix), Ink.CODE));
    labelled("", fix.proof().expect(), Ink.USUAL);
  }

  private void script(Step step) {
    boolean windows = Scripted.canScript(step.fix(), Change.Platform.WINDOWS);
    boolean linux = Scripted.canScript(step.fix(), Change.Platform.LINUX);
    if (!windows && !linux) {
      return;
    }
    String shells = windows && linux ? "powershell or bash" : windows ? "powershell" : "bash";
    labelled("script", "rdpdoctor plan " + step.fix().id() + " --script " + shells, Ink.DIM);
  }

  private void labelled(String label, String words, Ink ink) {
    page.hanging(
        List.of(new Piece(" ".repeat(INDENT) + Cells.padded(label, LABEL), Ink.DIM)), words, ink);
  }

  private void labelled(String label, String number, String words) {
    page.hanging(
        List.of(new Piece(" ".repeat(INDENT) + Cells.padded(label, LABEL), Ink.DIM), plain(number)),
        words,
        Ink.USUAL);
  }
}
