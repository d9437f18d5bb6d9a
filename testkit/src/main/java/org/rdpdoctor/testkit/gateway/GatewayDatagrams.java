package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.DtlsHandshake;
import org.rdpdoctor.wire.tls.DtlsRecord;
import org.rdpdoctor.wire.tls.HandshakeType;
import org.rdpdoctor.wire.tls.HelloVerifyRequest;
import org.rdpdoctor.wire.tls.TlsVersion;

/// The UDP port of a gateway, as far as somebody without a password sees it: each hello in
/// datagrams is asked for a cookie, which proves that DTLS is spoken here.
@SpecifiedIn("MS-TSGU 3.4.3.1")
public final class GatewayDatagrams implements AutoCloseable {
  /// Where a gateway listens, if nobody has moved it.
  public static final int PORT = 3391;

  private static final int ROOM = 4096;
  private static final int COOKIE_SIZE = 20;

  private final DatagramSocket socket;
  private final HelloVerifyRequest verify;

  private GatewayDatagrams(DatagramSocket socket) {
    this.socket = socket;
    byte[] cookie = new byte[COOKIE_SIZE];
    new SecureRandom().nextBytes(cookie);
    this.verify = new HelloVerifyRequest(TlsVersion.DTLS10, Bytes.copyOf(cookie));
  }

  /// Begins to listen.
  ///
  /// @param port 0 for any that is free
  /// @throws IOException if the port cannot be had
  public static GatewayDatagrams start(InetAddress address, int port) throws IOException {
    var datagrams = new GatewayDatagrams(new DatagramSocket(new InetSocketAddress(address, port)));
    Thread.ofVirtual().name("lab-gateway-udp").start(datagrams::serve);
    return datagrams;
  }

  private void serve() {
    while (!socket.isClosed()) {
      var packet = new DatagramPacket(new byte[ROOM], ROOM);
      try {
        socket.receive(packet);
        if (isHello(Bytes.copyOf(packet.getData(), packet.getOffset(), packet.getLength()))) {
          byte[] answer = answer().toArray();
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException | DecodeException e) {
        // Either the socket was closed, and the loop ends, or somebody talks nonsense.
      }
    }
  }

  private static boolean isHello(Bytes datagram) throws DecodeException {
    DtlsRecord first = DtlsRecord.all(datagram).getFirst();
    if (first.epoch() != 0 || !first.contentType().equals(ContentType.HANDSHAKE)) {
      return false;
    }
    List<DtlsHandshake> messages = DtlsHandshake.all(first.fragment());
    return !messages.isEmpty() && messages.getFirst().type().equals(HandshakeType.CLIENT_HELLO);
  }

  private Bytes answer() {
    Bytes message =
        DtlsHandshake.whole(HandshakeType.HELLO_VERIFY_REQUEST, 0, verify.encode()).encode();
    return new DtlsRecord(ContentType.HANDSHAKE, TlsVersion.DTLS10, 0, 0, message).encode();
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }
}
