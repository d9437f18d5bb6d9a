package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.GatewayFact.GatewayAuthorized;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelOpened;
import org.rdpdoctor.facts.GatewayFact.GatewayHandshaken;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonAccepted;
import org.rdpdoctor.facts.GatewayFact.GatewayMessageShown;
import org.rdpdoctor.facts.GatewayFact.GatewayRefused;
import org.rdpdoctor.facts.GatewayFact.GatewayStageEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayTunnelCreated;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tsgu.ChannelCreate;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.ExtendedAuth;
import org.rdpdoctor.wire.tsgu.ExtendedAuthMessage;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguCapabilities;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TsguText;
import org.rdpdoctor.wire.tsgu.TunnelAuthResponse;
import org.rdpdoctor.wire.tsgu.TunnelCreate;
import org.rdpdoctor.wire.tsgu.TunnelResponse;

/// From the handshake with a gateway to the channel that leads to the target.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTunnelDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final TsguStatus OK = TsguStatus.SUCCESS;
  private static final Bytes COOKIE = Bytes.ascii("a cookie that nobody may see");

  static final Bytes SHAKEN = new HandshakeResponse(OK, ExtendedAuth.NONE).encode();
  static final Bytes CREATED =
      new TunnelResponse(
              OK,
              OptionalInt.of(6),
              Optional.of(new TsguCapabilities(TsguCapabilities.IDLE_TIMEOUT)),
              Optional.empty())
          .encode();
  static final Bytes AUTHORIZED =
      new TunnelAuthResponse(
              OK,
              Optional.of(
                  new RedirectionFlags(
                      RedirectionFlags.DISABLE_CLIPBOARD | RedirectionFlags.DISABLE_DRIVE)),
              OptionalInt.of(30))
          .encode();
  static final Bytes OPENED = new ChannelResponse(OK, OptionalInt.of(1)).encode();

  private static GatewayTerms terms(
      boolean seeded, Optional<Bytes> cookie, Optional<Mechanism> proof) {
    return new GatewayTerms(
        "http",
        "srv01.example",
        3389,
        "HERE",
        cookie,
        proof,
        GatewayRequestDialogueTest.ACCOUNT,
        seeded);
  }

  static GatewayTunnelDialogue dialogue(boolean seeded) {
    return new GatewayTunnelDialogue(
        PEER, terms(seeded, Optional.empty(), Optional.empty()), PATIENCE);
  }

  static List<Bytes> soundAnswers() {
    return List.of(
        Stream.of(SHAKEN, CREATED, AUTHORIZED, OPENED).reduce(Bytes.EMPTY, Bytes::plus),
        new KeepAlive().encode(),
        new ServiceMessage(TsguText.of("hello")).encode());
  }

  @Test
  void a_gateway_that_lets_everything_through_opens_a_channel_stage_by_stage()
      throws DecodeException {
    GatewayTunnelDialogue dialogue = dialogue(false);
    Bytes behind = new Data(Bytes.ascii("first bytes")).encode();

    Held held =
        ScriptedLine.saying(SHAKEN, CREATED, AUTHORIZED, OPENED.plus(behind)).hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.left()).isEqualTo(behind);
    assertThat(held.the(GatewayHandshaken.class).version()).isEqualTo("1.0");
    assertThat(held.the(GatewayTunnelCreated.class).capabilities()).containsExactly("idle timeout");
    GatewayAuthorized authorized = held.the(GatewayAuthorized.class);
    assertThat(authorized.forbidden()).containsExactly("drives", "clipboard");
    assertThat(authorized.idleTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(authorized.elapsed()).isEqualTo(Duration.ofMillis(20));
    assertThat(held.the(GatewayChannelOpened.class).target()).isEqualTo("srv01.example");
    var wish = (ChannelCreate) TsguPacket.decode(held.said().get(3));
    assertThat(wish.resources()).containsExactly(TsguText.of("srv01.example"));
    assertThat(wish.port()).isEqualTo(3389);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 100", "512, 40"})
  void bytes_without_meaning_before_the_first_packet_are_passed_over(int first, int size) {
    GatewayTunnelDialogue dialogue = dialogue(true);
    byte[] seed = new byte[size];
    Arrays.fill(seed, (byte) (first + 0x55));

    ScriptedLine.saying(Bytes.copyOf(seed).plus(SHAKEN), CREATED, AUTHORIZED, OPENED)
        .byteByByte()
        .hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
  }

  @Test
  void each_stage_can_be_refused_with_its_code() {
    Bytes denied = new HandshakeResponse(new TsguStatus(0x800759E9), ExtendedAuth.NONE).encode();
    assertRefused(ScriptedLine.saying(denied), "handshake", "E_PROXY_CAPABILITYMISMATCH");
    assertRefused(
        ScriptedLine.saying(
            SHAKEN, new TunnelResponse(TsguStatus.UNSUPPORTED_AUTHENTICATION_METHOD).encode()),
        "tunnel",
        "E_PROXY_UNSUPPORTED_AUTHENTICATION_METHOD");
    assertRefused(
        ScriptedLine.saying(
            SHAKEN,
            CREATED,
            new TunnelAuthResponse(
                    TsguStatus.NAP_ACCESSDENIED, Optional.empty(), OptionalInt.empty())
                .encode()),
        "authorization",
        "E_PROXY_NAP_ACCESSDENIED");
    assertRefused(
        ScriptedLine.saying(
            SHAKEN,
            CREATED,
            AUTHORIZED,
            new ChannelResponse(TsguStatus.RAP_ACCESSDENIED, OptionalInt.empty()).encode()),
        "channel",
        "E_PROXY_RAP_ACCESSDENIED");
    assertRefused(
        ScriptedLine.saying(SHAKEN, CREATED, new CloseChannel(new TsguStatus(0x4711)).encode()),
        "authorization",
        "a code without a name");
  }

  private static void assertRefused(ScriptedLine line, String stage, String name) {
    GatewayTunnelDialogue dialogue = dialogue(false);
    GatewayRefused refused = line.hold(dialogue).the(GatewayRefused.class);
    assertThat(refused.stage()).isEqualTo(stage);
    assertThat(refused.name()).isEqualTo(name);
    assertThat(refused.code()).matches("0x[0-9A-F]{8}");
    assertThat(refused.target()).isEqualTo("srv01.example:3389");
    assertThat(dialogue.isRefused()).isTrue();
    assertThat(dialogue.isOpen()).isFalse();
  }

  @Test
  void signs_of_life_are_returned_and_messages_are_shown_without_what_moves_a_cursor() {
    GatewayTunnelDialogue dialogue = dialogue(false);
    Bytes consent =
        new TunnelResponse(
                OK,
                OptionalInt.of(6),
                Optional.empty(),
                Optional.of(TsguText.of("Only for\u001b[2J staff")))
            .encode();

    Held held =
        ScriptedLine.saying(
                SHAKEN,
                new KeepAlive().encode(),
                new ServiceMessage(TsguText.of("Down at eight")).encode(),
                consent,
                AUTHORIZED,
                OPENED)
            .hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.said()).contains(new KeepAlive().encode());
    assertThat(held.seen())
        .filteredOn(GatewayMessageShown.class::isInstance)
        .extracting(fact -> ((GatewayMessageShown) fact).text())
        .containsExactly("Down at eight", "Only for·[2J staff");
  }

  @Test
  void silence_and_ends_say_at_which_stage() {
    assertThat(
            ScriptedLine.saying(SHAKEN)
                .hold(dialogue(false))
                .the(GatewayStageUnanswered.class)
                .stage())
        .isEqualTo("tunnel");
    GatewayTunnelDialogue waiting = dialogue(false);
    assertThat(
            ScriptedLine.saying(SHAKEN, CREATED, AUTHORIZED)
                .hold(waiting)
                .the(GatewayStageUnanswered.class)
                .stage())
        .isEqualTo("channel");
    assertThat(waiting.waitsForTarget()).isTrue();
    assertThat(
            ScriptedLine.silent()
                .thenResets()
                .hold(dialogue(true))
                .only(GatewayStageEnded.class)
                .stage())
        .isEqualTo("handshake");
  }

  @Test
  void a_packet_out_of_turn_is_nonsense_and_so_is_a_page_of_html() {
    assertThat(
            ScriptedLine.saying(SHAKEN, OPENED)
                .hold(dialogue(false))
                .the(GatewayStageUnreadable.class)
                .reason())
        .contains("out of turn");
    assertThat(
            ScriptedLine.saying(Bytes.ascii("<html>".repeat(200)))
                .hold(dialogue(true))
                .only(GatewayStageUnreadable.class)
                .preview())
        .startsWith("<html>");
  }

  @Test
  void a_cookie_goes_with_the_wish_for_a_tunnel_and_nowhere_else() throws DecodeException {
    var dialogue =
        new GatewayTunnelDialogue(
            PEER, terms(false, Optional.of(COOKIE), Optional.empty()), PATIENCE);

    Held held =
        ScriptedLine.saying(
                SHAKEN, new TunnelResponse(TsguStatus.COOKIE_AUTHENTICATION_ACCESS_DENIED).encode())
            .hold(dialogue);

    var wish = (TunnelCreate) TsguPacket.decode(held.said().get(1));
    assertThat(wish.paaCookie()).contains(COOKIE);
    assertThat(held.seen().toString()).doesNotContain("a cookie that nobody may see");
    assertThat(terms(false, Optional.of(COOKIE), Optional.empty()).toString())
        .doesNotContain("cookie");
  }

  @Test
  void where_the_gateway_wants_ntlm_inside_the_tunnel_it_is_proved_once() {
    Bytes shaken = new HandshakeResponse(OK, new ExtendedAuth(ExtendedAuth.SSPI_NTLM)).encode();
    Bytes challenge =
        new ExtendedAuthMessage(OK, GatewayRequestDialogueTest.challengeToken()).encode();
    Bytes accepted = new ExtendedAuthMessage(OK, Bytes.EMPTY).encode();
    GatewayTunnelDialogue sound = extended();

    Held held =
        ScriptedLine.saying(shaken, challenge, accepted, CREATED, AUTHORIZED, OPENED).hold(sound);

    assertThat(sound.isOpen()).isTrue();
    assertThat(held.the(GatewayLogonAccepted.class).scheme()).isEqualTo("SSPI_NTLM");
    GatewayTunnelDialogue asked = extended();
    Held again = ScriptedLine.saying(shaken, challenge, challenge, challenge).hold(asked);
    assertThat(again.said()).hasSize(3);
    assertThat(asked.hasProved()).isTrue();
    GatewayRefused refused =
        ScriptedLine.saying(
                shaken,
                challenge,
                new ExtendedAuthMessage(TsguStatus.LOGON_DENIED, Bytes.EMPTY).encode())
            .hold(extended())
            .the(GatewayRefused.class);
    assertThat(refused.stage()).isEqualTo("logon");
    assertThat(refused.name()).isEqualTo("SEC_E_LOGON_DENIED");
  }

  private static GatewayTunnelDialogue extended() {
    return new GatewayTunnelDialogue(
        PEER,
        terms(false, Optional.empty(), Optional.of(GatewayRequestDialogueTest.ntlm())),
        PATIENCE);
  }
}
