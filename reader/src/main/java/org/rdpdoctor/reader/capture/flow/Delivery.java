package org.rdpdoctor.reader.capture.flow;

import org.jspecify.annotations.Nullable;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;

/// Brings what both sides of a TCP connection said into its order: within each direction by
/// sequence numbers, and between them by what each had heard when it spoke.
///
/// What belongs before is waited for. The wait ends early where the other side has acknowledged
/// it, for then it is not coming (packets that merely changed places are never far apart), and
/// otherwise when too much has gathered behind it.
final class Delivery {
  private static final int PATIENCE_PACKETS = 32;
  private static final long PATIENCE = 500_000_000;

  private final Flow flow;
  private final Budget budget;
  private final Queue client;
  private final Queue server;
  private long since;
  private long told = Long.MIN_VALUE;
  private int waited;

  Delivery(Flow flow, Budget budget) {
    this.flow = flow;
    this.budget = budget;
    client = new Queue(Side.CLIENT, flow.fromClient, budget);
    server = new Queue(Side.SERVER, flow.fromServer, budget);
  }

  /// Takes a packet that is no RST.
  void take(Segment segment, Side side, long time) {
    Queue here = side == Side.CLIENT ? client : server;
    Queue there = side == Side.CLIENT ? server : client;
    int sequence = here.begin(segment);
    if (segment.isAck()) {
      there.acknowledge(segment.acknowledgment);
    }
    if (segment.isFin()) {
      here.finish(sequence + segment.length);
    }
    boolean waiting = waited > 0;
    if (segment.length > 0) {
      if (sequence == here.due() && here.isEmpty() && there.lag() == 0) {
        here.move(segment.length);
        say(
            side,
            Bytes.copyOf(segment.bytes, segment.from, segment.captured),
            segment.length,
            time);
      } else {
        here.put(segment, sequence, time);
      }
    }
    if (waiting || !here.isEmpty() || there.lag() > 0) {
      settle(time, false);
    }
  }

  private void say(Side side, Bytes bytes, int length, long time) {
    told = Math.max(told, time);
    flow.tell(side, bytes, told);
    flow.lose(side, length - bytes.size(), told);
  }

  /// Says all that can be said by now.
  ///
  /// @param last whether nothing more will come
  private void settle(long now, boolean last) {
    while (flow.isWanted()) {
      if (advance(client, server) || advance(server, client)) {
        continue;
      }
      if (client.isEmpty() && server.isEmpty() && client.lag() == 0 && server.lag() == 0) {
        waited = 0;
        return;
      }
      if (waited++ == 0) {
        since = now;
      }
      if (!last && isPatient(now)) {
        return;
      }
      giveUp(now);
      waited = 0;
    }
  }

  private boolean advance(Queue here, Queue there) {
    if (!here.isReady(there)) {
      return false;
    }
    say(here.side(), here.take());
    return true;
  }

  private void say(Side side, Piece piece) {
    say(side, piece.bytes(), piece.length(), piece.time());
  }

  private boolean isPatient(long now) {
    int lag = Math.max(client.lag(), server.lag());
    if (lag > Half.LEAP) {
      return false;
    }
    if (lag > 0) {
      return waited < PATIENCE_PACKETS && now - since < PATIENCE;
    }
    return !client.isFull() && !server.isFull() && !budget.isSpent();
  }

  /// Passes over one hole. Where there is none, two packets each claim to have heard the other
  /// (one that is sent again acknowledges what came meanwhile), and the earlier one is said.
  private void giveUp(long now) {
    Queue here = missing(client) ? client : missing(server) ? server : null;
    if (here == null && sayEarlier()) {
      return;
    }
    if (here == null) {
      here =
          server.isEmpty() || !client.isEmpty() && client.held() >= server.held() ? client : server;
    }
    told = Math.max(told, now);
    flow.lose(here.side(), here.passOver(), told);
  }

  private static boolean missing(Queue queue) {
    return queue.lag() > 0 && !queue.isDue();
  }

  private boolean sayEarlier() {
    if (!client.isDue() && !server.isDue()) {
      return false;
    }
    Queue here =
        !server.isDue() || client.isDue() && client.firstAt() <= server.firstAt() ? client : server;
    say(here.side(), here.take());
    return true;
  }

  /// Nothing more will come: says what is left.
  void finish(long now) {
    settle(now, true);
  }

  /// Nobody listens any more.
  void close() {
    client.clear();
    server.clear();
  }

  /// Payload that waits.
  ///
  /// @param length with what was not captured of it
  /// @param heard how far the other side had been heard by then; empty if it is not said
  record Piece(int sequence, Bytes bytes, int length, @Nullable Integer heard, long time) {
    int end() {
      return sequence + length;
    }
  }
}
