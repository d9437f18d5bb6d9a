package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.knowledge.KnownTest.Outcome;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChancesTest {
  private static final Chances CHANCES =
      Chances.of(
          List.of(
              outcome("a", Map.of("some", 0.9, "client", 0.5, "other", 0.2)),
              outcome("b", Map.of("rare", 0.6, "other", 0.2)),
              outcome("c", Map.of())));

  private static Outcome outcome(String id, Map<String, Double> given) {
    return new Outcome(id, id, Optional.empty(), given);
  }

  private static void assertChances(List<Double> found, double a, double b, double c) {
    assertThat(found.get(0)).isCloseTo(a, within(0.001));
    assertThat(found.get(1)).isCloseTo(b, within(0.001));
    assertThat(found.get(2)).isCloseTo(c, within(0.001));
  }

  @Test
  void the_last_outcome_takes_the_rest_with_all_others() {
    assertChances(CHANCES.otherwise(), 0.2, 0.2, 0.6);
    assertChances(CHANCES.of("unheard", Fix.Side.SERVER), 0.2, 0.2, 0.6);
  }

  @Test
  void what_is_not_named_for_a_side_comes_out_in_the_usual_proportion() {
    assertChances(CHANCES.of("unheard", Fix.Side.CLIENT), 0.5, 0.125, 0.375);
  }

  @Test
  void what_is_not_named_for_a_cause_comes_out_as_on_its_side() {
    assertChances(CHANCES.of("some", Fix.Side.SERVER), 0.9, 0.025, 0.075);
    assertChances(CHANCES.of("rare", Fix.Side.CLIENT), 0.4 * 4 / 7, 0.6, 0.4 * 3 / 7);
  }

  @Test
  void nothing_is_impossible() {
    Chances sure =
        Chances.of(
            List.of(outcome("a", Map.of("some", 1.0, "other", 0.0)), outcome("b", Map.of())));

    assertThat(sure.of("some", Fix.Side.SERVER)).containsExactly(1.0, 0.01);
    assertThat(sure.otherwise()).containsExactly(0.01, 1.0);
  }
}
