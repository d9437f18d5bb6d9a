package org.rdpdoctor.peers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.Tpkt;

/// Where the clients of a device between them and a server come in, each led on by itself.
final class Door implements AutoCloseable {
  private final ServerSocket socket;
  private final Guide guide;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  /// What becomes of one client; whatever it throws closes that client.
  @FunctionalInterface
  interface Guide {
    void lead(Socket client, Door door) throws Exception;
  }

  Door(ServerSocket socket, Guide guide) {
    this.socket = socket;
    this.guide = guide;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// A socket that is to be closed with the door.
  Socket behind(Socket server) {
    open.add(server);
    return server;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> lead(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void lead(Socket client) {
    try (client) {
      guide.lead(client, this);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception _) {
      // one of them went away, or is no client: closing is the whole answer
    }
  }

  /// Carries what either says to the other until both have ended.
  static void join(Socket one, Socket other) throws InterruptedException {
    var back = Thread.ofVirtual().start(() -> pour(other, one));
    pour(one, other);
    back.join();
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

  /// One whole TPKT packet.
  static Bytes packet(InputStream in) throws IOException, DecodeException {
    Bytes head = read(in, Tpkt.HEADER_SIZE);
    return head.plus(read(in, Tpkt.sizeOf(head) - Tpkt.HEADER_SIZE));
  }

  private static Bytes read(InputStream in, int size) throws IOException {
    byte[] read = in.readNBytes(size);
    if (read.length < size) {
      throw new EOFException();
    }
    return Bytes.copyOf(read);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // as closed as it gets
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.forEach(Door::close);
    }
  }
}
