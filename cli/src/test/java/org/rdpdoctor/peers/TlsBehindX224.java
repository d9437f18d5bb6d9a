package org.rdpdoctor.peers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;
import org.rdpdoctor.wire.x224.Tpkt;

/// An RDP server as far as TLS: answers every X.224 Connection Request with the same protocol, then
/// hands the connection to a real TLS server of any strangeness.
public final class TlsBehindX224 implements Peer {
  /// A certificate as [SelfSigned] makes by default.
  public static final List<String> USUAL_CERTIFICATE =
      List.of("-newkey", "rsa:2048", "-sha256", "-days", "30");

  private final TlsServer behind;
  private final ServerSocket door;
  private final Bytes confirm;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  private TlsBehindX224(TlsServer behind, Protocols selected) {
    this.behind = behind;
    this.confirm = new NegotiationResponse(new ResponseFlags(0), selected).encode();
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      behind.close();
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
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

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> lead(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void lead(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), behind.port())) {
      open.add(server);
      swallowRequest(client.getInputStream());
      client.getOutputStream().write(confirm.toArray());
      var back = Thread.ofVirtual().start(() -> pour(server, client));
      pour(client, server);
      back.join();
    } catch (IOException | DecodeException _) {
      // the client went away, or is none: closing is the whole answer
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void swallowRequest(InputStream in) throws IOException, DecodeException {
    Bytes head = read(in, Tpkt.HEADER_SIZE);
    read(in, Tpkt.sizeOf(head) - Tpkt.HEADER_SIZE);
  }

  private static Bytes read(InputStream in, int size) throws IOException {
    byte[] read = in.readNBytes(size);
    if (read.length < size) {
      throw new EOFException();
    }
    return Bytes.copyOf(read);
  }

  private static void pour(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      close(from); // a reset on one side ends both
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // as closed as it gets
    }
  }

  @Override
  public int port() {
    return door.getLocalPort();
  }

  @Override
  public String log() {
    return behind.log();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.forEach(TlsBehindX224::close);
      behind.close();
    }
  }
}
