package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.wire.Bytes;

/// Who may log on at a gateway, how, and how often.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayProofTest {
  private static final String PIN = "ab".repeat(32);

  private static Logon logon() {
    return new Logon(Account.of("CORP\\anna"), Password.takenFrom("Zq7-unlikely".toCharArray()));
  }

  private static Itinerary.Gateway gateway(Optional<Logon> logon) {
    return new Itinerary.Gateway(
        "gw.example", 443, Optional.empty(), Optional.empty(), logon, Optional.empty(), false);
  }

  private static GatewaySeen seen(boolean trusted, String... schemes) {
    return new GatewaySeen(
        Optional.of("192.0.2.1"),
        Optional.of(PIN),
        trusted,
        false,
        List.of(schemes),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<String> schemes(Logon logon, boolean trusted, String... offered) {
    return new GatewayProof(
            gateway(Optional.of(logon)), seen(trusted, offered), () -> Instant.EPOCH)
        .schemes();
  }

  @Test
  void negotiate_comes_before_ntlm_and_both_before_a_logon_inside_the_tunnel() {
    assertThat(schemes(logon(), true, "NTLM", "negotiate", "SSPI_NTLM", "Basic"))
        .containsExactly("Negotiate", "NTLM", "SSPI_NTLM");
  }

  @Test
  void the_password_itself_goes_only_to_a_trusted_gateway_that_takes_nothing_else_and_if_agreed() {
    assertThat(schemes(logon(), true, "Basic")).isEmpty();
    assertThat(schemes(logon().tellingIfNeeded(), false, "Basic")).isEmpty();
    assertThat(schemes(logon().tellingIfNeeded(), true, "NTLM", "Basic")).containsExactly("NTLM");
    assertThat(schemes(logon().tellingIfNeeded(), true, "Basic")).containsExactly("Basic");
  }

  @Test
  void nothing_known_here_is_nothing_to_try() {
    assertThat(schemes(logon(), true, "Digest")).isEmpty();
  }

  @Test
  void a_password_that_was_wrong_is_never_proved_again_not_even_if_it_was_right_before() {
    var proof =
        new GatewayProof(gateway(Optional.of(logon())), seen(true, "NTLM"), () -> Instant.EPOCH);
    assertThat(proof.isSettled()).isFalse();

    proof.met(true);
    assertThat(proof.isSettled()).isTrue();
    proof.met(false);
    proof.met(true);

    assertThat(proof.isSettled()).isFalse();
    assertThat(proof.isAllowed()).isFalse();
    assertThat(proof.over("NTLM", Bytes.EMPTY).begin().value()).contains("NTLM");
    assertThat(proof.over("Basic", Bytes.EMPTY).begin().proves()).isFalse();
  }

  @Test
  void a_cookie_needs_no_password() {
    var proof =
        new GatewayProof(
            gateway(Optional.empty()).showing(Optional.of(Bytes.ascii("cookie"))),
            seen(true, "PAA"),
            () -> Instant.EPOCH);

    assertThat(proof.schemes()).containsExactly("");
    assertThat(proof.isSettled()).isTrue();
  }

  @Test
  void what_is_wrong_with_a_certificate_forbids_a_logon_unless_it_is_the_pinned_one() {
    List<String> flaws = List.of("its certificate has expired");
    var unpinned =
        new GatewaySeen(
            Optional.empty(),
            Optional.of(PIN),
            true,
            false,
            List.of(),
            List.of(),
            List.of(),
            flaws);
    var pinned =
        new GatewaySeen(
            Optional.empty(), Optional.of(PIN), true, true, List.of(), List.of(), List.of(), flaws);

    assertThat(unpinned.objection()).contains("its certificate has expired");
    assertThat(pinned.objection()).isEmpty();
  }

  @Test
  void what_was_answered_is_tried_and_what_was_refused_is_not() {
    assertThat(seen(true).transports()).containsExactly("websocket", "http");
    var stripped =
        new GatewaySeen(
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            List.of(),
            List.of("http"),
            List.of("websocket"),
            List.of());
    assertThat(stripped.transports()).containsExactly("http");
  }
}
