package org.rdpdoctor.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

/// A client that says bytes and sees what it meets: the judge of what a peer really does.
final class RawClient implements AutoCloseable {
  static final String CLOSED = "closed";
  static final String RESET = "reset";
  static final String SILENCE = "silence";
  static final Protocols USUAL = Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX);
  /// After this long, silence is silence.
  static final Duration QUIET = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ANSWER_MILLIS = 5_000;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient to(LabServer server) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 2_000);
    socket.setTcpNoDelay(true);
    return new RawClient(socket);
  }

  Socket socket() {
    return socket;
  }

  RawClient say(Bytes bytes) throws IOException {
    socket.getOutputStream().write(bytes.toArray());
    return this;
  }

  /// A usual Connection Request, without a cookie.
  RawClient ask(Protocols protocols) throws IOException {
    return say(ConnectionRequest.withoutCookie(protocols).encode());
  }

  /// Asks for what Windows clients ask for, and takes in the 19 bytes of the confirm.
  RawClient confirmed() throws IOException {
    ask(USUAL);
    take(19);
    return this;
  }

  /// Exactly `count` bytes.
  Bytes take(int count) throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    Bytes taken = Bytes.copyOf(socket.getInputStream().readNBytes(count));
    if (taken.size() < count) {
      throw new IOException("only " + taken.size() + " of " + count + " bytes came: " + taken);
    }
    return taken;
  }

  /// Everything up to the end of the stream.
  Bytes rest() throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    return Bytes.copyOf(socket.getInputStream().readAllBytes());
  }

  /// How long to wait for what is expected.
  static Duration patience(String expected) {
    return expected.equals(SILENCE) ? QUIET : PATIENCE;
  }

  /// How the connection goes on: `closed`, `reset`, `silence`, or the hex of what came.
  String meets() throws IOException {
    return meets(PATIENCE);
  }

  String meets(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    byte[] buffer = new byte[4096];
    try {
      int count = socket.getInputStream().read(buffer);
      return count < 0 ? CLOSED : Bytes.copyOf(buffer, 0, count).toHex();
    } catch (SocketTimeoutException e) {
      return SILENCE;
    } catch (SocketException e) {
      return RESET;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
