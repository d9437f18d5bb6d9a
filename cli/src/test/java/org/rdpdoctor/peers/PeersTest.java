package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.HandshakeReader;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionConfirm.WithoutNegotiation;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.Tpkt;

/// Each peer is in the state that its name promises, seen with nothing but a socket and the codecs.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PeersTest {
  private static final Protocols TLS_OR_NLA = Protocols.SSL.and(Protocols.HYBRID);
  private static final CipherSuite AES = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA");
  private static final CipherSuite RC4 = CipherSuite.named("TLS_RSA_WITH_RC4_128_SHA");

  @Test
  void xrdp_with_tls_selects_it_and_refuses_whoever_does_not_offer_it() throws Exception {
    try (var xrdp = Xrdp.tls()) {
      assertThat(selected(xrdp, TLS_OR_NLA)).isEqualTo(Protocols.SSL);
      assertThat(refused(xrdp, Protocols.RDP)).isEqualTo("SSL_REQUIRED_BY_SERVER");
      assertThat(xrdp.log()).contains("Security protocol: configured [SSL]");
    }
  }

  @Test
  void xrdp_with_rdp_security_selects_nothing_else() throws Exception {
    try (var xrdp = Xrdp.rdpSecurityOnly()) {
      assertThat(selected(xrdp, TLS_OR_NLA)).isEqualTo(Protocols.RDP);
    }
  }

  @Test
  void xrdp_that_negotiates_takes_both() throws Exception {
    try (var xrdp = Xrdp.negotiating()) {
      assertThat(selected(xrdp, TLS_OR_NLA)).isEqualTo(Protocols.SSL);
      assertThat(selected(xrdp, Protocols.RDP)).isEqualTo(Protocols.RDP);
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1, TLS 1.0", "TLSv1.1, TLS 1.1"})
  void xrdp_speaks_an_old_tls_when_told_to(String name, String version) throws Exception {
    try (var xrdp = Xrdp.tlsOf(name)) {
      assertThat(hello(xrdp, TlsVersion.TLS12, AES))
          .isEqualTo(version + " TLS_RSA_WITH_AES_128_CBC_SHA");
    }
  }

  @Test
  void freerdp_with_nla_talks_to_nobody_without_it() throws Exception {
    try (var shadow = FreeRdpShadow.nla()) {
      assertThat(selected(shadow, TLS_OR_NLA)).isEqualTo(Protocols.HYBRID);
      assertThat(refused(shadow, Protocols.SSL)).isEqualTo("HYBRID_REQUIRED_BY_SERVER");
    }
  }

  @Test
  void freerdp_with_tls_knows_no_nla() throws Exception {
    try (var shadow = FreeRdpShadow.tls()) {
      assertThat(selected(shadow, TLS_OR_NLA)).isEqualTo(Protocols.SSL);
    }
  }

  @Test
  void freerdp_with_rdp_security_selects_nothing_else() throws Exception {
    try (var shadow = FreeRdpShadow.rdpSecurityOnly()) {
      assertThat(selected(shadow, Protocols.RDP)).isEqualTo(Protocols.RDP);
    }
  }

  @Test
  void openssl_behind_x224_has_the_version_and_suite_that_were_asked_for() throws Exception {
    try (var openssl = TlsBehindX224.openssl(Protocols.SSL, "-tls1_1", "-cipher", "AES128-SHA")) {
      assertThat(hello(openssl, TlsVersion.TLS12, AES))
          .isEqualTo("TLS 1.1 TLS_RSA_WITH_AES_128_CBC_SHA");
      assertThat(hello(openssl, TlsVersion.TLS11, RC4)).isEqualTo("alert handshake_failure");
    }
  }

  @Test
  void nss_behind_x224_still_speaks_ssl_3_and_rc4() throws Exception {
    try (var nss = TlsBehindX224.nss(Protocols.SSL, "-V", "ssl3:ssl3", "-c", ":0005")) {
      assertThat(hello(nss, TlsVersion.SSL3, RC4)).isEqualTo("SSL 3.0 TLS_RSA_WITH_RC4_128_SHA");
    }
  }

  @Test
  void a_certificate_is_as_strange_as_it_was_ordered() throws Exception {
    var weak = List.of("-newkey", "rsa:1024", "-sha1", "-days", "1");
    try (var openssl = TlsBehindX224.certified(weak, Protocols.SSL, "-tls1_2")) {
      assertThat(hello(openssl, TlsVersion.TLS12, AES))
          .isEqualTo("TLS 1.2 TLS_RSA_WITH_AES_128_CBC_SHA");
    }
  }

  @Test
  void gnome_talks_to_nobody_without_nla() throws Exception {
    try (var gnome = GnomeRemoteDesktop.start()) {
      assertThat(selected(gnome, TLS_OR_NLA)).isEqualTo(Protocols.HYBRID);
      Thread.sleep(100); // it does not bear haste
      assertThat(refused(gnome, Protocols.SSL)).isEqualTo("HYBRID_REQUIRED_BY_SERVER");
    }
  }

  @Test
  void sshd_speaks_first() throws Exception {
    try (var sshd = Sshd.start();
        var socket = connect(sshd)) {
      byte[] greeting = socket.getInputStream().readNBytes(4);
      assertThat(greeting).asString(StandardCharsets.US_ASCII).isEqualTo("SSH-");
    }
  }

  @Test
  void a_web_server_calls_an_rdp_client_a_bad_request() throws Exception {
    try (var web = WebServer.start();
        var socket = connect(web)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(8);
      assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1");
    }
  }

  @Test
  void nothing_listens_any_more_once_a_peer_is_closed() throws Exception {
    int port;
    try (var xrdp = Xrdp.tls()) {
      port = xrdp.port();
      assertThat(LoopbackPort.isListening(port)).isTrue();
    }
    assertThat(LoopbackPort.isListening(port)).isFalse();
  }

  private static Protocols selected(Peer peer, Protocols offered) throws Exception {
    return switch (answer(peer, offered)) {
      case NegotiationResponse(_, Protocols selected) -> selected;
      case WithoutNegotiation() -> Protocols.RDP;
      case ConnectionConfirm other -> throw new AssertionError(other);
    };
  }

  private static String refused(Peer peer, Protocols offered) throws Exception {
    return answer(peer, offered) instanceof NegotiationFailure(var code)
        ? code.toString()
        : "not refused";
  }

  private static ConnectionConfirm answer(Peer peer, Protocols offered)
      throws IOException, DecodeException {
    try (var socket = connect(peer)) {
      return negotiate(socket, offered);
    }
  }

  private static Socket connect(Peer peer) throws IOException {
    var socket = new Socket();
    socket.setSoTimeout(5_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()), 5_000);
    return socket;
  }

  private static ConnectionConfirm negotiate(Socket socket, Protocols offered)
      throws IOException, DecodeException {
    var request = ConnectionRequest.withoutCookie(offered);
    socket.getOutputStream().write(request.encode().toArray());
    Bytes head = Bytes.copyOf(socket.getInputStream().readNBytes(Tpkt.HEADER_SIZE));
    int rest = Math.max(0, Tpkt.sizeOf(head) - head.size());
    return ConnectionConfirm.decode(
        head.plus(Bytes.copyOf(socket.getInputStream().readNBytes(rest))));
  }

  /// The suite that the server picks from a hello that offers one, or its alert.
  private static String hello(Peer peer, TlsVersion version, CipherSuite suite)
      throws IOException, DecodeException {
    var random = Bytes.copyOf(new byte[ClientHello.RANDOM_SIZE]);
    var hello = ClientHello.of(version, random, List.of(suite)).encode();
    try (var socket = connect(peer)) {
      negotiate(socket, Protocols.SSL);
      var record = new TlsRecord(ContentType.HANDSHAKE, version, hello);
      socket.getOutputStream().write(record.encode().toArray());
      TlsRecord reply = record(socket);
      return reply.contentType().equals(ContentType.ALERT)
          ? "alert " + Alert.decode(reply.fragment()).description()
          : picked(reply.fragment());
    }
  }

  private static String picked(Bytes fragment) throws DecodeException {
    return new HandshakeReader().feed(fragment).next().orElseThrow() instanceof ServerHello answer
        ? answer.version() + " " + answer.cipherSuite()
        : "no ServerHello";
  }

  private static TlsRecord record(Socket socket) throws IOException, DecodeException {
    Bytes head = Bytes.copyOf(socket.getInputStream().readNBytes(TlsRecord.HEADER_SIZE));
    int rest = Math.max(0, TlsRecord.sizeOf(head) - head.size());
    return TlsRecord.decode(head.plus(Bytes.copyOf(socket.getInputStream().readNBytes(rest))));
  }
}
