package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SynStepsTest {
  private static final List<Duration> DOUBLING = millis(1000, 3000, 7000);
  private static final List<Duration> LINEAR = SynSteps.after(4);

  @Test
  void steps_double_from_one_second_on() {
    assertThat(SynSteps.after(0)).startsWith(DOUBLING.toArray(Duration[]::new));
  }

  @Test
  void current_linux_repeats_four_times_every_second_before_they_double() {
    // As seen on Linux 6.18: SYNs after 0, 1, 2, 3, 4, 5, 7 and 11 seconds
    assertThat(LINEAR).isEqualTo(millis(1000, 2000, 3000, 4000, 5000, 7000));
  }

  @ParameterizedTest
  @CsvSource({"990, 1", "1020, 1", "1399, 1", "2950, 2", "3100, 2", "7001, 3"})
  void a_connect_that_takes_a_step_has_lost_as_many_packets(int millis, int lost) {
    assertThat(lost(millis, 0)).isEqualTo(lost);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 600, 949, 1400, 2000, 2900, 5000, 9000})
  void a_connect_between_the_steps_is_only_slow(int millis) {
    assertThat(lost(millis, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"600, 0", "1000, 0", "1100, 0", "1600, 1", "1700, 1", "3610, 2"})
  void on_a_long_path_a_step_is_counted_from_the_round_trip(int millis, int lost) {
    assertThat(lost(millis, 600)).isEqualTo(lost);
  }

  @ParameterizedTest
  @CsvSource({"1010, 4, 1", "1010, 1010, 0", "2600, 590, 2", "2600, 1590, 1", "700, 700, 0"})
  void the_round_trip_of_a_connect_tells_which_of_its_syns_was_answered(
      int elapsed, int roundTrip, int lost) {
    assertThat(SynSteps.lostBefore(millis(elapsed), millis(roundTrip), LINEAR)).isEqualTo(lost);
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "250, 1", "1000, 1", "1250, 2", "2500, 3", "6900, 6", "7500, 7"})
  void a_connect_that_was_given_up_lost_what_could_have_been_answered(int waited, int lost) {
    assertThat(SynSteps.lostUntil(millis(waited), millis(2), LINEAR)).isEqualTo(lost);
  }

  private static int lost(int elapsed, int least) {
    return SynSteps.lost(millis(elapsed), millis(least), DOUBLING);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private static List<Duration> millis(Integer... all) {
    return Stream.of(all).map(SynStepsTest::millis).toList();
  }
}
