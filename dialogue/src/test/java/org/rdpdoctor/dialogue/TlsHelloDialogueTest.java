package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;
import static org.rdpdoctor.dialogue.ScriptedLine.saying;
import static org.rdpdoctor.dialogue.ScriptedLine.silent;
import static org.rdpdoctor.dialogue.ServerFlight.CERTIFICATE;
import static org.rdpdoctor.dialogue.ServerFlight.CERTIFICATE_REQUEST;
import static org.rdpdoctor.dialogue.ServerFlight.HELLO_12;
import static org.rdpdoctor.dialogue.ServerFlight.HELLO_13;
import static org.rdpdoctor.dialogue.ServerFlight.HELLO_DONE;
import static org.rdpdoctor.dialogue.ServerFlight.HELLO_RETRY;
import static org.rdpdoctor.dialogue.ServerFlight.KEY_EXCHANGE;
import static org.rdpdoctor.dialogue.ServerFlight.alert;
import static org.rdpdoctor.dialogue.ServerFlight.inOneRecord;
import static org.rdpdoctor.dialogue.ServerFlight.inRecordsOf;
import static org.rdpdoctor.dialogue.ServerFlight.record;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.AlertLevel;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.TlsVersion;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsHelloDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Hello.Seed SEED =
      new Hello.Seed(
          Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]));
  private static final Bytes FLIGHT_12 =
      inOneRecord(HELLO_12, CERTIFICATE, KEY_EXCHANGE, HELLO_DONE);

  private final TlsHelloDialogue dialogue =
      new TlsHelloDialogue(PEER, Hello.usual(SEED, "srv01.corp.example"), PATIENCE);

  static Stream<ScriptedLine> wholeFlights() {
    Bytes inMany =
        Stream.of(HELLO_12, CERTIFICATE, KEY_EXCHANGE, HELLO_DONE)
            .map(ServerFlight::inOneRecord)
            .reduce(Bytes.EMPTY, Bytes::plus);
    Bytes inShreds =
        inRecordsOf(50, HELLO_12.plus(CERTIFICATE).plus(KEY_EXCHANGE).plus(HELLO_DONE));
    return Stream.of(
        saying(FLIGHT_12),
        saying(inMany),
        saying(inShreds),
        saying(FLIGHT_12).byteByByte(),
        saying(inShreds).cutInto(7, Duration.ofMillis(1)),
        saying(inMany).thenCloses());
  }

  @ParameterizedTest
  @MethodSource("wholeFlights")
  void a_tls_1_2_flight_is_read_however_it_is_cut(ScriptedLine line) {
    Held held = line.hold(dialogue);

    var hello = held.only(ServerHelloReceived.class);
    assertThat(hello.hello()).isEqualTo("usual");
    assertThat(hello.version()).isEqualTo("TLSv1.2");
    assertThat(hello.cipherSuite()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    assertThat(hello.group()).isEqualTo("secp384r1");
    assertThat(dialogue.chain())
        .containsExactly(Fixture.certificate("issued"), Fixture.certificate("authority"));
  }

  @Test
  void a_tls_1_3_server_hello_is_all_that_stands_in_plain_text() {
    Bytes encrypted = record(ContentType.APPLICATION_DATA, Bytes.copyOf(new byte[100]));

    Held held = saying(inOneRecord(HELLO_13).plus(encrypted)).hold(dialogue);

    var hello = held.only(ServerHelloReceived.class);
    assertThat(hello.version()).isEqualTo("TLSv1.3");
    assertThat(hello.group()).isEqualTo("x25519");
    assertThat(hello.elapsed()).isEqualTo(Duration.ofMillis(20));
    assertThat(dialogue.chain()).isEmpty();
    assertThat(dialogue.answer()).isPresent();
  }

  @Test
  void a_hello_retry_request_is_an_answer_that_names_the_group_it_wants() {
    Held held = saying(inOneRecord(HELLO_RETRY)).hold(dialogue);

    var hello = held.only(ServerHelloReceived.class);
    assertThat(hello.version()).isEqualTo("TLSv1.3");
    assertThat(hello.group()).isEqualTo("secp256r1");
    assertThat(hello.evidence().heard()).startsWith("a HelloRetryRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "40, handshake_failure",
    "70, protocol_version",
    "80, internal_error",
    "199, alert 199"
  })
  void a_fatal_alert_ends_it_with_number_and_name(int code, String name) {
    var alert =
        saying(alert(AlertLevel.FATAL, code)).thenCloses().hold(dialogue).only(AlertReceived.class);

    assertThat(alert.code()).isEqualTo(code);
    assertThat(alert.name()).isEqualTo(name);
    assertThat(alert.stage()).isEqualTo("hello");
  }

  @Test
  void an_alert_in_single_bytes_is_the_same_alert() {
    Held held = saying(alert(AlertLevel.FATAL, 40)).byteByByte().hold(dialogue);

    assertThat(held.only(AlertReceived.class).code()).isEqualTo(40);
  }

  @Test
  void two_alerts_in_one_record_are_both_read() {
    Bytes both = record(ContentType.ALERT, Bytes.hex("01 70  02 28"));

    assertThat(saying(both).hold(dialogue).only(AlertReceived.class).code()).isEqualTo(40);
  }

  @Test
  void a_warning_that_the_name_is_unknown_is_no_end() {
    Held held = saying(alert(AlertLevel.WARNING, 112).plus(FLIGHT_12)).hold(dialogue);

    assertThat(held.only(ServerHelloReceived.class).version()).isEqualTo("TLSv1.2");
  }

  @Test
  void a_warning_before_the_connection_closes_is_the_reason() {
    var alert =
        saying(alert(AlertLevel.WARNING, 40)).thenCloses().hold(dialogue).only(AlertReceived.class);

    assertThat(alert.code()).isEqualTo(40);
    assertThat(alert.evidence().heard()).endsWith("alert, then the connection closed");
  }

  @Test
  void a_close_notify_instead_of_a_hello_is_an_end() {
    Held held = saying(alert(AlertLevel.WARNING, 0)).hold(dialogue);

    assertThat(held.only(AlertReceived.class).name()).isEqualTo("close_notify");
  }

  @Test
  void an_alert_after_the_hello_says_how_far_the_server_had_come() {
    Held held =
        saying(inOneRecord(HELLO_12, CERTIFICATE).plus(alert(AlertLevel.FATAL, 80))).hold(dialogue);

    assertThat(held.seen()).hasSize(2);
    assertThat(held.the(ServerHelloReceived.class).version()).isEqualTo("TLSv1.2");
    assertThat(held.the(AlertReceived.class).stage()).isEqualTo("certificate");
    assertThat(dialogue.chain()).hasSize(2);
  }

  static Stream<Arguments> stops() {
    return Stream.of(
        arguments("hello", Bytes.EMPTY),
        arguments("record", FLIGHT_12.first(3)),
        arguments("record", FLIGHT_12.first(900)), // the record is not whole yet
        arguments("record", inOneRecord(HELLO_12.first(20))),
        arguments("server-hello", inOneRecord(HELLO_12)),
        arguments("server-hello", inOneRecord(HELLO_12, CERTIFICATE.first(900))),
        arguments("certificate", inOneRecord(HELLO_12, CERTIFICATE)));
  }

  @ParameterizedTest
  @MethodSource("stops")
  void a_stall_says_how_far_the_server_had_come(String stage, Bytes heard) {
    Held held = (heard.isEmpty() ? silent() : saying(heard)).hold(dialogue);

    var stalled = held.the(HandshakeStalled.class);
    assertThat(stalled.stage()).isEqualTo(stage);
    assertThat(stalled.waited()).isEqualTo(PATIENCE);
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @ParameterizedTest
  @MethodSource("stops")
  void an_end_says_how_far_the_server_had_come(String stage, Bytes heard) {
    Held held = (heard.isEmpty() ? silent() : saying(heard)).thenResets().hold(dialogue);

    var ended = held.the(HandshakeEnded.class);
    assertThat(ended.stage()).isEqualTo(stage);
    assertThat(ended.how()).isEqualTo(Ending.RESET);
    assertThat(ended.helloSize()).isEqualTo(held.said().getFirst().size());
  }

  @Test
  void a_byte_a_second_does_not_hold_it_up() {
    Held held = saying(FLIGHT_12).cutInto(1, Duration.ofSeconds(1)).hold(dialogue);

    assertThat(held.only(HandshakeStalled.class).stage()).isEqualTo("record");
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @Test
  void a_flight_that_trickles_within_the_patience_is_an_answer() {
    Held held = saying(FLIGHT_12).cutInto(200, Duration.ofMillis(100)).hold(dialogue);

    assertThat(held.only(ServerHelloReceived.class).version()).isEqualTo("TLSv1.2");
  }

  @Test
  void garbage_is_shown_by_its_beginning() {
    Held held = saying(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n")).thenCloses().hold(dialogue);

    var unreadable = held.only(HandshakeUnreadable.class);
    assertThat(unreadable.preview()).startsWith("HTTP/1.1 400 Bad Request");
    assertThat(unreadable.reason()).isEqualTo("type at offset 0 has the unknown value 0x48");
  }

  @Test
  void garbage_in_single_bytes_is_shown_by_its_beginning_too() {
    Held held = saying(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n")).byteByByte().hold(dialogue);

    assertThat(held.only(HandshakeUnreadable.class).preview())
        .startsWith("HTTP/1.1 400 Bad Request");
  }

  @Test
  void an_x224_answer_once_more_is_no_tls() {
    Held held = saying(Bytes.hex("03 00 00 09 02 f0 80 21 80")).hold(dialogue);

    assertThat(held.only(HandshakeUnreadable.class).reason()).contains("0x3");
  }

  @Test
  void a_server_of_ssl_2_is_recognised() {
    Bytes ssl2Error = Bytes.hex("80 03 00 00 01");

    assertThat(saying(ssl2Error).hold(dialogue).only(HandshakeUnreadable.class).reason())
        .endsWith("it is SSL 2.0");
  }

  @Test
  void a_server_of_ssl_3_is_read_like_any_other() {
    Held held =
        saying(ServerFlight.SSL3)
            .hold(new TlsHelloDialogue(PEER, Hello.only(TlsVersion.SSL3, SEED, ""), PATIENCE));

    var hello = held.only(ServerHelloReceived.class);
    assertThat(hello.version()).isEqualTo("SSLv3");
    assertThat(hello.cipherSuite()).isEqualTo("TLS_RSA_WITH_RC4_128_MD5");
    assertThat(hello.group()).isEmpty();
  }

  @Test
  void a_choice_that_was_not_offered_is_no_answer() {
    Held oldSuite =
        saying(ServerFlight.SSL3)
            .hold(new TlsHelloDialogue(PEER, Hello.usual(SEED, "srv01.example"), PATIENCE));
    Held newVersion =
        saying(inOneRecord(HELLO_13))
            .hold(new TlsHelloDialogue(PEER, Hello.only(TlsVersion.TLS12, SEED, ""), PATIENCE));

    assertThat(oldSuite.only(HandshakeUnreadable.class).reason())
        .isEqualTo(
            "a ServerHello that chooses SSL 3.0 with TLS_RSA_WITH_RC4_128_MD5, which were not"
                + " offered");
    assertThat(newVersion.only(HandshakeUnreadable.class).reason()).contains("TLS 1.3");
  }

  @Test
  void a_certificate_request_is_a_fact_beside_the_hello() {
    Held held =
        saying(inOneRecord(HELLO_12, CERTIFICATE, KEY_EXCHANGE, CERTIFICATE_REQUEST, HELLO_DONE))
            .hold(dialogue);

    assertThat(held.seen()).hasSize(2);
    assertThat(held.the(ClientCertificateRequested.class).required()).isFalse();
  }

  @Test
  void a_hello_done_without_a_hello_is_nonsense_and_not_nothing() {
    Held held = saying(inOneRecord(HELLO_DONE)).hold(dialogue);

    assertThat(held.only(HandshakeUnreadable.class).reason())
        .isEqualTo("a ServerHelloDone without a ServerHello");
  }

  @Test
  void a_damaged_key_exchange_does_not_hide_the_hello() {
    Bytes damaged = Bytes.hex("0c 00 00 02 03 00");

    Held held = saying(inOneRecord(HELLO_12, CERTIFICATE, damaged)).hold(dialogue);

    assertThat(held.the(ServerHelloReceived.class).version()).isEqualTo("TLSv1.2");
    assertThat(held.the(HandshakeUnreadable.class).reason()).contains("namedcurve");
  }

  @Test
  void endless_warnings_come_to_an_end_by_their_size() {
    Bytes warnings = alert(AlertLevel.WARNING, 112);
    for (int doubling = 0; doubling < 17; doubling++) {
      warnings = warnings.plus(warnings);
    }

    Held held = saying(warnings).cutInto(16 * 1024, Duration.ZERO).hold(dialogue);

    assertThat(held.only(HandshakeUnreadable.class).reason())
        .isEqualTo("more than 524288 bytes, and no end of them");
  }

  @Test
  void a_message_that_promises_more_than_any_chain_holds_is_nonsense() {
    Bytes promising = Bytes.hex("16 03 03 00 04  0b ff ff ff");

    assertThat(
            saying(inOneRecord(HELLO_12).plus(promising))
                .hold(dialogue)
                .the(HandshakeUnreadable.class)
                .reason())
        .startsWith("length at offset 1 says 16777215");
  }
}
