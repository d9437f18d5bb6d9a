package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rdpdoctor.wire.Bytes;

/// A peer on this machine that plays one part on every connection, until it is closed.
final class Loopback implements AutoCloseable {
  /// What a peer does with a connection; it is closed afterwards.
  @FunctionalInterface
  interface Part {
    /// @param number of the connection, from 1
    void play(Socket connection, int number) throws IOException;
  }

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Loopback(ServerSocket listening) {
    this.listening = listening;
  }

  static Loopback playing(Part part) {
    try {
      var peer = new Loopback(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(() -> peer.accept(part));
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says this and keeps the connection open.
  static Part saying(Bytes message) {
    return (connection, _) -> {
      connection.getOutputStream().write(message.toArray());
      listenToTheEnd(connection);
    };
  }

  static void listenToTheEnd(Socket connection) throws IOException {
    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /// Ends the connection with RST.
  static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  private void accept(Part part) {
    int number = 0;
    while (true) {
      try {
        Socket connection = listening.accept();
        int mine = ++number;
        open.add(connection);
        Thread.ofVirtual().start(() -> play(part, connection, mine));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void play(Part part, Socket connection, int number) {
    try (connection) {
      part.play(connection, number);
    } catch (IOException e) {
      // the other side has gone, as it may
    } finally {
      open.remove(connection);
    }
  }

  String host() {
    return address().getHostAddress();
  }

  InetAddress address() {
    return listening.getInetAddress();
  }

  int port() {
    return listening.getLocalPort();
  }

  /// A line to this peer that no gate watches.
  TcpLine line(Clock clock) {
    try {
      var socket = new Socket();
      socket.connect(new InetSocketAddress(address(), port()), 2000);
      return new TcpLine(socket, clock, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
