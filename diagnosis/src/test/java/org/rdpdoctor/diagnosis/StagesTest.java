package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Stage;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayNameResolved;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// The steps within a rung.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StagesTest {
  private static final String LADDER =
      """
      - layer: gateway
        passed: {gateway-connected: {}}
        stages:
          - id: name
            passed:
              - when: {gateway-name-resolved: {}}
                text: "{host} is {addresses}"
          - id: tcp
            failed:
              - when: {gateway-not-connected: {}}
                text: "Port {port} is closed"
            warned:
              - when: {gateway-connected: {elapsedMillis: {atLeast: 900}}}
                text: "Port {port} took its time"
            passed:
              - when: {gateway-connected: {}}
                text: "Port {port} is open"
          - id: tls
            untested:
              - when: {gateway-name-resolved: {}}
                text: "Nobody asked"
      """;

  private static final Evidence SEEN = Evidence.of("", "seen", Duration.ZERO);
  private static final Observation RESOLVED =
      new GatewayNameResolved("gw", List.of("10.0.0.9"), Duration.ofMillis(3), SEEN);
  private static final Observation REFUSED =
      new GatewayNotConnected(
          "10.0.0.9", 443, ConnectTrouble.REFUSED, "RST", Duration.ofMillis(4), SEEN);

  @Test
  void each_stage_has_its_verdict_its_time_and_its_sentence() {
    assertThat(stages(RESOLVED, connected(7)))
        .containsExactly(
            new Stage("name", Status.PASSED, 3, "gw is 10.0.0.9"),
            new Stage("tcp", Status.PASSED, 7, "Port 443 is open"),
            new Stage("tls", Status.NOT_TESTED, 0, "Nobody asked"));
  }

  @Test
  void what_failed_outweighs_what_passed_and_what_is_above_it_is_not_reached() {
    assertThat(stages(RESOLVED, connected(7), REFUSED))
        .extracting(Stage::status)
        .containsExactly(Status.PASSED, Status.FAILED, Status.NOT_REACHED);
  }

  @Test
  void a_warning_outweighs_what_passed() {
    assertThat(stages(connected(901)))
        .containsExactly(new Stage("tcp", Status.WARNED, 901, "Port 443 took its time"));
  }

  @Test
  void a_stage_of_which_nothing_is_known_is_left_out() {
    assertThat(stages(connected(7))).extracting(Stage::id).containsExactly("tcp");
  }

  private static Observation connected(int millis) {
    return new GatewayConnected("10.0.0.9", 443, Duration.ofMillis(millis), SEEN);
  }

  private static List<Stage> stages(Observation... facts) {
    var source = CatalogueSource.of(Map.of("ladder.yaml", LADDER));
    assertThat(source.faults()).isEmpty();
    return new Diagnostician(source.catalogue())
        .diagnose(Situation.of(List.of(facts))).rungs().stream()
            .filter(rung -> rung.layer() == Layer.GATEWAY)
            .map(Rung::stages)
            .findFirst()
            .orElseThrow();
  }
}
