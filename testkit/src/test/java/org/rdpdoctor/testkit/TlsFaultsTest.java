package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsFaultsTest {
  private static String met(String fault, Bytes hello) throws Exception {
    return met(fault, hello, "an answer");
  }

  private static String met(String fault, Bytes hello, String expected) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      return client.confirmed().say(hello).meets(RawClient.patience(expected));
    }
  }

  private static String alert(int description) {
    return "0002" + "02%02x".formatted(description);
  }

  @ParameterizedTest
  @CsvSource({"tls10-only,TLSv1.0", "tls11-only,TLSv1.1"})
  void an_old_server_completes_its_own_version_only(String fault, String version) throws Exception {
    ProtocolVersion only =
        version.equals("TLSv1.0") ? ProtocolVersion.TLSv10 : ProtocolVersion.TLSv11;
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client.confirmed(), only, only);
      assertThat(tls.version()).isEqualTo(only);
    }
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      assertThatThrownBy(() -> TestTlsClient.over(client.confirmed()))
          .isInstanceOf(TlsFatalAlertReceived.class)
          .hasMessageContaining("protocol_version");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sslv3-only,0300,000a",
    "rc4-only,0303,0005",
    "rc4-only,0303,0004",
    "null-cipher-only,0303,0002",
    "export-only,0301,0003"
  })
  void a_suite_that_no_library_has_is_answered_with_a_readable_flight(
      String fault, String versionHex, String suiteHex) throws Exception {
    int version = Integer.parseInt(versionHex, 16);
    int suite = Integer.parseInt(suiteHex, 16);

    String flight = met(fault, Hello.offering(version, suite, 0x1301).encode());

    assertThat(flight).startsWith("16" + versionHex).contains("00" + suiteHex + "00");
    assertThat(flight).endsWith("16" + versionHex + "00040e000000");
  }

  @ParameterizedTest
  @CsvSource({"rc4-only,40", "null-cipher-only,40", "3des-only,40", "export-only,40"})
  void a_current_client_meets_an_alert(String fault, int description) throws Exception {
    assertThat(met(fault, Hello.TLS_1_2.encode())).startsWith("15").endsWith(alert(description));
  }

  @Test
  void a_server_with_ssl_3_only_has_no_version_for_a_client_that_lists_newer_ones()
      throws Exception {
    assertThat(met("sslv3-only", Hello.TLS_1_3.encode())).endsWith(alert(70));
  }

  @Test
  void a_3des_server_completes_with_3des() throws Exception {
    try (var server = TcpFaultsTest.start("3des-only");
        var client = RawClient.to(server)) {
      assertThat(TestTlsClient.over(client.confirmed()).version())
          .isEqualTo(ProtocolVersion.TLSv12);
    }
  }

  @ParameterizedTest
  @CsvSource({"hello-closed,closed", "hello-reset,reset", "hello-stall,silence"})
  void a_hello_meets_its_end(String fault, String end) throws Exception {
    assertThat(met(fault, Hello.TLS_1_3.encode(), end)).isEqualTo(end);
  }

  @Test
  void a_stall_comes_after_the_server_hello() throws Exception {
    try (var server = TcpFaultsTest.start("server-hello-stall");
        var client = RawClient.to(server)) {
      client.confirmed().say(Hello.TLS_1_2.encode());
      assertThat(client.take(5 + 42).at(5)).isEqualTo(2);
      assertThat(client.meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
    }
  }

  @Test
  void half_a_record_comes_and_no_more() throws Exception {
    try (var server = TcpFaultsTest.start("half-record-stall");
        var client = RawClient.to(server)) {
      client.confirmed().say(Hello.TLS_1_2.encode());
      Bytes header = client.take(5);
      int length = header.at(3) << 8 | header.at(4);
      assertThat(client.take((5 + length) / 2 - 5).isEmpty()).isFalse();
      assertThat(client.meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"garbage-after-confirm,001122", "http-after-confirm,485454502f"})
  void what_follows_the_confirm_is_not_tls(String fault, String begins) throws Exception {
    assertThat(met(fault, Hello.TLS_1_2.encode())).startsWith(begins);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 42, 46, 47, 50, 70, 71, 80, 112})
  void a_fatal_alert_ends_the_handshake(int description) throws Exception {
    try (var server = TcpFaultsTest.start("alert-" + description);
        var client = RawClient.to(server)) {
      client.confirmed().say(Hello.TLS_1_3.encode());
      assertThat(client.rest()).isEqualTo(Bytes.hex("150303" + alert(description)));
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,handshake_failure", "TLSv1.3,certificate_required"})
  void a_client_without_a_certificate_is_sent_away(String version, String description)
      throws Exception {
    ProtocolVersion newest =
        version.equals("TLSv1.2") ? ProtocolVersion.TLSv12 : ProtocolVersion.TLSv13;
    try (var server = TcpFaultsTest.start("client-certificate-required");
        var client = RawClient.to(server)) {
      // With TLS 1.3 the handshake seems to succeed, and the alert comes at the first read.
      assertThatThrownBy(
              () -> TestTlsClient.over(client.confirmed(), ProtocolVersion.TLSv12, newest).hear())
          .isInstanceOf(TlsFatalAlertReceived.class)
          .hasMessageContaining(description);
    }
  }

  @Test
  void only_a_large_hello_is_dropped() throws Exception {
    assertThat(met("large-hello-dropped", Hello.TLS_1_2.padded(600).encode(), RawClient.SILENCE))
        .isEqualTo(RawClient.SILENCE);
    assertThat(met("large-hello-dropped", Hello.TLS_1_2.encode())).startsWith("160303");
  }

  @Test
  void only_a_split_hello_is_dropped() throws Exception {
    Bytes whole = Hello.TLS_1_2.encode();
    Bytes message = Hello.TLS_1_2.message();
    Bytes twoRecords = Hello.record(message.first(20)).plus(Hello.record(message.from(20)));

    assertThat(met("split-hello-dropped", twoRecords, RawClient.SILENCE))
        .isEqualTo(RawClient.SILENCE);
    assertThat(met("split-hello-dropped", whole)).startsWith("160303");
    assertThat(met("healthy-nla", twoRecords)).startsWith("160303");
  }

  @Test
  void a_hello_in_two_segments_is_split_too() throws Exception {
    Bytes whole = Hello.TLS_1_2.encode();
    try (var server = TcpFaultsTest.start("split-hello-dropped");
        var client = RawClient.to(server)) {
      assertThat(client.confirmed().say(whole.first(30)).meets(RawClient.QUIET))
          .isEqualTo(RawClient.SILENCE);
      assertThat(client.say(whole.from(30)).meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
    }
  }

  @Test
  void only_a_hello_that_mentions_tls_1_3_is_reset() throws Exception {
    assertThat(met("tls13-intolerant", Hello.TLS_1_3.encode())).isEqualTo(RawClient.RESET);
    assertThat(met("tls13-intolerant", Hello.TLS_1_2.encode())).startsWith("160303");
  }
}
