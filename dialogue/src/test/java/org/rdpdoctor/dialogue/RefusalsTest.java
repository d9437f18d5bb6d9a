package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusalsTest {
  private static final Duration AT = Duration.ofSeconds(1);
  private static final Evidence EVIDENCE = Evidence.of("a hello", "an answer", AT);
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int PROTOCOL_VERSION = 70;

  @Test
  void a_server_without_any_version_as_old_as_the_one_asked_for_refuses_all_older_ones() {
    assertThat(refused(alerted("TLSv1.1", PROTOCOL_VERSION)))
        .containsExactly("SSLv3", "TLSv1.0", "TLSv1.1");
  }

  @Test
  void any_alert_refuses_the_older_ones_from_a_server_that_speaks_a_current_version() {
    assertThat(refused(answered("TLSv1.2"), alerted("TLSv1.1", HANDSHAKE_FAILURE)))
        .contains("SSLv3", "TLSv1.0", "TLSv1.1");
  }

  @Test
  void a_server_of_which_nothing_else_is_known_may_stumble_over_the_hello_alone() {
    assertThat(refused(alerted("TLSv1.1", HANDSHAKE_FAILURE))).containsExactly("TLSv1.1");
  }

  @Test
  void a_hello_for_tls_1_2_may_fail_for_what_older_versions_do_not_need() {
    assertThat(refused(answered("TLSv1.3"), alerted("TLSv1.2", HANDSHAKE_FAILURE)))
        .containsExactly("TLSv1.2");
  }

  @Test
  void an_alert_to_a_hello_for_tls_1_3_says_nothing_of_the_older_versions() {
    assertThat(refused(alerted("TLSv1.3", PROTOCOL_VERSION))).containsExactly("TLSv1.3");
  }

  @Test
  void an_alert_to_another_hello_refuses_no_version() {
    assertThat(refused(alerted("weak", PROTOCOL_VERSION))).isEmpty();
  }

  private static List<String> refused(Observation... seen) {
    return Refusals.VERSIONS.stream()
        .filter(version -> Refusals.hasRefused(List.of(seen), version))
        .toList();
  }

  private static Observation alerted(String hello, int code) {
    return new AlertReceived(hello, code, "an alert", "hello", AT, EVIDENCE);
  }

  private static Observation answered(String version) {
    return new ServerHelloReceived(
        version, 300, version, "TLS_AES_256_GCM_SHA384", "x25519", AT, EVIDENCE);
  }
}
