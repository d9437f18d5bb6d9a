package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.UdpDialogue.Met;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpRefused;
import org.rdpdoctor.facts.GatewayFact.GatewayUdpUnanswered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.DtlsHandshake;
import org.rdpdoctor.wire.tls.DtlsRecord;
import org.rdpdoctor.wire.tls.HandshakeType;
import org.rdpdoctor.wire.tls.HelloVerifyRequest;
import org.rdpdoctor.wire.tls.TlsVersion;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayUdpDialogueTest {
  private static final Duration PAUSE = Duration.ofMillis(600);
  private static final Duration AT = Duration.ofMillis(40);

  private final GatewayUdpDialogue dialogue =
      new GatewayUdpDialogue(
          new Peer("192.0.2.1", 3391, 0), "gw.example.com", PAUSE, Bytes.copyOf(new byte[32]));

  private static Observation only(Turn turn) {
    return ((Turn.Done) turn).seen().getFirst();
  }

  private static Bytes record(Bytes fragment, ContentType type) {
    return new DtlsRecord(type, TlsVersion.DTLS10, 0, 0, fragment).encode();
  }

  @Test
  void a_request_for_the_cookie_is_a_gateway_that_listens() {
    dialogue.begin(Duration.ZERO);
    Bytes verify = new HelloVerifyRequest(TlsVersion.DTLS10, Bytes.ascii("cookie")).encode();
    Bytes message = DtlsHandshake.whole(HandshakeType.HELLO_VERIFY_REQUEST, 0, verify).encode();

    Turn turn = dialogue.hear(new Met.Answer(record(message, ContentType.HANDSHAKE), AT));

    assertThat(only(turn))
        .isInstanceOfSatisfying(
            GatewayUdpAnswered.class,
            answered -> {
              assertThat(answered.version()).isEqualTo("DTLS 1.0");
              assertThat(answered.port()).isEqualTo(3391);
              assertThat(answered.elapsed()).isEqualTo(AT);
            });
  }

  @Test
  void an_alert_and_what_is_no_dtls_are_refusals() {
    dialogue.begin(Duration.ZERO);
    Bytes alert = record(Bytes.of(2, 40), ContentType.ALERT);
    assertThat(only(dialogue.hear(new Met.Answer(alert, AT))))
        .isInstanceOf(GatewayUdpRefused.class);

    assertThat(only(dialogue.hear(new Met.Answer(Bytes.ascii("hello"), AT))))
        .isInstanceOf(GatewayUdpRefused.class);
  }

  @Test
  void silence_is_told_after_the_second_hello() {
    Turn first = dialogue.begin(Duration.ZERO);
    Turn second = dialogue.hear(new Met.Silence(PAUSE));
    assertThat(second).isEqualTo(first);

    Duration end = PAUSE.multipliedBy(2);
    assertThat(only(dialogue.hear(new Met.Silence(end))))
        .isInstanceOfSatisfying(
            GatewayUdpUnanswered.class, silent -> assertThat(silent.waited()).isEqualTo(end));
  }

  @Test
  void what_icmp_says_is_believed() {
    dialogue.begin(Duration.ZERO);
    assertThat(only(dialogue.hear(new Met.Refusal(AT)))).isInstanceOf(GatewayUdpRefused.class);
  }

  @Test
  void a_flood_that_says_nothing_is_not_listened_to_for_ever() {
    dialogue.begin(Duration.ZERO);
    Bytes nothing = record(Bytes.of(1), ContentType.CHANGE_CIPHER_SPEC);
    Turn turn = dialogue.hear(new Met.Answer(nothing, AT));
    for (int i = 0; i < 20 && !(turn instanceof Turn.Done); i++) {
      turn = dialogue.hear(new Met.Answer(nothing, AT));
    }

    assertThat(only(turn)).isInstanceOf(GatewayUdpUnanswered.class);
  }
}
