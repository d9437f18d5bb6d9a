package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.spnego.NegTokenResp;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayChallengeTest {
  private static final Duration AT = Duration.ofMillis(30);
  private static final Peer PEER = new Peer("192.0.2.1", 443, 1);
  private static final GatewayRequests REQUESTS =
      GatewayRequests.of("gw.example.com", 443, Bytes.copyOf(new byte[GatewayRequests.SEED]));

  private static Optional<GatewayChallengeReceived> read(String scheme, String token) {
    HttpResponse head =
        HttpResponse.of(401, "Unauthorized").with("WWW-Authenticate", scheme + " " + token);
    var answered = new HttpMet.Answered(head, Bytes.EMPTY, true, AT, AT);
    return GatewayChallenge.read(answered, PEER, _ -> "unknown");
  }

  private static String base64(Bytes token) {
    return Base64.getEncoder().encodeToString(token.toArray());
  }

  @Test
  void ntlm_is_asked_bare_and_negotiate_in_spnego_and_nothing_else_is() {
    assertThat(GatewayChallenge.requests(REQUESTS, List.of("negotiate", "Basic", "NTLM")))
        .extracting(request -> request.first("Authorization").orElseThrow().split(" ", 2)[0])
        .containsExactly("NTLM", "Negotiate");
    assertThat(GatewayChallenge.requests(REQUESTS, List.of("Basic", "Bearer"))).isEmpty();
  }

  @Test
  void the_token_is_a_negotiate_message_that_proves_nothing() {
    HttpRequest request = GatewayChallenge.requests(REQUESTS, List.of("NTLM")).getFirst();
    String token = request.first("Authorization").orElseThrow().substring("NTLM ".length());

    Bytes message = Bytes.copyOf(Base64.getDecoder().decode(token));
    assertThat(message.startsWithAscii("NTLMSSP")).isTrue();
    assertThat(message.at(8)).isEqualTo(1); // NEGOTIATE (MS-NLMP 2.2.1.1)
  }

  @Test
  void a_challenge_tells_the_gateways_name_bare_or_in_spnego() {
    Bytes challenge = GatewayRequestDialogueTest.challengeToken();

    assertThat(read("NTLM", base64(challenge)).orElseThrow().netbiosComputer()).isEqualTo("GW01");
    assertThat(read("Negotiate", base64(challenge)).orElseThrow().elapsed()).isEqualTo(AT);
    assertThat(read("Negotiate", base64(NegTokenResp.answering(challenge).encode())))
        .hasValueSatisfying(said -> assertThat(said.netbiosComputer()).isEqualTo("GW01"));
  }

  @Test
  void what_is_no_challenge_tells_nothing() {
    assertThat(read("NTLM", "!!!!")).isEmpty();
    assertThat(read("Negotiate", base64(Bytes.ascii("NTLMSSP\0nonsense")))).isEmpty();
    assertThat(read("Negotiate", base64(Bytes.of(0x60, 0x82, 0xFF, 0xFF)))).isEmpty();
    assertThat(read("Basic", base64(GatewayRequestDialogueTest.challengeToken()))).isEmpty();
  }
}
