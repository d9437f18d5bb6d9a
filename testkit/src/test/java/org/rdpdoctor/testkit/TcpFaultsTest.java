package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TcpFaultsTest {
  private static final Bytes REQUEST =
      ConnectionRequest.offering(RawClient.USUAL, "someone").encode();

  static LabServer start(String fault) throws IOException {
    return LabServer.start(Faults.named(fault).orElseThrow(), 0);
  }

  @Test
  void a_closed_port_refuses() throws Exception {
    try (var server = start("closed-port")) {
      assertThatThrownBy(() -> RawClient.to(server)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void a_mute_port_answers_no_connect() throws Exception {
    try (var server = start("mute-port")) {
      assertThatThrownBy(() -> connect(server)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_full_backlog_takes_one_silent_connection_and_no_more() throws Exception {
    try (var server = start("backlog-full");
        var first = RawClient.to(server)) {
      assertThat(first.say(REQUEST).meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
      assertThatThrownBy(() -> connect(server)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"accept-close,closed", "accept-reset,reset", "accept-silence,silence"})
  void an_accepted_connection_meets_its_end(String fault, String end) throws Exception {
    try (var server = start(fault);
        var client = RawClient.to(server)) {
      assertThat(client.meets(RawClient.patience(end))).isEqualTo(end);
    }
  }

  @Test
  void silence_goes_on_when_the_client_asks() throws Exception {
    try (var server = start("accept-silence");
        var client = RawClient.to(server)) {
      assertThat(client.say(REQUEST).meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
      assertThat(server.received().getFirst().bytes()).isEqualTo(REQUEST);
    }
  }

  @Test
  void a_trickle_is_one_byte_a_second() throws Exception {
    try (var server = start("trickle");
        var client = RawClient.to(server)) {
      assertThat(client.say(REQUEST).meets(Duration.ofMillis(500))).isEqualTo(RawClient.SILENCE);
      assertThat(client.meets(Duration.ofMillis(1_500))).isEqualTo("00");
    }
  }

  @Test
  void a_flood_does_not_end() throws Exception {
    try (var server = start("flood");
        var client = RawClient.to(server)) {
      assertThat(client.take(8 * 1024 * 1024).size()).isEqualTo(8 * 1024 * 1024);
    }
  }

  @ParameterizedTest
  @CsvSource({"every-other-closed,closed", "every-other-reset,reset"})
  void every_other_connection_is_served(String fault, String end) throws Exception {
    try (var server = start(fault)) {
      for (int i = 1; i <= 4; i++) {
        try (var client = RawClient.to(server)) {
          assertThat(client.meets(RawClient.patience(i % 2 == 1 ? RawClient.SILENCE : end)))
              .isEqualTo(i % 2 == 1 ? RawClient.SILENCE : end);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"throttled,3,closed", "banned,3,silence", "reset-after-four,4,reset"})
  void after_some_connections_no_more_are_served(String fault, int served, String end)
      throws Exception {
    try (var server = start(fault)) {
      for (int i = 0; i < served; i++) {
        try (var client = RawClient.to(server)) {
          assertThat(client.ask(Protocols.SSL).take(19).at(5)).isEqualTo(0xD0);
        }
      }
      try (var client = RawClient.to(server)) {
        assertThat(client.meets(RawClient.patience(end))).isEqualTo(end);
      }
    }
  }

  static Stream<Arguments> services() {
    return Stream.of(
        arguments("foreign-ssh", "SSH-2.0-", "Invalid SSH"),
        arguments("foreign-http", "", "HTTP/1.1 400"),
        arguments("foreign-https", "", "\u0015\u0003\u0003"),
        arguments("foreign-smtp", "220 ", "502 "),
        arguments("foreign-ftp", "220 (vsFTPd", "500 "),
        arguments("foreign-vnc", "RFB 003.008\n", ""),
        arguments("foreign-raw-tls", "", "\u0015\u0003\u0003"),
        arguments("foreign-mysql", "J\0\0\0\n8.0", ""));
  }

  @ParameterizedTest
  @MethodSource("services")
  void a_foreign_service_shows_its_banner_and_takes_no_rdp(
      String fault, String banner, String reply) throws Exception {
    try (var server = start(fault);
        var client = RawClient.to(server)) {
      String first =
          client.meets(RawClient.patience(banner.isEmpty() ? RawClient.SILENCE : banner));
      if (banner.isEmpty()) {
        assertThat(first).isEqualTo(RawClient.SILENCE);
      } else {
        assertThat(Bytes.hex(first).startsWithAscii(banner)).as(first).isTrue();
      }
      String answer = client.say(REQUEST).meets();
      if (reply.isEmpty()) {
        assertThat(answer).isEqualTo(RawClient.CLOSED);
      } else {
        assertThat(Bytes.hex(answer).startsWithAscii(reply)).as(answer).isTrue();
      }
    }
  }

  @Test
  void a_file_server_resets_rdp_and_answers_smb() throws Exception {
    try (var server = start("foreign-smb")) {
      try (var client = RawClient.to(server)) {
        assertThat(client.say(REQUEST).meets()).isEqualTo(RawClient.RESET);
      }
      try (var client = RawClient.to(server)) {
        client.say(Bytes.hex("00 00 00 04 fe 53 4d 42"));
        assertThat(client.take(8)).isEqualTo(Bytes.hex("00 00 00 80 fe 53 4d 42"));
        assertThat(client.take(0x80 - 4).isEmpty()).isFalse();
        assertThat(client.meets(RawClient.QUIET)).isEqualTo(RawClient.SILENCE);
      }
    }
  }

  @Test
  void a_tls_first_service_completes_tls() throws Exception {
    try (var server = start("foreign-https");
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client);
      tls.say(Bytes.ascii("GET / HTTP/1.0\r\n\r\n"));
      assertThat(tls.hear().startsWithAscii("HTTP/1.1 400")).isTrue();
    }
  }

  private static void connect(LabServer server) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 600);
    }
  }
}
