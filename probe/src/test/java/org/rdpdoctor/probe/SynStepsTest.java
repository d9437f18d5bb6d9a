package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SynStepsTest {
  private static final Evidence EVIDENCE = Evidence.of("a SYN", "a SYN-ACK", Duration.ZERO);

  @Test
  void steps_double_from_one_second_on() {
    assertThat(SynSteps.after(0)).startsWith(1000, 3000, 7000, 15000);
  }

  @Test
  void current_linux_repeats_four_times_every_second_before_they_double() {
    // As seen on Linux 6.18: SYNs after 0, 1, 2, 3, 4, 5, 7 and 11 seconds
    assertThat(SynSteps.after(4)).containsExactly(1000, 2000, 3000, 4000, 5000, 7000);
  }

  @ParameterizedTest
  @CsvSource({"990, 1", "1020, 1", "1399, 1", "2950, 2", "3100, 2", "7001, 3"})
  void a_connect_that_takes_a_step_has_lost_as_many_packets(int millis, int repeats) {
    assertThat(SynSteps.repeated(connected(millis), List.of(1000, 3000, 7000)))
        .get()
        .extracting(SynRepeated::repeats)
        .isEqualTo(repeats);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 600, 949, 1400, 2000, 2900, 5000, 9000})
  void a_connect_between_the_steps_is_only_slow(int millis) {
    assertThat(SynSteps.repeated(connected(millis), List.of(1000, 3000, 7000))).isEmpty();
  }

  @Test
  void the_fact_shares_the_evidence_of_the_connect() {
    assertThat(SynSteps.repeated(connected(1004), List.of(1000)))
        .contains(new SynRepeated("192.0.2.1", 1, Duration.ofMillis(1004), EVIDENCE));
  }

  private static Connected connected(int millis) {
    return new Connected("192.0.2.1", 3389, Duration.ofMillis(millis), EVIDENCE);
  }
}
