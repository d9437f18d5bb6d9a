package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// An RDP server as far as TLS: answers every X.224 Connection Request with the same protocol, then
/// hands the connection to a real TLS server of any strangeness.
public final class TlsBehindX224 implements Peer {
  /// A certificate as [SelfSigned] makes by default.
  public static final List<String> USUAL_CERTIFICATE =
      List.of("-newkey", "rsa:2048", "-sha256", "-days", "30");

  private final TlsServer behind;
  private final Door door;
  private final Bytes confirm;

  private TlsBehindX224(TlsServer behind, Protocols selected) {
    this.behind = behind;
    this.confirm = new NegotiationResponse(new ResponseFlags(0), selected).encode();
    try {
      var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      door = new Door(socket, this::lead);
    } catch (IOException e) {
      behind.close();
      throw new UncheckedIOException(e);
    }
  }

  /// OpenSSL behind the given protocol; `options` go to `openssl s_server`, such as `-tls1_1` or
  /// `-cipher AES128-SHA`.
  public static TlsBehindX224 openssl(Protocols selected, String... options) {
    return certified(USUAL_CERTIFICATE, selected, options);
  }

  /// The same with a certificate made by `openssl req -x509` and these options, such as
  /// `-newkey rsa:1024 -days 30` or `-not_after`.
  public static TlsBehindX224 certified(
      List<String> certificate, Protocols selected, String... options) {
    return new TlsBehindX224(TlsServer.openssl(certificate, options), selected);
  }

  /// NSS behind the given protocol; `options` go to `selfserv`, such as `-V ssl3:ssl3` or
  /// `-c :0005` (RC4 with SHA-1).
  public static TlsBehindX224 nss(Protocols selected, String... options) {
    return new TlsBehindX224(TlsServer.nss(options), selected);
  }

  private void lead(Socket client, Door at) throws Exception {
    try (Socket server = at.behind(new Socket(InetAddress.getLoopbackAddress(), behind.port()))) {
      Door.packet(client.getInputStream());
      client.getOutputStream().write(confirm.toArray());
      Door.join(client, server);
    }
  }

  @Override
  public int port() {
    return door.port();
  }

  @Override
  public String log() {
    return behind.log();
  }

  @Override
  public void close() {
    door.close();
    behind.close();
  }
}
