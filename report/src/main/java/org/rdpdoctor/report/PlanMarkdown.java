package org.rdpdoctor.report;

import java.util.OptionalDouble;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;

/// A plan to paste into a ticket, with boxes to tick: the same order as [PlanText], nothing left
/// out.
public final class PlanMarkdown {
  private final StringBuilder text = new StringBuilder();
  private final Plan plan;

  private PlanMarkdown(Plan plan) {
    this.plan = plan;
  }

  /// @param from what the plan was made from, in a line; empty if that is nothing but ids
  public static String render(Plan plan, String from) {
    var markdown = new PlanMarkdown(plan);
    String target = plan.proving().target();
    markdown.line("# Plan" + (target.isEmpty() ? "" : " for " + Markdown.text(target)));
    if (!from.isEmpty()) {
      markdown.line("");
      markdown.line(Markdown.text(from));
    }
    if (!plan.causes().isEmpty()) {
      markdown.heading("Against");
      plan.causes().forEach(markdown::cause);
    }
    markdown.body();
    return markdown.text.toString();
  }

  /// The plan as a part of a report, which has told the causes.
  static String part(Plan plan) {
    var markdown = new PlanMarkdown(plan);
    if (!plan.steps().isEmpty()) {
      markdown.heading("Plan");
      markdown.body();
    }
    return markdown.text.toString();
  }

  private void cause(Suspect cause) {
    OptionalDouble probability = cause.probability();
    String percent =
        probability.isPresent() ? ", " + Wording.percent(probability.getAsDouble()) : "";
    line(
        "- **" + Markdown.text(cause.title()) + "** (" + Markdown.code(cause.id()) + percent + ")");
  }

  private void body() {
    plan.notes().forEach(note -> line("- " + Markdown.text(note)));
    if (plan.steps().isEmpty()) {
      return;
    }
    line("");
    line(PlanWording.STOP);
    plan.decideFirst().ifPresent(this::decideFirst);
    plan.bySide()
        .forEach(
            (side, steps) -> {
              heading(PlanWording.who(side));
              steps.forEach(this::step);
            });
    if (!plan.onlyToTest().isEmpty()) {
      heading(PlanWording.TEST_HEADING);
      plan.onlyToTest().forEach(this::step);
    }
  }

  private void decideFirst(NextTest test) {
    heading("Decide first");
    String why = test.why().isBlank() ? "" : " (" + test.why() + ")";
    line(Markdown.text(test.title() + why));
    command(test.command(), "");
  }

  private void step(Step step) {
    Fix fix = step.fix();
    String against = PlanWording.against(step);
    line(
        "- [ ] "
            + step.number()
            + ". **"
            + Markdown.text(fix.title())
            + "** ("
            + PlanWording.circumstances(step)
            + (against.isEmpty() ? "" : "; " + against)
            + ", "
            + Markdown.code(fix.id())
            + ")");
    String weakens = PlanWording.weakens(fix);
    if (!weakens.isEmpty()) {
      line("  - weakens: " + Markdown.text(weakens));
    }
    for (Fix.Way way : fix.ways()) {
      line("  - " + PlanWording.by(way.by()));
      int number = 1;
      for (String each : way.steps()) {
        line("    " + number + ". " + Markdown.text(plan.proving().filled(each)));
        number++;
      }
      way.undo().forEach(each -> line("    - undo: " + Markdown.text(plan.proving().filled(each))));
    }
    line("  - proof: " + Markdown.text(fix.proof().expect()));
    command(plan.proof(fix), "    ");
  }

  private void command(String command, String indent) {
    if (!command.isBlank()) {
      line("");
      line(indent + "```sh");
      line(indent + Printable.line(command));
      line(indent + "```");
    }
  }

  private void heading(String heading) {
    line("");
    line("## " + heading);
    line("");
  }

  private void line(String line) {
    text.append(line.replace(Printable.NO_BREAK, ' ').stripTrailing()).append('\n');
  }
}
