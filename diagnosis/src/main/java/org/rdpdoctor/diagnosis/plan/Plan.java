package org.rdpdoctor.diagnosis.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Fix;

/// What to do, in which order, and who has to do it: ready to be followed.
///
/// @param causes that it is for, the most probable first
/// @param decideFirst a test that would decide between the causes, where none of them is likely
/// @param steps in their order: those of one side stand together, those only to test come last
/// @param notes what could not be planned for, a sentence each
public record Plan(
    Proving proving,
    List<Suspect> causes,
    Optional<NextTest> decideFirst,
    List<Step> steps,
    List<String> notes) {

  public Plan {
    causes = List.copyOf(causes);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /// A cause that the plan is for.
  ///
  /// @param probability none if somebody chose it
  public record Suspect(String id, String title, OptionalDouble probability, List<Fix> fixes) {
    public Suspect {
      fixes = List.copyOf(fixes);
    }
  }

  /// What a step does to the computer.
  public enum Kind {
    /// Changes nothing and shows more.
    LOOK,
    /// May stay.
    CHANGE,
    /// Lowers security or comfort: proves a cause, and is taken back at once.
    ONLY_TO_TEST
  }

  /// @param number from 1, through the whole plan
  /// @param serves the causes that it is against; none if somebody chose the fix itself
  /// @param insteadOf the number of an earlier step against the same causes, if there is one
  public record Step(int number, Fix fix, Kind kind, List<Suspect> serves, OptionalInt insteadOf) {
    public Step {
      serves = List.copyOf(serves);
    }
  }

  /// What may stay, by who has to do it, in the order of the plan.
  public Map<Fix.Side, List<Step>> bySide() {
    var sides = new LinkedHashMap<Fix.Side, List<Step>>();
    for (Step step : steps) {
      if (step.kind() != Kind.ONLY_TO_TEST) {
        sides.merge(
            step.fix().side(),
            List.of(step),
            (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
      }
    }
    return sides;
  }

  /// What must not stay.
  public List<Step> onlyToTest() {
    return steps.stream().filter(step -> step.kind() == Kind.ONLY_TO_TEST).toList();
  }

  /// The command that shows whether a step helped.
  public String proof(Fix fix) {
    return proving.command(fix.proof().run().orElse("rdpdoctor check HOST"));
  }

  /// The plan without the steps of other sides.
  public Plan onlyFor(Fix.Side side) {
    return new Plan(
        proving,
        causes,
        decideFirst,
        steps.stream().filter(step -> step.fix().side() == side).toList(),
        notes);
  }
}
