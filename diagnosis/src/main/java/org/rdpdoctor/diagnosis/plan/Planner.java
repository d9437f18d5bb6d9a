package org.rdpdoctor.diagnosis.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Kind;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;

/// Makes a plan from causes: looking before changing, and of changes those first that most probably
/// help for what they cost.
///
/// That is the order in which one is done soonest on average: each change is weighed by the
/// probability of its causes, less for the second and third one against the same cause, over what
/// it costs in risk, restarts and other people.
public final class Planner {
  private static final int MOST_CAUSES = 5;
  private static final double LEAST = 0.05;
  private static final double IN_PROPORTION = 0.1; // to the most probable cause
  private static final double LIKELY = 0.5;
  private static final double NEXT_IN_LINE = 0.5;

  private final List<Suspect> causes;

  private Planner(List<Suspect> causes) {
    this.causes = causes;
  }

  /// The plan that follows from a diagnosis.
  public static Plan of(Diagnosis diagnosis, Proving proving) {
    List<Suspect> causes =
        diagnosis.causes().stream()
            .map(
                cause ->
                    new Suspect(
                        cause.id(),
                        cause.title(),
                        OptionalDouble.of(cause.probability()),
                        cause.fixes()))
            .toList();
    return of(causes, diagnosis.nextTests(), List.of(), proving);
  }

  /// The plan against these causes, as far as they are worth acting on.
  ///
  /// @param tests that would tell them apart, the best first
  /// @param notes what could not be planned for
  public static Plan of(
      List<Suspect> causes, List<NextTest> tests, List<String> notes, Proving proving) {
    List<Suspect> worth = worthActing(causes);
    boolean decided = worth.isEmpty() || worth.getFirst().probability().orElse(1) >= LIKELY;
    Optional<NextTest> first = decided ? Optional.empty() : tests.stream().findFirst();
    List<Step> steps = new Planner(worth).steps();
    return new Plan(proving, worth, first, steps, notes);
  }

  /// The plan that consists of these fixes, in this order.
  public static Plan ofFixes(List<Fix> fixes, Proving proving) {
    var drafts = new ArrayList<Draft>();
    fixes.stream().distinct().forEach(fix -> drafts.add(new Draft(fix, List.of(), 0)));
    return new Plan(proving, List.of(), Optional.empty(), numbered(drafts), List.of());
  }

  private static List<Suspect> worthActing(List<Suspect> all) {
    List<Suspect> ordered =
        all.stream()
            .sorted(Comparator.comparingDouble(Planner::weight).reversed()) // stable for equals
            .toList();
    double most = ordered.isEmpty() ? 0 : weight(ordered.getFirst());
    double least = Math.max(LEAST, most * IN_PROPORTION);
    return ordered.stream().filter(cause -> weight(cause) >= least).limit(MOST_CAUSES).toList();
  }

  private static double weight(Suspect cause) {
    return cause.probability().orElse(1);
  }

  /// A step before it has its number.
  private record Draft(Fix fix, List<Suspect> serves, double gain) {
    Kind kind() {
      return kindOf(fix);
    }
  }

  private static Kind kindOf(Fix fix) {
    return fix.temporary() ? Kind.ONLY_TO_TEST : fix.looks() ? Kind.LOOK : Kind.CHANGE;
  }

  private List<Step> steps() {
    var gains = new LinkedHashMap<Fix, Double>();
    var serves = new LinkedHashMap<Fix, List<Suspect>>();
    for (Suspect cause : causes) {
      var rank = new EnumMap<Kind, Integer>(Kind.class);
      for (Fix fix : cause.fixes()) {
        int before = rank.merge(kindOf(fix), 1, Integer::sum) - 1;
        gains.merge(fix, weight(cause) * Math.pow(NEXT_IN_LINE, before), Double::sum);
        serves.computeIfAbsent(fix, _ -> new ArrayList<>()).add(cause);
      }
    }
    var drafts = new ArrayList<Draft>();
    gains.forEach(
        (fix, gain) ->
            drafts.add(new Draft(fix, serves.getOrDefault(fix, List.of()), gain / cost(fix))));
    return numbered(ordered(drafts));
  }

  /// In nothing but proportion to each other.
  private static double cost(Fix fix) {
    double cost =
        switch (fix.risk()) {
          case NONE -> 1;
          case LOW -> 2;
          case HIGH -> 8;
        };
    for (Fix.Need need : fix.needs()) {
      cost +=
          switch (need) {
            case ADMINISTRATOR, PASSWORD -> 0.2;
            case DOMAIN_ADMINISTRATOR, CONSOLE, ANOTHER_DEVICE, RESTART, SESSIONS_END -> 1;
            case MAKER -> 4;
          };
    }
    return fix.weakens().isPresent() ? cost * 4 : cost;
  }

  /// Sides by their best change; in each, looking first. What must not stay comes last.
  private static List<Draft> ordered(List<Draft> drafts) {
    var best = new EnumMap<Fix.Side, Double>(Fix.Side.class);
    for (Draft draft : drafts) {
      if (draft.kind() == Kind.CHANGE) {
        best.merge(draft.fix().side(), draft.gain(), Math::max);
      }
    }
    return drafts.stream()
        .sorted(
            Comparator.comparing((Draft draft) -> draft.kind() == Kind.ONLY_TO_TEST)
                .thenComparingDouble(draft -> -best.getOrDefault(draft.fix().side(), 0.0))
                .thenComparing(draft -> draft.fix().side())
                .thenComparing(Draft::kind)
                .thenComparing(draft -> draft.fix().weakens().isPresent())
                .thenComparingDouble(draft -> -draft.gain())
                .thenComparing(draft -> draft.fix().id()))
        .toList();
  }

  private static List<Step> numbered(List<Draft> drafts) {
    var steps = new ArrayList<Step>();
    Map<String, Integer> against = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      int number = steps.size() + 1;
      OptionalInt insteadOf = OptionalInt.empty();
      if (draft.kind() == Kind.CHANGE) {
        insteadOf = insteadOf(draft, against);
        draft.serves().forEach(cause -> against.putIfAbsent(cause.id(), number));
      }
      steps.add(new Step(number, draft.fix(), draft.kind(), draft.serves(), insteadOf));
    }
    return List.copyOf(steps);
  }

  /// A step is another way only if there is an earlier one against each of its causes.
  private static OptionalInt insteadOf(Draft draft, Map<String, Integer> against) {
    boolean another =
        !draft.serves().isEmpty()
            && draft.serves().stream().allMatch(cause -> against.containsKey(cause.id()));
    return another
        ? draft.serves().stream().mapToInt(cause -> against.getOrDefault(cause.id(), 0)).findFirst()
        : OptionalInt.empty();
  }
}
