package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.Observation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChannelRefusalTest {
  @ParameterizedTest
  @CsvSource({
    "1, open failed, ProxyRefused",
    "1, Connection refused, ProxyRefused",
    "2, Connection refused, ConnectRefused",
    "2, Connection timed out, ConnectUnanswered",
    "2, No route to host, HostUnreachable",
    "2, Network is unreachable, NetworkUnreachable",
    "2, Name or service not known, ProxyFoundNoTarget",
    "2, unknown host (nosuch.example), ProxyFoundNoTarget",
    "2, '', ProxyRefused",
    "4, no more channels, ProxyRefused",
    "99, whatever, ProxyRefused",
  })
  void a_refusal_is_the_jump_hosts_unless_it_tells_of_the_target(
      int code, String said, String fact) {
    Observation seen =
        ChannelRefusal.of(
            PEER,
            new Destination("srv01", 3389),
            code,
            said,
            Duration.ofMillis(4),
            Duration.ofSeconds(1));

    assertThat(seen.getClass().getSimpleName()).isEqualTo(fact);
    assertThat(seen.evidence().heard()).startsWith("refusal " + code);
  }
}
