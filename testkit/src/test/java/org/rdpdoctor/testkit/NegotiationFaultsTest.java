package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NegotiationFaultsTest {
  private static final Bytes STRANGE = Bytes.ascii("GET / HTTP/1.0\r\n\r\n");

  private static String met(String fault, Bytes said) throws Exception {
    return met(fault, said, "an answer");
  }

  private static String met(String fault, Bytes said, String expected) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      return client.say(said).meets(RawClient.patience(expected));
    }
  }

  private static Bytes request(Protocols protocols) {
    return ConnectionRequest.withoutCookie(protocols).encode();
  }

  private static ConnectionConfirm answer(String fault, Protocols protocols) throws Exception {
    return ConnectionConfirm.decode(Bytes.hex(met(fault, request(protocols))));
  }

  @ParameterizedTest
  @CsvSource({
    "request-unanswered,silence,closed",
    "request-closed,closed,closed",
    "request-reset,reset,closed",
    "interference-reset,reset,silence",
    "interference-silence,silence,closed"
  })
  void a_request_and_other_bytes_meet(String fault, String request, String other) throws Exception {
    assertThat(met(fault, request(RawClient.USUAL), request)).isEqualTo(request);
    assertThat(met(fault, STRANGE, other)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({"half-confirm-silence,silence", "half-confirm-close,closed"})
  void half_an_answer_is_followed_by(String fault, String end) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      assertThat(client.ask(RawClient.USUAL).take(9)).isEqualTo(Bytes.hex("030000130ed0000012"));
      assertThat(client.meets(RawClient.patience(end))).isEqualTo(end);
    }
  }

  @Test
  void a_trickled_confirm_takes_a_second_a_byte() throws Exception {
    try (var server = TcpFaultsTest.start("confirm-trickle");
        var client = RawClient.to(server)) {
      client.ask(RawClient.USUAL);
      assertThat(client.meets(Duration.ofMillis(700))).isEqualTo(RawClient.SILENCE);
      assertThat(client.meets(Duration.ofMillis(700))).isEqualTo("03");
    }
  }

  @Test
  void a_slow_server_answers_after_four_seconds() throws Exception {
    try (var server = TcpFaultsTest.start("slow-answer");
        var client = RawClient.to(server)) {
      client.ask(RawClient.USUAL);
      assertThat(client.meets(Duration.ofSeconds(3))).isEqualTo(RawClient.SILENCE);
      assertThat(client.take(19).at(11)).isEqualTo(2);
    }
  }

  @Test
  void garbage_is_no_packet_and_is_followed_by_the_end() throws Exception {
    try (var server = TcpFaultsTest.start("garbage-answer");
        var client = RawClient.to(server)) {
      assertThat(client.ask(RawClient.USUAL).rest().at(0)).isEqualTo(0x9D);
    }
  }

  @Test
  void a_wrong_tpdu_is_a_packet_but_no_confirm() throws Exception {
    assertThat(met("wrong-tpdu", request(RawClient.USUAL))).startsWith("0300000b0650");
  }

  @Test
  void a_protocol_is_selected_that_nobody_offered() throws Exception {
    assertThat(answer("protocol-not-offered", Protocols.SSL))
        .isInstanceOfSatisfying(
            NegotiationResponse.class,
            response -> assertThat(response.selectedProtocol()).isEqualTo(Protocols.RDSTLS));
  }

  @Test
  void a_disconnect_request_has_its_reason() throws Exception {
    assertThat(answer("x224-disconnect", RawClient.USUAL))
        .isEqualTo(new ConnectionConfirm.DisconnectRequest(0x80));
  }

  @ParameterizedTest
  @CsvSource({
    "tls-required,0,1",
    "tls-not-allowed,11,2",
    "tls-not-allowed,1,2",
    "certificate-missing,11,3",
    "inconsistent-flags,11,4",
    "nla-required,1,5",
    "nla-required,0,5",
    "smartcard-required,11,6",
    "unknown-failure,11,99"
  })
  void an_offer_is_refused_with_its_code(String fault, int offered, int code) throws Exception {
    assertThat(answer(fault, new Protocols(offered)))
        .isEqualTo(new NegotiationFailure(new NegotiationFailureCode(code)));
  }

  @ParameterizedTest
  @CsvSource({
    "tls-required,1,1",
    "tls-not-allowed,0,0",
    "nla-required,3,2",
    "nla-required,11,8",
    "healthy,0,0",
    "healthy,1,1",
    "healthy,3,2",
    "healthy,11,8",
    "healthy-nla,11,8",
    "healthy-tls,11,1",
    "healthy-rdp,0,0"
  })
  void an_offer_is_taken(String fault, int offered, int selected) throws Exception {
    assertThat(answer(fault, new Protocols(offered)))
        .isInstanceOfSatisfying(
            NegotiationResponse.class,
            response -> assertThat(response.selectedProtocol()).isEqualTo(new Protocols(selected)));
  }

  @Test
  void a_server_without_negotiation_confirms_without_a_word() throws Exception {
    assertThat(answer("no-negotiation", RawClient.USUAL))
        .isEqualTo(new ConnectionConfirm.WithoutNegotiation());
  }

  @Test
  void a_client_from_before_negotiation_is_served_by_a_healthy_server() throws Exception {
    Bytes old = new ConnectionRequest(Optional.empty(), Optional.empty()).encode();

    assertThat(ConnectionConfirm.decode(Bytes.hex(met("healthy", old))))
        .isEqualTo(new ConnectionConfirm.WithoutNegotiation());
  }

  @ParameterizedTest
  @CsvSource({"cookie-closed,closed", "cookie-silence,silence"})
  void only_a_request_with_a_cookie_meets_the_device(String fault, String end) throws Exception {
    assertThat(met(fault, ConnectionRequest.offering(RawClient.USUAL, "someone").encode(), end))
        .isEqualTo(end);
    assertThat(answer(fault, RawClient.USUAL)).isInstanceOf(NegotiationResponse.class);
  }
}
