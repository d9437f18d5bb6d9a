package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.Repetition.Outcome;
import org.rdpdoctor.dialogue.Repetition.Share;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.RoundsAgreed;
import org.rdpdoctor.facts.TcpFact.RoundsVaried;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RepetitionTest {
  private static final Duration AT = Duration.ofSeconds(20);
  private static final Outcome RESET = Outcome.broken(Layer.TLS, "reset in the handshake");
  private static final Outcome CLOSED = Outcome.broken(Layer.TLS, "closed in the handshake");
  private static final Outcome REFUSED = Outcome.broken(Layer.TCP, "nothing listens");

  @ParameterizedTest
  @CsvSource({
    // the values of R's prop.test(correct = FALSE), rounded
    "7, 10, 70, 40, 89",
    "10, 10, 100, 72, 100",
    "0, 10, 0, 0, 28",
    "1, 2, 50, 9, 91",
    "49, 50, 98, 90, 100",
  })
  void few_rounds_leave_much_possible(int count, int of, int percent, int least, int most) {
    assertThat(Share.of(count, of)).isEqualTo(new Share(percent, least, most));
  }

  @Test
  void the_rung_that_varies_is_named_with_what_is_seen_most_there() {
    List<Observation> facts = Repetition.of(rounds(Outcome.SERVED, 7, CLOSED, 1, RESET, 2), AT);

    assertThat(facts)
        .singleElement()
        .isInstanceOfSatisfying(
            RoundsVaried.class,
            varied -> {
              assertThat(varied.rung()).isEqualTo("tls");
              assertThat(varied.rounds()).isEqualTo(10);
              assertThat(varied.served()).isEqualTo(7);
              assertThat(varied.failed()).isEqualTo(3);
              assertThat(varied.percent()).isEqualTo(70);
              assertThat(varied.how()).isEqualTo("reset in the handshake");
              assertThat(varied.evidence().heard()).startsWith("7 were served: served, served");
            });
  }

  @Test
  void each_rung_that_varies_has_a_fact_of_its_own_the_lowest_first() {
    assertThat(Repetition.of(rounds(Outcome.SERVED, 1, RESET, 2, REFUSED, 1), AT))
        .extracting(fact -> ((RoundsVaried) fact).rung() + " " + ((RoundsVaried) fact).failed())
        .containsExactly("tcp 1", "tls 2");
  }

  @Test
  void rounds_that_all_end_alike_agree() {
    assertThat(Repetition.of(rounds(Outcome.SERVED, 4), AT))
        .singleElement()
        .isInstanceOfSatisfying(
            RoundsAgreed.class, agreed -> assertThat(agreed.served()).isEqualTo(4));
    assertThat(Repetition.of(rounds(RESET, 2, REFUSED, 2), AT))
        .singleElement()
        .isInstanceOfSatisfying(RoundsAgreed.class, agreed -> assertThat(agreed.served()).isZero());
  }

  @Test
  void rounds_that_decide_nothing_count_neither_way() {
    assertThat(Repetition.of(rounds(Outcome.SERVED, 3, Outcome.UNDECIDED, 5), AT))
        .singleElement()
        .isInstanceOfSatisfying(
            RoundsAgreed.class, agreed -> assertThat(agreed.rounds()).isEqualTo(3));
    assertThat(Repetition.of(rounds(Outcome.SERVED, 1, Outcome.UNDECIDED, 5), AT)).isEmpty();
  }

  private static List<Outcome> rounds(Object... outcomesAndCounts) {
    var rounds = new ArrayList<Outcome>();
    for (int i = 0; i < outcomesAndCounts.length; i += 2) {
      rounds.addAll(
          Collections.nCopies((Integer) outcomesAndCounts[i + 1], (Outcome) outcomesAndCounts[i]));
    }
    return rounds;
  }
}
