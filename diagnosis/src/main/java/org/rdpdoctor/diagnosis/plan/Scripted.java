package org.rdpdoctor.diagnosis.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Kind;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;

/// The part of a plan that one script does: for one operating system, on one side, and against each
/// likely cause one change, as one would do by hand.
///
/// @param steps that the script does; none if it cannot do anything
/// @param left what it leaves to people
public record Scripted(
    Plan plan,
    Change.Platform platform,
    Optional<Fix.Side> side,
    List<Step> steps,
    List<Left> left) {
  private static final double LIKELY = 0.5;

  public Scripted {
    steps = List.copyOf(steps);
    left = List.copyOf(left);
  }

  /// A step that the script leaves to people, and why.
  public record Left(Step step, String because) {}

  /// @param side none for that of the first step that can be scripted
  public static Scripted of(Plan plan, Change.Platform platform, Optional<Fix.Side> side) {
    List<Step> able =
        plan.steps().stream()
            .filter(step -> canScript(step.fix(), platform))
            .filter(step -> step.kind() == Kind.CHANGE || step.serves().isEmpty())
            .toList();
    Optional<Fix.Side> where = side.or(() -> first(plan, able).map(step -> step.fix().side()));
    List<Step> there =
        able.stream()
            .filter(step -> where.filter(each -> each == step.fix().side()).isPresent())
            .toList();
    List<Step> chosen = chosen(plan, there);
    return new Scripted(plan, platform, where, chosen, left(plan, platform, where, chosen));
  }

  /// True if all or some of a fix can be done by a script on that system.
  public static boolean canScript(Fix fix, Change.Platform platform) {
    return fix.changes().stream().anyMatch(change -> change.platform() == platform);
  }

  /// The first step against the most probable cause that has one.
  private static Optional<Step> first(Plan plan, List<Step> able) {
    for (Suspect cause : plan.causes()) {
      Optional<Step> step = against(cause, able);
      if (step.isPresent()) {
        return step;
      }
    }
    return able.stream().findFirst();
  }

  private static List<Step> chosen(Plan plan, List<Step> able) {
    var chosen = new ArrayList<Step>();
    able.stream().filter(step -> step.serves().isEmpty()).forEach(chosen::add);
    for (Suspect cause : plan.causes()) {
      boolean likely = cause.probability().orElse(1) >= LIKELY;
      boolean done = chosen.stream().anyMatch(step -> step.serves().contains(cause));
      if (!done && likely) {
        against(cause, able).ifPresent(chosen::add);
      }
    }
    if (chosen.isEmpty()) {
      first(plan, able).ifPresent(chosen::add);
    }
    chosen.sort((a, b) -> Integer.compare(a.number(), b.number()));
    return chosen;
  }

  private static Optional<Step> against(Suspect cause, List<Step> able) {
    return able.stream().filter(step -> step.serves().contains(cause)).findFirst();
  }

  private static List<Left> left(
      Plan plan, Change.Platform platform, Optional<Fix.Side> side, List<Step> chosen) {
    var left = new ArrayList<Left>();
    for (Step step : plan.steps()) {
      if (!chosen.contains(step)) {
        left.add(new Left(step, because(step, platform, side)));
      }
    }
    return left;
  }

  private static String because(Step step, Change.Platform platform, Optional<Fix.Side> side) {
    Fix fix = step.fix();
    if (step.kind() == Kind.LOOK) {
      return "by hand: it only looks";
    }
    if (fix.changes().isEmpty()) {
      return "by hand: no script does it";
    }
    if (!canScript(fix, platform)) {
      return "in a script for " + (platform == Change.Platform.LINUX ? "powershell" : "bash");
    }
    if (side.filter(each -> each == fix.side()).isEmpty()) {
      return "elsewhere: --for " + fix.side().name().toLowerCase(Locale.ROOT);
    }
    return step.kind() == Kind.ONLY_TO_TEST
        ? "only to test: ask for it by its name"
        : "another way: ask for it by its name if this one does not help";
  }
}
