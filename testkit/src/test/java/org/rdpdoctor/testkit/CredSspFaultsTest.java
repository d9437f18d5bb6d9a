package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredSspFaultsTest {
  /// TSRequest of version 6 with a bare NEGOTIATE_MESSAGE.
  private static final Bytes FIRST =
      Bytes.hex(
          """
          30 37 a0 03 02 01 06            # version 6
          a1 30 30 2e 30 2c a0 2a 04 28   # negoTokens
          4e 54 4c 4d 53 53 50 00 01 00 00 00 b7 82 08 e2
          00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
          06 01 b1 1d 00 00 00 0f
          """);

  /// NTLM challenge as found in an answer.
  private record Challenge(Bytes message) {
    static Challenge in(Bytes answer) {
      return new Challenge(answer.from(answer.indexOf(Bytes.ascii("NTLMSSP"))));
    }

    String pair(int wanted) throws Exception {
      return value(wanted).decode(StandardCharsets.UTF_16LE);
    }

    Instant time() throws Exception {
      long filetime = new WireReader(value(7)).u64le("time");
      return Instant.ofEpochSecond(filetime / 10_000_000 - 11_644_473_600L);
    }

    private Bytes value(int wanted) throws Exception {
      var head = new WireReader(message).at("TargetInfoFields", 40);
      int length = head.u16le("length");
      head.skip("max", 2);
      var pairs = new WireReader(message).at("offset", head.u32le("offset")).part("pairs", length);
      while (true) {
        int id = pairs.u16le("AvId");
        Bytes value = pairs.bytes("Value", pairs.u16le("AvLen"));
        if (id == wanted) {
          return value;
        }
      }
    }
  }

  private static Bytes answer(String fault) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client.confirmed());
      tls.say(FIRST);
      return tls.hear();
    }
  }

  @Test
  void a_healthy_server_answers_with_version_6_and_its_names() throws Exception {
    Bytes answer = answer("healthy-nla");
    var challenge = Challenge.in(answer);

    assertThat(answer.indexOf(Bytes.hex("a0 03 02 01 06"))).isPositive();
    assertThat(challenge.pair(1)).isEqualTo("SERVER");
    assertThat(challenge.pair(3)).isEqualTo("server.lab.test");
    assertThat(challenge.time())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void an_old_server_answers_with_its_version(int version) throws Exception {
    Bytes answer = answer("credssp-version-" + version);

    assertThat(answer.indexOf(Bytes.hex("a0 03 02 01").plus(Bytes.of(version)))).isPositive();
    assertThat(Challenge.in(answer).pair(1)).isEqualTo("SERVER");
  }

  @Test
  void a_client_that_wraps_ntlm_in_spnego_gets_its_challenge_wrapped() throws Exception {
    Bytes negotiate = FIRST.from(FIRST.indexOf(Bytes.ascii("NTLMSSP")));
    var token = NegTokenInit.offering(List.of(MechType.NTLMSSP), negotiate);
    try (var server = TcpFaultsTest.start("healthy-nla");
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client.confirmed());
      tls.say(TsRequest.negotiating(6, token.encode()).encode());
      var answer =
          (NegTokenResp)
              NegotiationToken.decode(TsRequest.decode(tls.hear()).negoTokens().getFirst());

      assertThat(answer.supportedMech()).contains(MechType.NTLMSSP);
      assertThat(new Challenge(answer.responseToken().orElseThrow()).pair(1)).isEqualTo("SERVER");
    }
  }

  @Test
  void a_wrong_clock_is_two_hours_behind() throws Exception {
    Duration behind = Duration.between(Challenge.in(answer("clock-skew")).time(), Instant.now());

    assertThat(behind).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
  }

  @Test
  void another_computer_says_its_own_name() throws Exception {
    assertThat(Challenge.in(answer("another-computer")).pair(1)).isEqualTo("PRINTSRV");
  }

  @Test
  void closing_comes_without_a_word() throws Exception {
    assertThat(answer("credssp-closed").isEmpty()).isTrue();
  }

  @Test
  void a_reset_is_a_reset() {
    assertThatThrownBy(() -> answer("credssp-reset")).isInstanceOf(SocketException.class);
  }

  @Test
  void silence_is_neither_an_answer_nor_an_end() throws Exception {
    try (var server = TcpFaultsTest.start("credssp-silence");
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client.confirmed());
      tls.say(FIRST);
      client.socket().setSoTimeout(500);
      assertThatThrownBy(tls::hear).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void garbage_is_no_ts_request() throws Exception {
    assertThat(answer("credssp-garbage").at(0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ntlm-blocked,c0000418", "credssp-refused,c000006d"})
  void an_error_code_comes_instead_of_a_challenge(String fault, String status) throws Exception {
    assertThat(answer(fault).toHex()).endsWith("a4060204" + status);
  }

  @ParameterizedTest
  @CsvSource({"credssp-alert-80,internal_error", "credssp-alert-49,access_denied"})
  void an_alert_ends_tls(String fault, String description) {
    assertThatThrownBy(() -> answer(fault))
        .isInstanceOf(TlsFatalAlertReceived.class)
        .hasMessageContaining(description);
  }

  @Test
  void kerberos_is_chosen_and_no_challenge_sent() throws Exception {
    Bytes answer = answer("kerberos-only");

    assertThat(answer.indexOf(Bytes.hex("06 09 2a 86 48 86 f7 12 01 02 02"))).isPositive();
    assertThat(answer.indexOf(Bytes.ascii("NTLMSSP"))).isEqualTo(-1);
  }
}
