package org.rdpdoctor.reader.capture.flow;

import static org.rdpdoctor.reader.capture.format.Octets.be16;
import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.u8;

import org.rdpdoctor.reader.capture.packet.Packet;

/// The TCP header of a packet (RFC 9293) and where its payload stands. There is one of these for
/// the whole capture.
final class Segment {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int ACK = 16;

  /// FIN, PSH and URG: no stack sets them where it opens a connection.
  private static final int NOT_WITH_SYN = 1 | 8 | 32;

  int sequence;
  int acknowledgment;
  int flags;
  int window;
  int checksum;

  /// -1 where none is offered.
  int mss;

  byte[] bytes = {};

  /// Where the payload begins in `bytes`, how much of it is there, and how long it is on the
  /// wire.
  int from;

  int captured;
  int length;

  /// @return false if this is no TCP header, or not enough of one
  boolean read(Packet packet) {
    int at = packet.from;
    bytes = packet.bytes;
    if (packet.end - at < 20) {
      return false;
    }
    int header = (bytes[at + 12] & 0xF0) >> 2;
    if (header < 20 || header > packet.length) {
      return false;
    }
    sequence = be32(bytes, at + 4);
    acknowledgment = be32(bytes, at + 8);
    flags = u8(bytes, at + 13);
    window = be16(bytes, at + 14);
    checksum = be16(bytes, at + 16);
    from = at + header;
    captured = Math.max(0, packet.end - from);
    length = Math.max(packet.length - header, captured);
    mss = isSyn() ? readMss(at + 20, Math.min(from, packet.end)) : -1;
    return true;
  }

  private int readMss(int start, int end) {
    int at = start;
    while (at + 1 < end && bytes[at] != 0) {
      if (bytes[at] == 1) {
        at++;
        continue;
      }
      int size = u8(bytes, at + 1);
      if (bytes[at] == 2 && size == 4 && at + 4 <= end) {
        return be16(bytes, at + 2);
      }
      if (size < 2) {
        break;
      }
      at += size;
    }
    return -1;
  }

  boolean isFin() {
    return (flags & FIN) != 0;
  }

  boolean isSyn() {
    return (flags & SYN) != 0;
  }

  boolean isRst() {
    return (flags & RST) != 0;
  }

  boolean isAck() {
    return (flags & ACK) != 0;
  }

  /// The first packet of a connection.
  boolean opens() {
    return (flags & (SYN | ACK | RST)) == SYN;
  }

  /// The first packet of a connection beyond doubt: a SYN amid another one may be a bit error.
  boolean surelyOpens() {
    return opens() && (flags & NOT_WITH_SYN) == 0;
  }
}
