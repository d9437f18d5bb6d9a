package org.rdpdoctor.diagnosis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Kind;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlannerTest {
  private static final Fix LOOK = fix("look", Fix.Side.SERVER, Fix.Risk.NONE, true, false);
  private static final Fix SAFE = fix("safe", Fix.Side.SERVER, Fix.Risk.LOW, false, false);
  private static final Fix RISKY = fix("risky", Fix.Side.SERVER, Fix.Risk.HIGH, false, false);
  private static final Fix TEST = fix("test", Fix.Side.CLIENT, Fix.Risk.HIGH, false, true);
  private static final Fix OTHER = fix("other", Fix.Side.NETWORK, Fix.Risk.LOW, false, false);

  private static Fix fix(
      String id, Fix.Side side, Fix.Risk risk, boolean looks, boolean temporary) {
    return new Fix(
        id,
        id,
        side,
        risk,
        List.of(),
        temporary,
        temporary ? Optional.of("something") : Optional.empty(),
        temporary ? Optional.of("one test") : Optional.empty(),
        List.of(new Fix.Way(Fix.Way.By.HAND, List.of("do"), List.of("undo"))),
        looks,
        looks ? List.of() : List.of(new Change.Unit(id)),
        new Fix.Proof(Optional.empty(), "green", Optional.empty()));
  }

  private static Suspect cause(String id, double probability, Fix... fixes) {
    return new Suspect(id, id, OptionalDouble.of(probability), List.of(fixes));
  }

  private static Plan plan(Suspect... causes) {
    return Planner.of(List.of(causes), List.of(), List.of(), Proving.NOWHERE);
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(step -> step.fix().id()).toList();
  }

  @Test
  void looking_comes_before_changing_and_what_must_not_stay_comes_last() {
    Plan plan = plan(cause("a", 0.9, TEST, SAFE, LOOK));

    assertThat(ids(plan)).containsExactly("look", "safe", "test");
    assertThat(plan.steps().stream().map(Step::kind))
        .containsExactly(Kind.LOOK, Kind.CHANGE, Kind.ONLY_TO_TEST);
    assertThat(plan.onlyToTest()).hasSize(1);
  }

  @Test
  void a_fix_of_several_causes_stands_once_and_gains_from_all() {
    Plan plan = plan(cause("a", 0.5, OTHER), cause("b", 0.3, SAFE), cause("c", 0.3, SAFE));

    assertThat(ids(plan)).containsExactly("safe", "other");
    assertThat(plan.steps().getFirst().serves()).extracting(Suspect::id).containsExactly("b", "c");
  }

  @Test
  void a_second_way_against_the_same_cause_is_told_as_another_way() {
    Plan plan = plan(cause("a", 0.9, SAFE, RISKY));

    assertThat(plan.steps().get(1).insteadOf()).isEqualTo(OptionalInt.of(1));
    assertThat(plan.steps().getFirst().insteadOf()).isEmpty();
  }

  @Test
  void the_steps_of_one_side_stand_together() {
    Plan plan = plan(cause("a", 0.6, SAFE, RISKY), cause("b", 0.4, OTHER));

    assertThat(plan.bySide().keySet()).containsExactly(Fix.Side.SERVER, Fix.Side.NETWORK);
    assertThat(ids(plan)).containsExactly("safe", "risky", "other");
  }

  @Test
  void causes_that_are_out_of_proportion_are_not_acted_on() {
    Plan plan = plan(cause("a", 0.9, SAFE), cause("b", 0.06, OTHER));

    assertThat(ids(plan)).containsExactly("safe");
  }

  @Test
  void a_script_makes_one_change_against_each_likely_cause_on_one_side() {
    Plan plan =
        plan(cause("a", 0.9, LOOK, SAFE, RISKY), cause("b", 0.6, OTHER), cause("c", 0.5, TEST));

    Scripted scripted = Scripted.of(plan, Change.Platform.LINUX, Optional.empty());

    assertThat(scripted.steps()).extracting(step -> step.fix().id()).containsExactly("safe");
    assertThat(scripted.left())
        .extracting(Scripted.Left::because)
        .containsExactly(
            "by hand: it only looks",
            "another way: ask for it by its name if this one does not help",
            "elsewhere: --for network",
            "elsewhere: --for client");
  }

  @Test
  void what_must_not_stay_is_scripted_if_somebody_names_it() {
    Plan plan = Planner.ofFixes(List.of(TEST), Proving.NOWHERE);

    Scripted scripted = Scripted.of(plan, Change.Platform.LINUX, Optional.empty());

    assertThat(scripted.steps()).extracting(step -> step.fix().id()).containsExactly("test");
  }

  @Test
  void without_causes_there_is_nothing_to_do() {
    assertThat(plan().steps()).isEmpty();
  }
}
