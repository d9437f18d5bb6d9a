package org.rdpdoctor.reader.capture.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.reader.capture.packet.Packet;

/// Counts what passes in one direction of a conversation, whether or not anybody follows it.
final class Half {
  /// Farther away than any window lets a sender go; a sequence number beyond it is damage, unless
  /// the next one goes on there.
  static final int LEAP = 1 << 23;

  private static final long SOON = 1_000_000;
  private static final long SOON_WITH_IP_ID = 100_000_000;

  private long packets;
  private long bytes;
  private long repeated;
  private long copies;
  private long passedOver;
  private int zeroWindows;
  private int mss = -1;
  private int largest;
  private int largestRepeated;
  private int hopLimit = -1;
  private long lastTime = Long.MIN_VALUE;
  private int lastIpId = -1;

  /// The sequence number of its SYN, or what that would be.
  private int base;

  /// Behind the last byte that was seen.
  private int top;

  private boolean begun;
  private int acked;
  private boolean acknowledged;
  private @Nullable Holes holes;
  private int stray;
  private boolean astray;

  private @Nullable Last last;
  private long mark;
  private long secondMark;
  private long markedAt = Long.MIN_VALUE;

  /// FIN or RST.
  private static final class Last {
    private final Ending how;
    private long time;
    private int hopLimit;
    private int ipId;
    private int usualIpId;
    private boolean bare;
    private int ahead;
    private long after;

    Last(Ending how) {
      this.how = how;
    }
  }

  /// Whether this packet is the one before it, captured a second time: of a packet that is sent
  /// again at least the IP id or the time differ. Such a packet counts as a copy.
  boolean isCopy(Packet packet, Segment segment) {
    return isCopy(
        packet,
        (long) segment.sequence << 32 | segment.acknowledgment & 0xFFFF_FFFFL,
        (long) segment.checksum << 48 | (long) segment.window << 32 | segment.flags << 24);
  }

  /// The same for a datagram that begins so.
  boolean isCopy(Packet packet, long beginning) {
    return isCopy(packet, beginning, 0);
  }

  private boolean isCopy(Packet packet, long first, long second) {
    long whole = second ^ (packet.ipId & 0xFFFF) ^ (long) packet.length << 16;
    long soon = packet.ipId > 0 ? SOON_WITH_IP_ID : SOON;
    boolean same =
        packets > 0
            && first == mark
            && whole == secondMark
            && Math.abs(packet.time - markedAt) <= soon;
    if (same) {
      packets++;
      copies++;
    } else {
      mark = first;
      secondMark = whole;
      markedAt = packet.time;
    }
    return same;
  }

  /// Counts a packet of any kind, with so much payload.
  void pass(Packet packet, int payload) {
    if (packets++ == 0) {
      hopLimit = packet.hopLimit;
    }
    lastTime = packet.time;
    largest = Math.max(largest, payload);
  }

  void datagram(Packet packet, int length, int captured) {
    pass(packet, length);
    bytes += length;
    passedOver += length - captured;
    lastIpId = packet.ipId;
  }

  void segment(Packet packet, Segment segment) {
    pass(packet, segment.length);
    if (segment.isSyn()) {
      mss = segment.mss >= 0 ? segment.mss : mss;
      hopLimit = packet.hopLimit;
    }
    if (segment.isRst()) {
      leave(Ending.RESET, packet, segment);
    } else {
      account(segment);
      if (segment.window == 0 && !segment.isSyn() && !segment.isFin()) {
        zeroWindows++;
      }
      if (segment.isFin()) {
        leave(Ending.CLOSED, packet, segment);
      } else if (last != null) {
        last.after++;
      }
    }
    lastIpId = packet.ipId;
  }

