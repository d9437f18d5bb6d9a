package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tsgu.Data;

/// The server behind a gateway, connected on a client's behalf.
final class Target implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  /// Names of the lab itself; no others are looked up, for a lab asks nobody else.
  private static final List<String> LOOPBACK = List.of("localhost", CertificateScript.HOST);

  /// What fits into a packet beside its length.
  private static final int MOST_AT_ONCE = Data.MOST_DATA;

  private final Socket socket;

  private Target(Socket socket) {
    this.socket = socket;
  }

  /// Nothing if nobody is there.
  static Optional<Target> connect(String name, int port) {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address(name), port), PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      return Optional.of(new Target(socket));
    } catch (IOException | IllegalArgumentException e) {
      quietly(socket);
      return Optional.empty();
    }
  }

  private static InetAddress address(String name) {
    boolean own = LOOPBACK.contains(name.toLowerCase(Locale.ROOT));
    return InetAddress.ofLiteral(own ? "127.0.0.1" : name);
  }

  void say(Bytes data) throws IOException {
    socket.getOutputStream().write(data.toArray());
  }

  /// What comes next, as much as comes at once; empty at the end.
  Bytes hear() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[MOST_AT_ONCE];
    int count = in.read(buffer);
    return count <= 0 ? Bytes.EMPTY : Bytes.copyOf(buffer, 0, count);
  }

  @Override
  public void close() {
    quietly(socket);
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted of it.
    }
  }
}
