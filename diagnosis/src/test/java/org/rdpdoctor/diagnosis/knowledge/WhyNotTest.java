package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.diagnosis.Situation;

/// What keeps a cause or a break down, of all that are known.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WhyNotTest {
  private static final Catalogue CATALOGUE = PackedCatalogue.load();
  private static final List<Case> HEALTHY = Case.in("healthy");

  @Test
  void every_cause_that_is_not_told_has_an_obstacle_and_how_to_look_past_it() {
    var inquiries = CATALOGUE.causes().ids().stream().map(id -> new Inquiry(id, true)).toList();
    var situation = Situation.of(HEALTHY.getFirst().facts()).asking(inquiries);

    List<Reasoning> reasonings = new Diagnostician(CATALOGUE).diagnose(situation).reasonings();

    assertThat(reasonings).hasSameSizeAs(inquiries);
    assertThat(reasonings)
        .allSatisfy(
            reasoning -> {
              Optional<KnownCause> cause = CATALOGUE.causes().cause(reasoning.id());
              assertThat(reasoning.probability()).isZero();
              assertThat(reasoning.steps()).isEmpty();
              assertThat(reasoning.obstacles())
                  .hasSameSizeAs(cause.orElseThrow().breaks())
                  .allMatch(obstacle -> obstacle.contains("which was not found"))
                  .allMatch(obstacle -> !obstacle.contains("{"));
            });
    assertThat(reasonings)
        .anyMatch(why -> why.obstacles().toString().contains("rdpdoctor analyze"))
        .anyMatch(why -> why.obstacles().toString().contains("rdpdoctor check HOST --user"));
  }

  @Test
  void every_break_that_is_not_told_says_that_nothing_speaks_for_it() {
    var inquiries = CATALOGUE.breaks().stream().map(each -> new Inquiry(each.id(), true)).toList();
    var situation = Situation.of(HEALTHY.getFirst().facts()).asking(inquiries);

    List<Reasoning> reasonings = new Diagnostician(CATALOGUE).diagnose(situation).reasonings();

    assertThat(reasonings)
        .allSatisfy(why -> assertThat(why.steps().getLast().after()).isEqualTo(why.probability()));
    assertThat(reasonings).anyMatch(why -> !why.obstacles().isEmpty());
  }

  @Test
  void what_nobody_knows_cannot_be_asked_for() {
    var situation = Situation.of(List.of()).asking(List.of(new Inquiry("no-such-thing", false)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Diagnostician(CATALOGUE).diagnose(situation))
        .withMessageContaining("no-such-thing");
  }
}
