package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdpdoctor.testkit.gateway.GatewayDatagrams;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.DtlsAnswer;
import org.rdpdoctor.wire.tls.DtlsHandshake;
import org.rdpdoctor.wire.tls.DtlsRecord;
import org.rdpdoctor.wire.tls.HandshakeType;
import org.rdpdoctor.wire.tls.TlsVersion;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class GatewayDatagramsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /// How the head of a client's second record looks, which holds the hello with the cookie.
  private static final String SECOND_RECORD = "16 fe ff 00 00 00 00 00 00 00 01 ";

  @Test
  void a_hello_is_asked_for_a_cookie_and_anything_else_is_ignored() throws Exception {
    Bytes hello = DtlsHandshake.whole(HandshakeType.CLIENT_HELLO, 0, Bytes.of(1)).encode();
    Bytes record = new DtlsRecord(ContentType.HANDSHAKE, TlsVersion.DTLS10, 0, 0, hello).encode();
    try (var gateway = GatewayDatagrams.start(LOOPBACK, 0);
        var socket = new DatagramSocket()) {
      socket.connect(LOOPBACK, gateway.port());
      socket.setSoTimeout(400);
      send(socket, Bytes.ascii("nonsense"));
      assertThatThrownBy(() -> receive(socket)).isInstanceOf(SocketTimeoutException.class);

      socket.setSoTimeout(20_000);
      send(socket, record);
      assertThat(DtlsAnswer.of(receive(socket)))
          .singleElement()
          .isInstanceOfSatisfying(
              DtlsAnswer.Verify.class,
              verify -> assertThat(verify.request().cookie().size()).isEqualTo(20));
    }
  }

  @Test
  void openssl_takes_the_request_for_a_cookie_and_brings_it_back() throws Exception {
    Program.need("openssl", "openssl");
    try (var gateway = GatewayDatagrams.start(LOOPBACK, 0);
        var client =
            Program.start(
                "",
                "openssl",
                "s_client",
                "-dtls",
                "-msg",
                "-connect",
                "127.0.0.1:" + gateway.port())) {
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!client.output().contains(SECOND_RECORD) && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertThat(client.output()).contains(SECOND_RECORD);
    }
  }

  private static void send(DatagramSocket socket, Bytes bytes) throws Exception {
    socket.send(new DatagramPacket(bytes.toArray(), bytes.size()));
  }

  private static Bytes receive(DatagramSocket socket) throws Exception {
    var packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    return Bytes.copyOf(packet.getData(), 0, packet.getLength());
  }
}
