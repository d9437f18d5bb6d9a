package org.rdpdoctor.reader.capture.flow;

import static org.rdpdoctor.reader.capture.format.Octets.be16;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.packet.Packet;

/// Sorts packets into conversations and has each of them followed.
///
/// There is a bound to how many go on at once: beyond it, the one that was silent longest is
/// over. What is closed is over when nothing more came for a while; it is still remembered so
/// that a straggler is not taken for something new.
public final class Conversations {
  private static final int MOST_FOLLOWED = 1 << 13;
  private static final int MOST_COUNTED = 1 << 14;
  private static final int MOST_UNANSWERED = 1 << 13;
  private static final int MOST_UDP = 1 << 13;
  private static final int MOST_CLOSED = 1 << 11;
  private static final int MOST_REMEMBERED = 1 << 13;
  private static final long LINGER = 30_000_000_000L;

  private final Follower.Source source;
  private final Budget budget = new Budget();
  private final FlowTable table = new FlowTable();
  private final Row followed = new Row();
  private final Row counted = new Row();
  private final Row unanswered = new Row();
  private final Row datagrams = new Row();
  private final Row closed = new Row();
  private final Row remembered = new Row();
  private final Segment segment = new Segment();
  private final Quotation quotation = new Quotation();
  private int number;
  private long tcp;
  private long udp;
  private long unreadable;
  private long abandoned;
  private long now = Long.MIN_VALUE;

  public Conversations(Follower.Source source) {
    this.source = source;
  }

  public long tcp() {
    return tcp;
  }

  public long udp() {
    return udp;
  }

