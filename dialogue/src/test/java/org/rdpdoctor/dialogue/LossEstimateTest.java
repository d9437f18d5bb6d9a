package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LossEstimateTest {
  private static final int RUNS = 4000;

  /// As R's `binom.test(lost, sent)$conf.int` has them.
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0.0, 0.30850",
    "10, 1, 0.00253, 0.44502",
    "10, 5, 0.18709, 0.81291",
    "20, 4, 0.05733, 0.43661",
    "10, 10, 0.69150, 1.0",
    "1, 0, 0.0, 0.975"
  })
  void the_interval_is_the_exact_one(int sent, int lost, double low, double high) {
    LossEstimate estimate = LossEstimate.of(sent, lost);

    assertThat(estimate.low()).isCloseTo(low, within(0.00001));
    assertThat(estimate.high()).isCloseTo(high, within(0.00001));
  }

  @Test
  void many_samples_tell_more_than_few() {
    LossEstimate few = LossEstimate.of(10, 2);
    LossEstimate many = LossEstimate.of(1000, 200);

    assertThat(few.percent()).isEqualTo(20).isEqualTo(many.percent());
    assertThat(few.highPercent() - few.lowPercent()).isGreaterThan(50);
    assertThat(many.lowPercent()).isEqualTo(17);
    assertThat(many.highPercent()).isEqualTo(23);
  }

  @Test
  void percentages_are_rounded_outwards() {
    LossEstimate estimate = LossEstimate.of(20, 4);

    assertThat(estimate.lowPercent()).isEqualTo(5);
    assertThat(estimate.highPercent()).isEqualTo(44);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 4", "3, -1", "10001, 0"})
  void what_cannot_be_is_refused(int sent, int lost) {
    assertThatIllegalArgumentException().isThrownBy(() -> LossEstimate.of(sent, lost));
  }

  /// As the probe samples: each connect until it succeeds, or is given up after three SYNs or when
  /// the run ends, and more connects only where one of the first ones met a loss.
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2, 0.4, 0.6})
  void the_truth_lies_within_in_95_of_100_runs(double loss) {
    var random = new Random(20260101);
    int within = 0;
    for (int run = 0; run < RUNS; run++) {
      LossEstimate estimate = sample(random, loss);
      if (100 * loss >= estimate.lowPercent() && 100 * loss <= estimate.highPercent()) {
        within++;
      }
    }
    assertThat(within).isGreaterThan(RUNS * 95 / 100);
  }

  private static LossEstimate sample(Random random, double loss) {
    int sent = 0;
    int lost = 0;
    int seconds = 0;
    for (int connect = 0; connect < 15 && seconds < 20; connect++) {
      if (connect >= 10 && lost == 0) {
        break;
      }
      for (int syn = 0; syn < 3; syn++) {
        sent++;
        if (random.nextDouble() >= loss) {
          break;
        }
        lost++;
        seconds++;
      }
    }
    return LossEstimate.of(sent, lost);
  }

  @Test
  void the_interval_always_holds_what_was_seen() {
    List<LossEstimate> all = new ArrayList<>();
    for (int sent = 1; sent <= 60; sent++) {
      for (int lost = 0; lost <= sent; lost++) {
        all.add(LossEstimate.of(sent, lost));
      }
    }
    assertThat(all)
        .allMatch(e -> e.lowPercent() <= e.percent() && e.percent() <= e.highPercent())
        .allMatch(e -> e.lowPercent() >= 0 && e.highPercent() <= 100);
  }
}
