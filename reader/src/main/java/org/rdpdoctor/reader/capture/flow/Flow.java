package org.rdpdoctor.reader.capture.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Notice;
import org.rdpdoctor.reader.capture.Conversation.Opening;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.format.Octets;
import org.rdpdoctor.reader.capture.packet.Packet;
import org.rdpdoctor.wire.Bytes;

/// One conversation while it goes on.
final class Flow {
  private static final int MOST_NOTICES = 32;

  private static final Follower NOBODY =
      new Follower() {
        @Override
        public boolean hear(Side from, Bytes bytes, Duration at) {
          return false;
        }

        @Override
        public boolean miss(Side from, long bytes, Duration at) {
          return false;
        }

        @Override
        public void end(Conversation whole) {}
      };

  final Ends ends;
  final int number;
  final Endpoint client;
  final Endpoint server;
  final Half fromClient = new Half();
  final Half fromServer = new Half();
  private final long first;
  private Follower follower;
  private final List<Notice> notices = new ArrayList<>(0);
  private final Budget budget;
  private @Nullable Delivery delivery;
  private boolean wanted = true;
  private boolean over;
  private int syns;
  private long synAt;
  private boolean asked;
  private long answeredAt = Long.MIN_VALUE;
  private How how;

  /// When the last packet of either side passed.
  long last;

  /// When it was found closed, or last found not to be silent since.
  long closedAt;

  /// Neighbours in the row that this stands in.
  @Nullable Flow older;

  @Nullable Flow newer;
  @Nullable Row row;

  Flow(Ends ends, int number, long first, Follower.Source source, Budget budget) {
    this.ends = ends;
    this.number = number;
    this.first = first;
    last = first;
    client = new Endpoint(Addresses.text(ends.clientHigh(), ends.clientLow()), ends.clientPort());
    server = new Endpoint(Addresses.text(ends.serverHigh(), ends.serverLow()), ends.serverPort());
    follower = source.follow(number, transport(), client, server, instant(first));
    how = ends.protocol() == Packet.TCP ? How.MIDSTREAM : How.NONE;
    this.budget = budget;
  }

  Transport transport() {
    return ends.protocol() == Packet.TCP ? Transport.TCP : Transport.UDP;
  }

  /// Who of the two this is.
  Side side(long high, long low, int port) {
    boolean client =
        low == ends.clientLow() && high == ends.clientHigh() && port == ends.clientPort();
    return client ? Side.CLIENT : Side.SERVER;
  }

  Half half(Side side) {
    return side == Side.CLIENT ? fromClient : fromServer;
  }

  /// A datagram whose payload stands at `from`.
  void datagram(Packet packet, Side side, int from) {
    last = Math.max(last, packet.time);
    Half half = half(side);
    int length = packet.length - (from - packet.from);
    int captured = Math.clamp(packet.end - from, 0, length);
    if (half.isCopy(packet, beginning(packet, captured))) {
      return;
    }
    half.datagram(packet, length, captured);
    if (wanted) {
      tell(side, Bytes.copyOf(packet.bytes, from, captured), packet.time);
      lose(side, length - captured, packet.time);
    }
  }

  /// A number for the first bytes of a datagram. Its checksum would not do: it may not be filled
  /// in.
  private static long beginning(Packet packet, int captured) {
    long number = captured;
    int from = packet.from;
    for (int at = from; at + 8 <= packet.end && at < from + 48; at += 8) {
      number = number * 0x9E37_79B9_7F4A_7C15L + Octets.be64(packet.bytes, at);
    }
    return number;
  }

  void segment(Packet packet, Segment segment, Side side) {
    last = Math.max(last, packet.time);
    Half half = half(side);
    if (half.isCopy(packet, segment)) {
      return;
    }
    if (segment.isSyn() && half.isOther(segment.sequence) && !half.beginAgain()) {
      half.pass(packet, 0); // a bit error, most likely
      return;
    }
    open(packet, segment, side);
    if (segment.isAck() && !segment.isRst()) {
      half(side.other()).acknowledge(segment.acknowledgment);
    }
    half.segment(packet, segment);
    if (wanted && !segment.isRst()) {
      deliver(segment, side, packet.time);
    }
  }

  /// Most of what a scan finds says nothing, so order is kept from the first word on.
  private void deliver(Segment segment, Side side, long time) {
    Delivery order = delivery;
    if (order == null) {
      boolean heard = segment.isAck() && half(side.other()).spokeBefore(segment.acknowledgment);
      if (segment.length == 0 && !heard) {
        return;
      }
      order = new Delivery(this, budget);
      delivery = order;
    }
    order.take(segment, side, time);
  }

  private void open(Packet packet, Segment segment, Side side) {
    if (side == Side.CLIENT) {
      if (segment.opens()) {
        how = syns++ == 0 && fromServer.isSilent() ? How.UNANSWERED : how;
        synAt = packet.time;
        asked = true;
      } else if (how == How.UNANSWERED && segment.isAck() && !segment.isRst()) {
        how = How.ESTABLISHED; // so there was an answer that the capture does not have
        asked = false;
      }
      return;
    }
    boolean accepts = segment.isSyn() && segment.isAck();
    if (accepts && fromServer.isSilent() || how == How.REFUSED && accepts) {
      how = How.ESTABLISHED;
    } else if (how == How.UNANSWERED) {
      how = segment.isRst() ? How.REFUSED : How.ESTABLISHED;
    }
    if (asked && (accepts || segment.isRst())) {
      asked = false;
      answeredAt = packet.time;
    }
  }

  /// Tells the follower what `side` said.
  void tell(Side side, Bytes bytes, long time) {
    if (wanted && !bytes.isEmpty() && !follower.hear(side, bytes, since(first, time))) {
      forget();
    }
  }

  /// Tells the follower that something is missing.
  void lose(Side side, long bytes, long time) {
    if (wanted && bytes > 0 && !follower.miss(side, bytes, since(first, time))) {
      forget();
    }
  }

  private void forget() {
    wanted = false;
    if (delivery != null) {
      delivery.close();
      delivery = null;
    }
  }

  boolean isWanted() {
    return wanted;
  }

  void notice(String from, String what, int mtu, long time) {
    if (!over && notices.size() < MOST_NOTICES) {
      notices.add(new Notice(from, what, mtu, since(first, time)));
    }
  }

  /// Whether both sides have said goodbye, or one has hung up.
  boolean isClosed() {
    return fromClient.hasLeft(Ending.RESET)
        || fromServer.hasLeft(Ending.RESET)
        || fromClient.hasLeft() && fromServer.hasLeft();
  }

  boolean isUnanswered() {
    return how == How.UNANSWERED;
  }

  boolean isOver() {
    return over;
  }

  /// Tells the follower that it is over. Later packets count nowhere.
  void end() {
    if (over) {
      return;
    }
    if (delivery != null) {
      delivery.finish(last);
    }
    forget();
    over = true;
    Follower told = follower;
    follower = NOBODY;
    told.end(conversation());
  }

  private Conversation conversation() {
    Optional<Duration> answered =
        answeredAt == Long.MIN_VALUE ? Optional.empty() : Optional.of(since(synAt, answeredAt));
    return new Conversation(
        number,
        transport(),
        client,
        server,
        instant(first),
        instant(last),
        new Opening(how, syns, answered),
        fromClient.way(first),
        fromServer.way(first),
        notices);
  }

  /// Never negative: in some captures time runs backwards.
  static Duration since(long start, long time) {
    return Duration.ofNanos(Math.max(0, time - start));
  }

  static Instant instant(long time) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
  }
}