  /// What was passed over or given up, a sentence each.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (unreadable > 0) {
      notes.add(
          "%d TCP or UDP %s without a whole header %s passed over."
              .formatted(
                  unreadable,
                  unreadable == 1 ? "packet" : "packets",
                  unreadable == 1 ? "was" : "were"));
    }
    if (abandoned > 0) {
      notes.add(
          "So many conversations went on at once that %d, silent longest, were ended early."
              .formatted(abandoned));
    }
    return notes;
  }

  /// Takes the next packet.
  public void take(Packet packet) {
    now = Math.max(now, packet.time);
    switch (packet.protocol) {
      case Packet.TCP -> takeSegment(packet);
      case Packet.UDP -> takeDatagram(packet);
      case Packet.ICMP, Packet.ICMP_V6 -> takeNotice(packet);
      default -> {}
    }
    tidy();
  }

  private void takeSegment(Packet packet) {
    if (!segment.read(packet)) {
      unreadable++;
      return;
    }
    int from = be16(packet.bytes, packet.from);
    int to = be16(packet.bytes, packet.from + 2);
    int hash = hash(packet, from, to);
    Flow flow = find(packet, hash, from, to);
    if (flow != null && segment.surelyOpens()) {
      Half sender = flow.half(flow.side(packet.sourceHigh, packet.sourceLow, from));
      if (sender.isOther(segment.sequence)) { // the port is used again
        forget(flow);
        flow = null;
      }
    }
    if (flow == null) {
      boolean fromClient = segment.isSyn() ? !segment.isAck() : isClient(from, to);
      flow = begin(packet, hash, from, to, fromClient);
      tcp++;
    }
    if (flow.isOver()) {
      return;
    }
    flow.segment(packet, segment, flow.side(packet.sourceHigh, packet.sourceLow, from));
    touch(flow);
  }

  private void takeDatagram(Packet packet) {
    if (packet.end - packet.from < 8) {
      unreadable++;
      return;
    }
    int from = be16(packet.bytes, packet.from);
    int to = be16(packet.bytes, packet.from + 2);
    int length = be16(packet.bytes, packet.from + 4);
    if (length >= 8 && length < packet.length) {
      packet.length = length;
      packet.end = Math.min(packet.end, packet.from + length);
    }
    int hash = hash(packet, from, to);
    Flow flow = find(packet, hash, from, to);
    if (flow == null) {
      flow =
          begin(packet, hash, from, to, to == RDP || from != RDP && !(from < 1024 && to >= 1024));
      udp++;
    }
    if (!flow.isOver()) {
      flow.datagram(packet, flow.side(packet.sourceHigh, packet.sourceLow, from), packet.from + 8);
      touch(flow);
    }
  }

  private static final int RDP = 3389;

  /// A guess by ports: who is called has the lower one.
  private static boolean isClient(int from, int to) {
    return to == RDP || from != RDP && to <= from;
  }

  private int hash(Packet packet, int from, int to) {
    return table.hash(
        packet.sourceHigh, packet.sourceLow, from, packet.targetHigh, packet.targetLow, to);
  }

  private @Nullable Flow find(Packet packet, int hash, int from, int to) {
    return table.find(
        hash,
        packet.sourceHigh,
        packet.sourceLow,
        from,
        packet.targetHigh,
        packet.targetLow,
        to,
        packet.protocol);
  }

  private Flow begin(Packet packet, int hash, int from, int to, boolean fromClient) {
    Ends ends =
        fromClient
            ? new Ends(
                packet.sourceHigh,
                packet.sourceLow,
                from,
                packet.targetHigh,
                packet.targetLow,
                to,
                packet.protocol,
                hash)
            : new Ends(
                packet.targetHigh,
                packet.targetLow,
                to,
                packet.sourceHigh,
                packet.sourceLow,
                from,
                packet.protocol,
                hash);
    Flow flow = new Flow(ends, ++number, packet.time, source, budget);
    table.add(flow);
    return flow;
  }

  /// An ICMP error quotes the packet that it is about.
  private void takeNotice(Packet packet) {
    if (!quotation.read(packet)) {
      return;
    }
    Packet quoted = quotation.packet();
    int from = be16(quoted.bytes, quoted.from);
    int to = be16(quoted.bytes, quoted.from + 2);
    Flow flow = find(quoted, hash(quoted, from, to), from, to);
    if (flow != null) {
      String router = Addresses.text(packet.sourceHigh, packet.sourceLow);
      flow.notice(router, quotation.what(), quotation.mtu(), packet.time);
    }
  }

  private void touch(Flow flow) {
    if (flow.row == closed) {
      return;
    }
    if (flow.isClosed()) {
      flow.closedAt = now;
      closed.append(flow);
    } else if (flow.transport() == Transport.UDP) {
      datagrams.append(flow);
    } else if (flow.isUnanswered()) {
      unanswered.append(flow);
    } else {
      (flow.isWanted() ? followed : counted).append(flow);
    }
  }

  private void tidy() {
    shorten(followed, MOST_FOLLOWED);
    shorten(counted, MOST_COUNTED);
    shorten(unanswered, MOST_UNANSWERED);
    shorten(datagrams, MOST_UDP);
    Flow first = closed.oldest();
    if (first != null && closed.size() > MOST_CLOSED) {
      end(first);
    } else if (first != null && now - first.closedAt > LINGER) {
      if (now - first.last > LINGER) {
        end(first);
      } else { // something came after all
        first.closedAt = first.last;
        closed.append(first);
      }
    }
    Flow forgotten = remembered.size() > MOST_REMEMBERED ? remembered.oldest() : null;
    if (forgotten != null) {
      forget(forgotten);
    }
  }

  private void shorten(Row row, int most) {
    Flow silent = row.size() > most ? row.oldest() : null;
    if (silent != null) {
      abandoned++;
      end(silent);
    }
  }

  private void end(Flow flow) {
    flow.end();
    remembered.append(flow);
  }

  private void forget(Flow flow) {
    flow.end();
    Row.leave(flow);
    table.remove(flow);
  }

  /// The capture is over, and all that goes on in it.
  public void finish() {
    for (Row row : List.of(closed, followed, counted, unanswered, datagrams)) {
      Flow flow = row.oldest();
      while (flow != null) {
        end(flow);
        flow = row.oldest();
      }
    }
  }
}
