package org.rdpdoctor.report;

import java.util.List;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;
import org.rdpdoctor.diagnosis.plan.Scripted;

/// The first lines of a script: what it does, why and to which machine, to be read before it is
/// run. All of them are comments, whatever stands in names.
final class ScriptHeader {
  private static final int WIDTH = 98;

  private final StringBuilder text = new StringBuilder();
  private final Scripted scripted;

  private ScriptHeader(Scripted scripted) {
    this.scripted = scripted;
  }

  /// @param hints how it is run, a line each
  static String of(Scripted scripted, ScriptOrigin origin, boolean undo, List<String> hints) {
    return new ScriptHeader(scripted).header(origin, undo, hints);
  }

  private String header(ScriptOrigin origin, boolean undo, List<String> hints) {
    String target = scripted.plan().proving().target();
    comment(
        "",
        (undo ? "Takes back what " : "What ")
            + "rdpdoctor "
            + origin.tool().version()
            + (undo ? " had changed" : " would change")
            + scripted.side().map(side -> " " + Wording.side(side)).orElse("")
            + (target.isEmpty() ? "" : " so that " + target + " can be reached")
            + ", made "
            + origin.made()
            + (origin.from().isEmpty() ? "" : " from " + origin.from())
            + ".");
    comment("", "");
    comment(
        "",
        undo
            ? "It puts back the old values that the script beside it has saved, and leaves alone what"
                + " was changed since."
            : "Read it before you run it. It changes only what is not so already, keeps the old values"
                + " beside itself and can put them back. It restarts nothing unless it is told to.");
    comment("", "");
    hints.forEach(hint -> comment("  ", hint));
    scripted.steps().forEach(step -> step(step, undo));
    if (!undo) {
      left();
    }
    return text.toString();
  }

  private void step(Step step, boolean undo) {
    Fix fix = step.fix();
    comment("", "");
    comment("", fix.title() + " (" + fix.id() + ")");
    for (Suspect cause : step.serves()) {
      comment(
          "  ",
          "against: "
              + cause.title()
              + (cause.probability().isPresent()
                  ? " (" + Wording.percent(cause.probability().getAsDouble()) + ")"
                  : ""));
    }
    if (undo) {
      return;
    }
    String needs = PlanWording.needs(fix);
    comment("  ", PlanWording.risk(fix) + (needs.isEmpty() ? "" : ", needs " + needs));
    String weakens = PlanWording.weakens(fix);
    if (!weakens.isEmpty()) {
      comment("  ", "weakens: " + weakens);
    }
    if (fix.temporary()) {
      comment("  ", "only to test: take it back at once, whatever the result");
    }
    for (Change change : fix.changes()) {
      if (change.platform() == scripted.platform()) {
        comment("  - ", ChangeWording.of(change));
      }
    }
    comment("  ", "proof: " + scripted.plan().proof(fix) + ": " + fix.proof().expect());
  }

  private void left() {
    if (scripted.left().isEmpty()) {
      return;
    }
    comment("", "");
    comment("", "What this script leaves to you:");
    for (Scripted.Left left : scripted.left()) {
      Fix fix = left.step().fix();
      comment("  - ", fix.title() + " (" + fix.id() + ", " + left.because() + ")");
    }
  }

  private void comment(String lead, String words) {
    String safe = ShellWord.ascii(Printable.line(words));
    String indent = lead;
    for (String line : Cells.wrapped(safe, WIDTH - 2 - lead.length())) {
      text.append(("# " + indent + line).stripTrailing()).append('\n');
      indent = " ".repeat(lead.length());
    }
  }
}
