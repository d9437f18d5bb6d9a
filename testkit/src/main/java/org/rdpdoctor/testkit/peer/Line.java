package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.Tpkt;

/// One accepted connection as the peer sees it: plain, or inside TLS.
final class Line {
  private static final int MOST_AT_ONCE = 64 * 1024;
  private static final int LINGER_MILLIS = 1_500;
  private static final int READS_WHILE_CLOSING = 64;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Ledger ledger;

  Line(Socket socket, InputStream in, OutputStream out, Ledger ledger) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.ledger = ledger;
  }

  /// The same connection, seen through other streams.
  Line through(InputStream inner, OutputStream outer) {
    return new Line(socket, inner, outer, ledger);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /// From now on the client may be silent for as long as it likes.
  void waitForever() throws IOException {
    socket.setSoTimeout(0);
  }

  void say(Bytes bytes) throws IOException {
    out.write(bytes.toArray());
    out.flush();
  }

  /// Whatever comes first, as much as comes at once; empty at the end of the stream.
  Bytes hear() throws IOException {
    byte[] buffer = new byte[MOST_AT_ONCE];
    int count = in.read(buffer);
    Bytes heard = count <= 0 ? Bytes.EMPTY : Bytes.copyOf(buffer, 0, count);
    note(heard);
    return heard;
  }

  /// Exactly `count` bytes, or fewer at the end of the stream; not yet noted as received.
  Bytes take(int count) throws IOException {
    return Bytes.copyOf(in.readNBytes(count));
  }

  /// One TPKT packet. Bytes that cannot begin one are returned as they are, with what else has
  /// come.
  Bytes packet() throws IOException {
    Bytes head = take(1);
    if (head.isEmpty()) {
      return head;
    }
    if (head.at(0) != Tpkt.VERSION) {
      Bytes stranger = head.plus(take(Math.min(in.available(), MOST_AT_ONCE)));
      note(stranger);
      return stranger;
    }
    head = head.plus(take(Tpkt.HEADER_SIZE - 1));
    int size;
    try {
      size = Tpkt.sizeOf(head);
    } catch (DecodeException e) {
      size = head.size();
    }
    Bytes packet = head.plus(take(Math.max(0, size - head.size())));
    note(packet);
    return packet;
  }

  void note(Bytes heard) {
    if (!heard.isEmpty()) {
      ledger.heard(heard);
    }
  }

  void reached(Stage stage) {
    ledger.reached(stage);
  }

  void leave(Ending ending) throws IOException {
    switch (ending) {
      case CLOSE -> {
        socket.shutdownOutput();
        // Unread bytes would turn the orderly end into a reset, so the client's are read first.
        socket.setSoTimeout(LINGER_MILLIS);
        drain(READS_WHILE_CLOSING);
        socket.close();
      }
      case RESET -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case SILENCE -> {
        socket.setSoTimeout(0);
        drain(Integer.MAX_VALUE);
        socket.close();
      }
    }
  }

  private void drain(int reads) throws IOException {
    InputStream raw = socket.getInputStream();
    byte[] buffer = new byte[4096];
    try {
      for (int left = reads; left > 0; left--) {
        int count = raw.read(buffer);
        if (count <= 0) {
          return;
        }
        note(Bytes.copyOf(buffer, 0, count));
      }
    } catch (IOException e) {
      // The client took its time or reset the connection: either way it is over.
      return;
    }
  }
}
