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

  /// Repetitions, the round trip by the time stamp (0: none), and what the connect took.
  @ParameterizedTest(name = "{0} repeated, round trip {1}, took {2}, path of {3}: {4} lost")
  @CsvSource({
    "0, 700, 700, 2, 0", // only slow
    "1, 4, 1010, 2, 1",
    "2, 4, 7900, 2, 2", // a program that had to wait for the processor
    "1, 0, 1010, 2, 1", // no time stamps
    "1, 0, 1610, 600, 1",
    "1, 0, 1120, 1120, 0",
    "1, 1120, 1120, 1120, 0", // a long path
    "2, 1120, 2130, 1120, 1",
    "1, 1008, 1009, 2, 1", // the answer was lost, and repeated by the server
    "3, 3010, 3011, 2, 3",
    "1, 1620, 1625, 600, 1",
    "1, 1440, 1441, 600, 0" // a path that varies
  })
  void what_the_kernel_knows_tells_more_than_the_time_it_took(
      int repeated, int roundTrip, int elapsed, int least, int lost) {
    var known =
        new TcpInfo(1448, 536, 0, 1500, millis(roundTrip), Duration.ZERO, repeated, 0, 0, 0);

    assertThat(SynSteps.lost(known, millis(elapsed), millis(least), LINEAR)).isEqualTo(lost);
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