  private void account(Segment segment) {
    int sequence = segment.isSyn() ? segment.sequence + 1 : segment.sequence;
    if (!begun) {
      begun = true;
      base = sequence - 1;
      top = sequence;
    }
    int length = segment.length;
    if (length == 0) {
      return;
    }
    int cut = length - segment.captured;
    int ahead = sequence - top;
    if (ahead >= 0) {
      skip(sequence, length, cut);
    } else if (ahead > -LEAP) {
      int end = sequence + length;
      int fresh = (holes == null ? 0 : holes.fill(sequence, end)) + Math.max(0, end - top);
      top = end - top > 0 ? end : top;
      bytes += fresh;
      passedOver += Math.min(cut, fresh);
      if (fresh == 0 && !(length == 1 && ahead == -1)) { // that is what keeps a connection alive
        repeated++;
        largestRepeated = Math.max(largestRepeated, length);
      }
    }
  }

  /// Goes on at `sequence`, where nothing before it is missing or something.
  private void skip(int sequence, int length, int cut) {
    int ahead = sequence - top;
    if (ahead > LEAP && !(astray && sequence - stray >= 0 && sequence - stray < LEAP)) {
      astray = true;
      stray = sequence + length;
      return;
    }
    if (ahead > 0) {
      if (holes == null) {
        holes = new Holes();
      }
      passedOver += holes.add(top, sequence);
    }
    astray = false;
    bytes += length;
    passedOver += cut;
    top = sequence + length;
  }

  /// The other side has everything before `number`.
  void acknowledge(int number) {
    if (begun && Math.abs(number - top) > LEAP) {
      return;
    }
    if (!acknowledged || number - acked > 0) {
      acknowledged = true;
      acked = number;
    }
  }

  private void leave(Ending how, Packet packet, Segment segment) {
    if (last != null) {
      return;
    }
    last = new Last(how);
    last.time = packet.time;
    last.hopLimit = packet.hopLimit;
    last.ipId = packet.ipId;
    last.usualIpId = lastIpId;
    last.bare = segment.isRst() && !segment.isAck();
    int place = segment.isRst() ? segment.sequence : segment.sequence + segment.length;
    last.ahead = begun ? place - top : 0;
  }

  boolean isSilent() {
    return packets == 0;
  }

  boolean hasLeft(Ending how) {
    return last != null && last.how == how;
  }

  boolean hasLeft() {
    return last != null;
  }

  /// Whether a SYN with this number opens another connection than the one that is counted here.
  boolean isOther(int sequence) {
    return begun && sequence != base;
  }

  /// Whether something of this side lies before `number`, beside its SYN and FIN.
  boolean spokeBefore(int number) {
    return begun && number - base > 2;
  }

  boolean hasBegun() {
    return begun;
  }

  /// Where its first byte stands, if it has begun.
  int firstByte() {
    return base + 1;
  }

  /// Begins again with another sequence number, as where a second machine answers the second SYN.
  ///
  /// @return false if something was said already, and so this is no beginning
  boolean beginAgain() {
    begun = begun && bytes > 0;
    return !begun;
  }

  /// @param first when the conversation began
  Way way(long first) {
    if (packets == 0) {
      return Way.SILENT;
    }
    return new Way(
        packets,
        bytes,
        repeated,
        missing(),
        zeroWindows,
        mss < 0 ? OptionalInt.empty() : OptionalInt.of(mss),
        largest,
        OptionalInt.of(hopLimit),
        Optional.ofNullable(last).map(end -> farewell(end, first)),
        copies,
        largestRepeated,
        unacknowledged(),
        Optional.of(Flow.since(first, lastTime)));
  }

  private static Farewell farewell(Last end, long first) {
    Duration at = Flow.since(first, end.time);
    return new Farewell(
        end.how, at, end.hopLimit, end.ipId, end.usualIpId, end.bare, end.ahead, end.after);
  }

  /// One number behind the last byte is a FIN's, seen or not.
  private long missing() {
    int behind = begun && acknowledged ? Math.max(0, acked - top) : 0;
    int fin = behind > 0 && (behind == 1 || hasLeft(Ending.CLOSED)) ? 1 : 0;
    return passedOver + (holes == null ? 0 : holes.bytes()) + behind - fin;
  }

  private long unacknowledged() {
    if (!begun || bytes == 0) {
      return 0;
    }
    return acknowledged ? Math.clamp(top - acked, 0, bytes) : bytes;
  }
}
