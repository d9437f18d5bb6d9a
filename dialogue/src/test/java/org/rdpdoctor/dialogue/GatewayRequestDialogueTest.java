package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.GatewayRequestDialogue.Outcome;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonAccepted;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonRejected;
import org.rdpdoctor.facts.GatewayFact.GatewayStageEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.AvPair;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;
import org.rdpdoctor.wire.websocket.WebSocketKey;

/// The logon that a gateway asks for in HTTP.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayRequestDialogueTest {
  static final Duration PATIENCE = Duration.ofSeconds(2);
  static final Account ACCOUNT = Account.of("CORP\\anna");
  static final String SECRET = "Zq7-unlikely";
  private static final Bytes CHANNEL = Bytes.ascii("tls-server-end-point:x");
  private static final Bytes SERVER_CHALLENGE = Bytes.hex("0123456789abcdef");
  private static final String KEY = WebSocketKey.of(Bytes.hex("11".repeat(16)));
  private static final HttpRequest OUT = HttpRequest.of("RDG_OUT_DATA", "/remoteDesktopGateway/");
  private static final HttpRequest UPGRADE = OUT.with("Sec-WebSocket-Key", KEY);

  /// Only what proves who one is: many web servers agree to no more.
  private static final NegotiateFlags FLAGS =
      new NegotiateFlags(
          NegotiateFlags.UNICODE
              | NegotiateFlags.NTLM
              | NegotiateFlags.EXTENDED_SESSIONSECURITY
              | NegotiateFlags.TARGET_INFO);

  static Mechanism ntlm() {
    return NtlmMechanism.unsealed(
        ACCOUNT,
        Password.takenFrom(SECRET.toCharArray()),
        new NtlmMechanism.Surroundings("HTTP/gw.example", CHANNEL, "HERE", new FileTime(9)),
        new NtlmMechanism.Chances(Bytes.hex("aa".repeat(8)), Bytes.hex("5a".repeat(16))));
  }

  private static GatewayRequestDialogue dialogue(HttpRequest request, HttpLogon logon) {
    return new GatewayRequestDialogue(PEER, request, "http", logon, PATIENCE);
  }

  /// One that logs on with raw NTLM, as the promise of all dialogues wants it.
  static GatewayRequestDialogue loggingOn() {
    return dialogue(UPGRADE, HttpLogon.ntlm(ACCOUNT, ntlm()));
  }

  static List<Bytes> soundAnswers() {
    return List.of(
        asking("NTLM", challengeToken()).plus(Bytes.ascii("HTTP/1.1 200 OK\r\n\r\n")),
        upgraded(KEY),
        Bytes.ascii(
            "HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
  }

  static Bytes challengeToken() {
    var pairs =
        List.of(
            AvPair.text(AvId.MSV_AV_NB_COMPUTER_NAME, "GW01"),
            new AvPair(AvId.MSV_AV_TIMESTAMP, Bytes.hex("0102030405060708")));
    return new ChallengeMessage(
            "GW01", FLAGS, SERVER_CHALLENGE, new TargetInfo(pairs), Optional.empty())
        .encode();
  }

  private static Bytes asking(String scheme, Bytes token) {
    String base64 = Base64.getEncoder().encodeToString(token.toArray());
    return Bytes.ascii(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: "
            + scheme
            + " "
            + base64
            + "\r\nContent-Length: 7\r\n\r\nlog on!");
  }

  private static Bytes upgraded(String key) {
    return Bytes.ascii(
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
            + WebSocketKey.accept(key)
            + "\r\n\r\n");
  }

  private static Bytes tokenIn(Bytes request, String scheme) {
    String text = request.decode(StandardCharsets.ISO_8859_1);
    int from = text.indexOf("Authorization: " + scheme + " ") + 16 + scheme.length();
    return Bytes.copyOf(
        Base64.getDecoder().decode(text.substring(from, text.indexOf("\r\n", from))));
  }

  @Test
  void ntlm_is_proved_bound_to_the_channel_and_to_the_service() throws DecodeException {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));

    Held held =
        ScriptedLine.saying(
                asking("NTLM", challengeToken()), Bytes.ascii("HTTP/1.1 200 OK\r\n\r\nseed"))
            .hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(held.left()).isEqualTo(Bytes.ascii("seed"));
    GatewayLogonAccepted accepted = held.only(GatewayLogonAccepted.class);
    assertThat(accepted.account()).isEqualTo("CORP\\anna");
    assertThat(accepted.scheme()).isEqualTo("NTLM");
    var proof = (AuthenticateMessage) NtlmMessage.decode(tokenIn(held.said().get(1), "NTLM"));
    TargetInfo bound = TargetInfo.decode(proof.ntChallengeResponse().from(16 + 28));
    assertThat(bound.pairs())
        .contains(
            new AvPair(AvId.MSV_AV_CHANNEL_BINDINGS, NtlmV2.channelBindings(CHANNEL)),
            AvPair.text(AvId.MSV_AV_TARGET_NAME, "HTTP/gw.example"));
    assertThat(proof.mic()).isPresent();
  }

  @Test
  void ntlm_goes_inside_spnego_where_negotiate_is_asked_for() throws DecodeException {
    Bytes agreeing =
        new NegTokenResp(
                Optional.of(NegState.ACCEPT_INCOMPLETE),
                Optional.of(MechType.NTLMSSP),
                Optional.of(challengeToken()),
                Optional.empty())
            .encode();
    GatewayRequestDialogue dialogue = dialogue(UPGRADE, HttpLogon.negotiate(ACCOUNT, ntlm()));

    Held held = ScriptedLine.saying(asking("Negotiate", agreeing), upgraded(KEY)).hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.UPGRADED);
    assertThat(NegotiationToken.decode(tokenIn(held.said().getFirst(), "Negotiate")))
        .isInstanceOf(NegTokenInit.class);
    var last = (NegTokenResp) NegotiationToken.decode(tokenIn(held.said().get(1), "Negotiate"));
    assertThat(last.mechListMic()).isPresent();
    assertThat(last.responseToken()).hasValueSatisfying(token -> NtlmMessage.isLikely(token));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void a_proof_that_is_not_accepted_is_never_repeated(int status) {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));
    Bytes no =
        Bytes.ascii(
            "HTTP/1.1 " + status + " No\r\nWWW-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");

    Held held =
        ScriptedLine.saying(asking("NTLM", challengeToken()), no, no, no)
            .byteByByte()
            .hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(held.only(GatewayLogonRejected.class).status()).isEqualTo(status);
    assertThat(held.said()).hasSize(2);
  }

  @Test
  void a_challenge_over_and_over_gets_one_proof() {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));
    Bytes challenge = asking("NTLM", challengeToken());

    Held held = ScriptedLine.saying(challenge, challenge, challenge).hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(held.said()).hasSize(2);
  }

  @Test
  void a_scheme_without_a_challenge_costs_no_proof() {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.negotiate(ACCOUNT, ntlm()));

    Held held =
        ScriptedLine.saying(
                Bytes.ascii(
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n"))
            .hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.UNCHALLENGED);
    assertThat(dialogue.hasProved()).isFalse();
    assertThat(held.said()).hasSize(1);
    assertThat(held.seen()).isEmpty();
  }

  @Test
  void no_proof_goes_to_who_closes_the_connection_before_it() {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));
    String challenge = asking("NTLM", challengeToken()).decode(StandardCharsets.ISO_8859_1);

    Held held =
        ScriptedLine.saying(
                Bytes.ascii(challenge.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
            .thenCloses()
            .hold(dialogue);

    assertThat(dialogue.hasProved()).isFalse();
    assertThat(held.only(GatewayStageUnreadable.class).reason()).contains("closed before");
  }

  @Test
  void another_status_after_the_proof_ends_it_too() {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));

    Held held =
        ScriptedLine.saying(
                asking("NTLM", challengeToken()),
                Bytes.ascii("HTTP/1.1 502 Bad Gateway\r\n\r\n<html>"))
            .hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(held.only(GatewayLogonRejected.class).status()).isEqualTo(502);
  }

  @Test
  void who_is_told_that_there_is_no_such_thing_has_logged_on() {
    GatewayRequestDialogue dialogue = dialogue(UPGRADE, HttpLogon.ntlm(ACCOUNT, ntlm()));

    Held held =
        ScriptedLine.saying(
                asking("NTLM", challengeToken()),
                Bytes.ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
            .hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(dialogue.isAccepted()).isTrue();
    assertThat(held.the(GatewayTransportMissing.class).status()).isEqualTo(404);
    assertThat(held.the(GatewayLogonAccepted.class).account()).isEqualTo("CORP\\anna");
  }

  @Test
  void another_status_before_the_proof_is_no_word_about_the_password() {
    GatewayRequestDialogue dialogue = dialogue(OUT, HttpLogon.ntlm(ACCOUNT, ntlm()));

    Held held =
        ScriptedLine.saying(Bytes.ascii("HTTP/1.1 404 Not Found\r\n\r\n<html>")).hold(dialogue);

    assertThat(dialogue.outcome()).isEqualTo(Outcome.REFUSED);
    GatewayTransportMissing missing = held.only(GatewayTransportMissing.class);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.how()).isEqualTo("status");
  }

  @Test
  void an_answer_to_another_websocket_key_is_no_upgrade() {
    Held held =
        ScriptedLine.saying(upgraded(WebSocketKey.of(Bytes.hex("22".repeat(16)))))
            .hold(dialogue(UPGRADE, HttpLogon.named("")));

    assertThat(held.only(GatewayStageUnreadable.class).reason()).contains("another question");
  }

  @Test
  void silence_an_end_and_another_protocol_are_told_apart() {
    assertThat(ScriptedLine.silent().hold(loggingOn()).only(GatewayStageUnanswered.class).waited())
        .isEqualTo(PATIENCE);
    GatewayStageEnded ended =
        ScriptedLine.saying(asking("NTLM", challengeToken()))
            .thenResets()
            .hold(loggingOn())
            .only(GatewayStageEnded.class);
    assertThat(ended.how()).isEqualTo(Ending.RESET);
    assertThat(ended.stage()).isEqualTo("logon");
    assertThat(
            ScriptedLine.saying(Bytes.ascii("SSH-2.0-x\r\n"))
                .hold(loggingOn())
                .only(GatewayStageUnreadable.class)
                .reason())
        .contains("no HTTP");
  }

  @Test
  void nothing_that_is_seen_or_kept_shows_the_password() {
    HttpLogon basic = HttpLogon.basic(ACCOUNT, Password.takenFrom(SECRET.toCharArray()));
    GatewayRequestDialogue dialogue = dialogue(OUT, basic);

    Held held =
        ScriptedLine.saying(Bytes.ascii("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"))
            .hold(dialogue);

    String base64 =
        Base64.getEncoder()
            .encodeToString(("CORP\\anna:" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(held.said().getFirst().decode(StandardCharsets.ISO_8859_1)).contains(base64);
    assertThat(held.seen().toString() + basic.begin() + dialogue.response())
        .doesNotContain(SECRET)
        .doesNotContain(base64);
    assertThat(dialogue.outcome()).isEqualTo(Outcome.REJECTED);
  }
}
