package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.EndTimed;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EndingSummaryTest {
  private static final String NEAR = "192.0.2.10";
  private static final String FAR = "198.51.100.10";
  private static final Duration AT = Duration.ofSeconds(5);

  @Test
  void an_end_that_comes_sooner_than_a_packet_needs_is_from_somebody_nearer() {
    assertThat(timed(connected(1, FAR, 80), requestEnded(1, Ending.RESET, 4)))
        .containsExactly("connection request reset 4 of 80 ms: 5 %");
  }

  @Test
  void the_shortest_round_trip_of_the_same_address_counts() {
    assertThat(
            timed(
                connected(1, FAR, 95),
                connected(2, FAR, 81),
                connected(3, NEAR, 20),
                requestEnded(1, Ending.CLOSED, 81)))
        .containsExactly("connection request closed 81 of 81 ms: 100 %");
  }

  @Test
  void a_connect_that_lost_a_packet_tells_no_round_trip() {
    assertThat(
            timed(
                connected(1, FAR, 1040),
                new SynRepeated(FAR, 1, ms(1040), evidence(1)),
                requestEnded(1, Ending.RESET, 40)))
        .isEmpty();
  }

  @Test
  void on_a_short_path_the_clock_decides_nothing() {
    assertThat(timed(connected(1, NEAR, 2), requestEnded(1, Ending.RESET, 0))).isEmpty();
  }

  @Test
  void after_a_client_hello_only_an_end_without_any_answer_is_timed() {
    assertThat(
            timed(
                connected(1, FAR, 80),
                new HandshakeEnded("usual", 240, Ending.RESET, "hello", ms(3), evidence(1)),
                new HandshakeEnded(
                    "TLSv1.2", 240, Ending.RESET, "certificate", ms(3), evidence(1))))
        .containsExactly("ClientHello reset 3 of 80 ms: 3 %");
  }

  @Test
  void an_end_on_an_unknown_connection_is_not_timed() {
    assertThat(timed(connected(1, FAR, 80), requestEnded(7, Ending.RESET, 3))).isEmpty();
  }

  private static List<String> timed(Observation... seen) {
    return EndingSummary.of(List.of(seen), AT).stream()
        .map(EndTimed.class::cast)
        .map(
            fact ->
                "%s %s %d of %d ms: %d %%"
                    .formatted(
                        fact.after(),
                        fact.how() == Ending.RESET ? "reset" : "closed",
                        fact.elapsed().toMillis(),
                        fact.roundTrip().toMillis(),
                        fact.percent()))
        .toList();
  }

  private static Connected connected(int connection, String address, long millis) {
    return new Connected(address, 3389, ms(millis), evidence(connection));
  }

  private static NegotiationEnded requestEnded(int connection, Ending how, long millis) {
    return new NegotiationEnded(
        Offer.CURRENT_WINDOWS, how, ms(millis), true, true, evidence(connection));
  }

  private static Evidence evidence(int connection) {
    return new Evidence(connection, "something", "something", AT);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
