package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.probe.TlsTunnel.Shaken;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsTunnelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration SHORT = Duration.ofMillis(400);

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(30));

  /// What a TLS server does after its handshake.
  @FunctionalInterface
  private interface Encore {
    void play(SSLSocket tls, Socket below) throws IOException;
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void a_handshake_shows_version_suite_and_certificate(String version) {
    try (Loopback peer = tls(version, false, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isInstanceOf(Shaken.Complete.class);
      assertThat(tunnel.client().version()).isEqualTo(version);
      assertThat(tunnel.client().cipherSuite()).isPositive();
      assertThat(tunnel.client().certificateRequested()).isFalse();
      assertThat(tunnel.chain()).containsExactly(Fixture.der("leaf"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void what_is_said_inside_comes_back(String version) {
    try (Loopback peer = tls(version, false, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);
      tunnel.say(Bytes.ascii("who is there"));

      assertThat(tunnel.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.Data.class,
              data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("who is there")));
      assertThat(tunnel.listen(SHORT)).isInstanceOf(Heard.Silence.class);
    }
  }

  @Test
  void what_was_put_back_is_heard_first() {
    try (Loopback peer = tls("TLSv1.3", false, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);
      tunnel.unread(Bytes.ascii("again"));

      assertThat(tunnel.listen(SHORT))
          .isInstanceOfSatisfying(
              Heard.Data.class, data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("again")));
    }
  }

  @Test
  void a_server_that_speaks_no_common_version_refuses_with_an_alert() {
    Bytes alert = Bytes.hex("15 03 03 00 02 02 46");

    try (Loopback peer = Loopback.playing(Loopback.saying(alert));
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isEqualTo(new Shaken.Alert(70));
    }
  }

  @Test
  void a_warning_before_the_end_is_the_reason() {
    Bytes warning = Bytes.hex("15 03 03 00 02 01 28");
    Loopback.Part part =
        (connection, _) -> {
          assertThat(connection.getInputStream().read(new byte[4096])).isPositive();
          connection.getOutputStream().write(warning.toArray());
        };

    try (Loopback peer = Loopback.playing(part);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isEqualTo(new Shaken.Alert(40));
    }
  }

  @Test
  void an_end_inside_the_handshake_says_how() {
    Loopback.Part part =
        (connection, _) -> {
          assertThat(connection.getInputStream().read()).isNotNegative();
          Loopback.reset(connection);
        };
    try (Loopback peer = Loopback.playing(part);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isEqualTo(new Shaken.Ended(Ending.RESET));
    }
  }

  @Test
  void a_stall_lasts_as_long_as_the_patience() {
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.EMPTY));
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(SHORT))
          .isInstanceOfSatisfying(
              Shaken.Silent.class,
              silent -> assertThat(silent.waited()).isBetween(SHORT.minusMillis(20), PATIENCE));
    }
  }

  @Test
  void garbage_is_refused_by_ourselves() {
    try (Loopback peer =
            Loopback.playing(Loopback.saying(Bytes.ascii("HTTP/1.1 400 Bad\r\n\r\n")));
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE))
          .isInstanceOfSatisfying(
              Shaken.Refused.class, refused -> assertThat(refused.reason()).isNotBlank());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_key_that_does_not_fit_the_certificate_is_told_from_other_mismatches(String version) {
    try (Loopback peer = tls(Fixture.serverWithAnotherKey(), version, false, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isInstanceOf(Shaken.Refused.class);
      assertThat(tunnel.signatureDenied()).isTrue();
    }
  }

  @Test
  void garbage_denies_no_signature() {
    try (Loopback peer =
            Loopback.playing(Loopback.saying(Bytes.ascii("HTTP/1.1 400 Bad\r\n\r\n")));
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);

      assertThat(tunnel.signatureDenied()).isFalse();
    }
  }

  @Test
  void under_tls_1_2_a_missing_client_certificate_ends_the_handshake() {
    try (Loopback peer = tls("TLSv1.2", true, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isInstanceOf(Shaken.Alert.class);
      assertThat(tunnel.client().certificateRequested()).isTrue();
    }
  }

  @Test
  void under_tls_1_3_a_missing_client_certificate_is_missed_after_the_handshake() {
    try (Loopback peer = tls("TLSv1.3", true, TlsTunnelTest::echo);
        TlsTunnel tunnel = tunnel(peer)) {
      assertThat(tunnel.shake(PATIENCE)).isInstanceOf(Shaken.Complete.class);
      assertThat(tunnel.client().certificateRequested()).isTrue();
      assertThat(tunnel.listen(PATIENCE)).isInstanceOf(Heard.End.class);
      assertThat(tunnel.alertReceived()).isPresent();
    }
  }

  @Test
  void a_goodbye_is_an_orderly_end() {
    try (Loopback peer = tls("TLSv1.3", false, (tls, _) -> tls.close());
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);

      assertThat(tunnel.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.End.class, end -> assertThat(end.how()).isEqualTo(Ending.CLOSED));
      assertThat(tunnel.alertReceived()).isEmpty();
      assertThat(tunnel.trouble()).isEmpty();
    }
  }

  @Test
  void an_end_without_goodbye_says_how() {
    try (Loopback peer = tls("TLSv1.2", false, (_, below) -> Loopback.reset(below));
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);

      assertThat(tunnel.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.End.class, end -> assertThat(end.how()).isEqualTo(Ending.RESET));
    }
  }

  @Test
  void garbage_instead_of_records_is_told_from_an_end_by_the_peer() {
    Encore garbage =
        (_, below) -> {
          below.getOutputStream().write(new byte[64]);
          Loopback.listenToTheEnd(below);
        };
    try (Loopback peer = tls("TLSv1.3", false, garbage);
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);

      assertThat(tunnel.listen(PATIENCE)).isInstanceOf(Heard.End.class);
      assertThat(tunnel.trouble()).isPresent();
      tunnel.say(Bytes.ascii("nobody listens")); // and nobody minds
    }
  }

  @Test
  void an_endless_sender_inside_is_not_heard_without_end() {
    byte[] chunk = new byte[16 * 1024];
    Encore flood =
        (tls, _) -> {
          while (true) {
            tls.getOutputStream().write(chunk);
          }
        };
    int heard = 0;
    try (Loopback peer = tls("TLSv1.3", false, flood);
        TlsTunnel tunnel = tunnel(peer)) {
      tunnel.shake(PATIENCE);
      while (tunnel.listen(PATIENCE) instanceof Heard.Data(Bytes bytes, _)) {
        heard += bytes.size();
        assertThat(heard).isLessThan(2 << 20);
      }
    }
    assertThat(heard).isPositive();
  }

  @Test
  void the_line_stays_with_its_owner() {
    try (Loopback peer = tls("TLSv1.3", false, TlsTunnelTest::echo);
        TcpLine line = peer.line(clock)) {
      try (var tunnel = new TlsTunnel(line, Optional.empty())) {
        tunnel.shake(PATIENCE);
      }
      assertThat(line.isClosed()).isFalse();
    }
  }

  @Test
  void a_group_that_would_keep_us_busy_for_minutes_is_not_taken() {
    var verifier =
        new ProbingTlsClient(new BcTlsCrypto(new SecureRandom()), Optional.empty())
            .getDHGroupVerifier();

    assertThat(verifier.accept(group(512))).isTrue();
    assertThat(verifier.accept(group(8192))).isTrue();
    assertThat(verifier.accept(group(65_536))).isFalse();
  }

  private static DHGroup group(int bits) {
    return new DHGroup(BigInteger.ONE.shiftLeft(bits - 1), null, BigInteger.TWO, 0);
  }

  private TlsTunnel tunnel(Loopback peer) {
    return new TlsTunnel(peer.line(clock), Optional.of("srv01.corp.example"));
  }

  private static void echo(SSLSocket tls, Socket below) throws IOException {
    tls.getInputStream().transferTo(tls.getOutputStream());
  }

  private static Loopback tls(String version, boolean wantsCertificate, Encore encore) {
    return tls(Fixture.server(), version, wantsCertificate, encore);
  }

  private static Loopback tls(
      SSLContext server, String version, boolean wantsCertificate, Encore encore) {
    var factory = server.getSocketFactory();
    return Loopback.playing(
        (connection, _) -> {
          var tls = (SSLSocket) factory.createSocket(connection, "localhost", 0, false);
          tls.setUseClientMode(false);
          tls.setEnabledProtocols(new String[] {version});
          tls.setNeedClientAuth(wantsCertificate);
          tls.startHandshake();
          encore.play(tls, connection);
        });
  }
}
