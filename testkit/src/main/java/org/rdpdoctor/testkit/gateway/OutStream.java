package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.rdpdoctor.testkit.gateway.StreamScript.Trouble;
import org.rdpdoctor.testkit.peer.Doorway;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tsgu.TsguPacket;

/// The stream of packets to one client, with whatever trouble it has. Several threads speak here.
final class OutStream {
  private final Doorway door;
  private final UnaryOperator<Bytes> frame;
  private final Bytes farewell;
  private final Optional<Trouble> trouble;
  private Bytes heldBack = Bytes.EMPTY;
  private boolean flowing;
  private boolean over;
  private final AtomicInteger packets = new AtomicInteger();

  /// @param frame what becomes of a packet on its way into the connection
  /// @param farewell what is said before an orderly end
  OutStream(Doorway door, UnaryOperator<Bytes> frame, Bytes farewell, Optional<Trouble> trouble) {
    this.door = door;
    this.frame = frame;
    this.farewell = farewell;
    this.trouble = trouble;
  }

  void say(TsguPacket packet) throws IOException {
    bytes(frame.apply(packet.encode()));
    int said = packets.incrementAndGet();
    if (trouble.isPresent()
        && trouble.get() instanceof Trouble.OutCut(int most, Ending ending)
        && said >= most) {
      leave(ending);
    }
  }

  /// Bytes that are no packet.
  void framed(Bytes payload) throws IOException {
    bytes(frame.apply(payload));
  }

  /// As they are.
  synchronized void bytes(Bytes bytes) throws IOException {
    if (over) {
      throw new IOException("the stream is over");
    }
    if (!flowing && trouble.isPresent() && trouble.get() instanceof Trouble.OutHeldBack(int room)) {
      heldBack = heldBack.plus(bytes);
      if (heldBack.size() < room) {
        return;
      }
      flowing = true;
      door.say(heldBack);
      heldBack = Bytes.EMPTY;
    } else {
      door.say(bytes);
    }
  }

  void leave(Ending ending) throws IOException {
    synchronized (this) {
      if (over) {
        return;
      }
      if (ending == Ending.CLOSE && !farewell.isEmpty()) {
        bytes(farewell);
      }
      over = true;
    }
    // Leaving may wait for the client; nobody else has anything to say any more.
    door.leave(ending);
  }
}
