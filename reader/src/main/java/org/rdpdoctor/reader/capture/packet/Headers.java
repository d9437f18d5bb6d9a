package org.rdpdoctor.reader.capture.packet;

import static org.rdpdoctor.reader.capture.format.Octets.be16;
import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.be64;
import static org.rdpdoctor.reader.capture.format.Octets.u8;

import java.util.List;
import org.rdpdoctor.reader.capture.format.Frame;

/// Reads a frame from its link layer inwards, through VLAN tags, labels and tunnels, up to what
/// the innermost IP header carries. Checksums are not looked at: where the sender's network card
/// fills them in, a capture on that machine has wrong ones.
public final class Headers {
  private static final int DEEPEST = 16;

  /// Beside the numbers of EtherTypes: whatever the first four bits say.
  private static final int ANY_IP = -1;

  private static final int NOTHING = -2;
  private static final long MAPPED = 0xFFFF_0000_0000L;

  private final Fragments fragments = new Fragments();
  private final Passed passed = new Passed();

  /// The layer that is read next: its EtherType, where it begins, how often that went on.
  private int type;

  private int at;
  private int depth;

  /// @return whether the frame holds an IP packet, which is now in `packet`
  public boolean read(Frame frame, Packet packet) {
    packet.bytes = frame.bytes;
    packet.end = frame.from + frame.captured;
    packet.length = frame.original;
    packet.time = frame.time;
    at = frame.from;
    depth = 0;
    if (!readLink(frame.link, packet)) {
      return false;
    }
    while (type != NOTHING && depth++ < DEEPEST) {
      if (readLayer(packet)) {
        return true;
      }
    }
    return false;
  }

  /// What was passed over, a sentence each.
  public List<String> notes() {
    passed.fragments = fragments.lost();
    return passed.notes();
  }

  /// `packet.length` is what is left on the wire from `at` on.
  private void advance(Packet packet, int count) {
    at += count;
    packet.length -= count;
  }

  private boolean has(Packet packet, int count) {
    if (packet.end - at >= count) {
      return true;
    }
    type = NOTHING;
    if (packet.length > packet.end - at) {
      passed.cut++;
    } else if (packet.end > at) {
      passed.malformed++;
    }
    return false;
  }

  private boolean readLink(int link, Packet packet) {
    switch (link) {
      case 1 -> readEthernet(packet); // Ethernet
      case 12, 14, 101, 228, 229 -> type = ANY_IP; // raw IP
      case 0, 108 -> readLoopback(packet); // BSD loopback, OpenBSD loopback
      case 113 -> readTyped(packet, 16, 14); // Linux cooked v1
      case 276 -> readTyped(packet, 20, 0); // Linux cooked v2
      case 104 -> readTyped(packet, 4, 2); // Cisco HDLC
      case 9, 50 -> readPpp(packet); // PPP, PPP in HDLC-like framing
      case 51 -> type = 0x8864; // PPPoE
      case 109 -> readAfter(packet, 12); // OpenBSD's encapsulated IP
      case 258 -> {
        return readPktap(packet);
      }
      default -> {
        passed.link(link);
        return false;
      }
    }
    return true;
  }

  /// A header of fixed length with an EtherType in it.
  private void readTyped(Packet packet, int length, int where) {
    if (has(packet, length)) {
      type = be16(packet.bytes, at + where);
      advance(packet, length);
    }
  }

  private void readAfter(Packet packet, int length) {
    if (has(packet, length)) {
      type = ANY_IP;
      advance(packet, length);
    }
  }

  private void readEthernet(Packet packet) {
    readTyped(packet, 14, 12);
  }

  /// The address family is a number of the machine that captured, in its byte order.
  private void readLoopback(Packet packet) {
    if (!has(packet, 4)) {
      return;
    }
    int family = be32(packet.bytes, at);
    int number = family >>> 16 == 0 ? family : Integer.reverseBytes(family);
    type =
        switch (number) {
          case 2 -> 0x0800;
          case 10, 23, 24, 28, 30 -> 0x86DD;
          default -> NOTHING;
        };
    advance(packet, 4);
  }

  /// Apple's header with where a packet passed; its numbers are little-endian.
  private boolean readPktap(Packet packet) {
    if (!has(packet, 12)) {
      return false;
    }
    int length = Integer.reverseBytes(be32(packet.bytes, at));
    int link = Integer.reverseBytes(be32(packet.bytes, at + 8));
    if (length < 12 || link == 258 || !has(packet, length)) {
      return false;
    }
    advance(packet, length);
    return readLink(link, packet);
  }

  private void readPpp(Packet packet) {
    if (has(packet, 4)) {
      if (be16(packet.bytes, at) == 0xFF03) {
        advance(packet, 2); // address and control, which may be left out
      }
      readPppProtocol(packet);
    }
  }

  /// One byte or two: the last one is odd.
  private void readPppProtocol(Packet packet) {
    if (!has(packet, 2)) {
      return;
    }
    boolean one = (packet.bytes[at] & 1) != 0;
    int protocol = one ? u8(packet.bytes, at) : be16(packet.bytes, at);
    advance(packet, one ? 1 : 2);
    type =
        switch (protocol) {
          case 0x0021 -> 0x0800;
          case 0x0057 -> 0x86DD;
          case 0x0281 -> 0x8847;
          default -> NOTHING;
        };
  }

  /// @return whether this was the innermost
  private boolean readLayer(Packet packet) {
    switch (type) {
      case 0x0800 -> {
        return readIpv4(packet);
      }
      case 0x86DD -> {
        return readIpv6(packet);
      }
      case ANY_IP -> {
        if (has(packet, 1)) {
          int version = u8(packet.bytes, at) >> 4;
          type = version == 4 ? 0x0800 : version == 6 ? 0x86DD : NOTHING;
        }
      }
      case 0x8100, 0x88A8, 0x9100, 0x9200, 0x9300 -> readTyped(packet, 4, 2); // VLAN tags
      case 0x8847, 0x8848 -> readLabels(packet); // MPLS
      case 0x8864 -> { // PPPoE
        if (has(packet, 6)) {
          advance(packet, 6);
          readPppProtocol(packet);
        }
      }
      default -> {
        if (type >= 0 && type < 0x0600) {
          readLlc(packet);
        } else {
          type = NOTHING;
        }
      }
    }
    return false;
  }

  /// IEEE 802.3 with SNAP; the type was a length.
  private void readLlc(Packet packet) {
    boolean snap =
        packet.end - at >= 8
            && be32(packet.bytes, at) == 0xAAAA_0300
            && be16(packet.bytes, at + 4) == 0;
    type = NOTHING;
    if (snap) {
      readTyped(packet, 8, 6);
    }
  }

  private void readLabels(Packet packet) {
    while (has(packet, 4)) {
      boolean last = (packet.bytes[at + 2] & 1) != 0;
      advance(packet, 4);
      if (last) {
        break;
      }
    }
    if (type == NOTHING || !has(packet, 1)) {
      return;
    }
    type = ANY_IP;
    if (u8(packet.bytes, at) >> 4 == 0 && has(packet, 4)) { // a pseudowire's control word
      advance(packet, 4);
      readEthernet(packet);
    }
  }

  /// RFC 791. A total length of 0 is what a capture shows of a packet that the network card cuts
  /// into smaller ones.
  private boolean readIpv4(Packet packet) {
    if (!has(packet, 20)) {
      return false;
    }
    byte[] bytes = packet.bytes;
    int header = (bytes[at] & 0x0F) * 4;
    int total = be16(bytes, at + 2);
    if (total == 0) {
      total = packet.length;
    }
    if ((bytes[at] & 0xF0) != 0x40 || header < 20 || total < header) {
      passed.malformed++;
      type = NOTHING;
      return false;
    }
    if (!has(packet, header)) {
      return false;
    }
    packet.length = total;
    packet.end = Math.min(packet.end, at + total);
    packet.ipId = be16(bytes, at + 4);
    packet.hopLimit = bytes[at + 8] & 0xFF;
    packet.sourceHigh = 0;
    packet.sourceLow = MAPPED | be32(bytes, at + 12) & 0xFFFF_FFFFL;
    packet.targetHigh = 0;
    packet.targetLow = MAPPED | be32(bytes, at + 16) & 0xFFFF_FFFFL;
    int protocol = bytes[at + 9] & 0xFF;
    int fragment = be16(bytes, at + 6);
    advance(packet, header);
    packet.protocol = protocol;
    if ((fragment & 0x3FFF) != 0
        && !join(packet, packet.ipId, (fragment & 0x1FFF) * 8, (fragment & 0x2000) != 0)) {
      return false;
    }
    return readProtocol(packet, protocol);
  }

  /// RFC 8200.
  private boolean readIpv6(Packet packet) {
    if (!has(packet, 40)) {
      return false;
    }
    byte[] bytes = packet.bytes;
    if ((bytes[at] & 0xF0) != 0x60) {
      passed.malformed++;
      type = NOTHING;
      return false;
    }
    int payload = be16(bytes, at + 4);
    packet.length = payload == 0 ? packet.length : payload + 40;
    packet.end = Math.min(packet.end, at + packet.length);
    packet.ipId = -1;
    packet.hopLimit = bytes[at + 7] & 0xFF;
    packet.sourceHigh = be64(bytes, at + 8);
    packet.sourceLow = be64(bytes, at + 16);
    packet.targetHigh = be64(bytes, at + 24);
    packet.targetLow = be64(bytes, at + 32);
    int next = bytes[at + 6] & 0xFF;
    advance(packet, 40);
    return readExtensions(packet, next);
  }

  private boolean readExtensions(Packet packet, int first) {
    int next = first;
    for (int count = 0; count < DEEPEST; count++) {
      switch (next) {
        case 0, 43, 60, 135, 139, 140 -> { // options, routing, mobility, identity
          if (!has(packet, 8) || !skipExtension(packet, (u8(packet.bytes, at + 1) + 1) * 8)) {
            return false;
          }
        }
        case 51 -> { // authentication
          if (!has(packet, 8) || !skipExtension(packet, (u8(packet.bytes, at + 1) + 2) * 4)) {
            return false;
          }
        }
        case 44 -> {
          if (!has(packet, 8)) {
            return false;
          }
          next = u8(packet.bytes, at);
          int fragment = be16(packet.bytes, at + 2);
          int id = be32(packet.bytes, at + 4);
          advance(packet, 8);
          packet.protocol = next;
          boolean whole = (fragment & 0xFFF9) == 0;
          if (!whole && !join(packet, id, fragment & 0xFFF8, (fragment & 1) != 0)) {
            return false;
          }
          continue;
        }
        default -> {
          packet.protocol = next;
          return readProtocol(packet, next);
        }
      }
      next = extended;
    }
    passed.malformed++;
    type = NOTHING;
    return false;
  }

  /// The header behind the extension that was read last.
  private int extended;

  private boolean skipExtension(Packet packet, int length) {
    extended = u8(packet.bytes, at);
    if (!has(packet, length)) {
      return false;
    }
    advance(packet, length);
    return true;
  }

  /// Adds a fragment.
  ///
  /// @return whether the packet is whole now, and in `packet`
  private boolean join(Packet packet, int id, int offset, boolean more) {
    type = NOTHING;
    packet.from = at;
    if (packet.length > packet.end - at) {
      passed.cut++;
      return false;
    }
    if (!fragments.add(packet, id, offset, more)) {
      return false;
    }
    at = packet.from;
    return true;
  }

  /// @return whether it is something that conversations are made of; if not, what is within is
  ///     next
  private boolean readProtocol(Packet packet, int protocol) {
    type = NOTHING;
    switch (protocol) {
      case Packet.TCP, Packet.ICMP, Packet.ICMP_V6 -> {
        packet.from = at;
        return true;
      }
      case Packet.UDP -> {
        packet.from = at;
        return !readVxlan(packet);
      }
      case 4 -> type = 0x0800; // IP in IP
      case 41 -> type = 0x86DD; // IPv6 in IPv4
      case 47 -> readGre(packet);
      case 50 -> passed.encrypted++;
      default -> {}
    }
    return false;
  }

  /// RFC 2784 and 2890; ERSPAN is what switches mirror with.
  private void readGre(Packet packet) {
    if (!has(packet, 4)) {
      return;
    }
    int flags = be16(packet.bytes, at);
    int protocol = be16(packet.bytes, at + 2);
    type = NOTHING;
    if ((flags & 7) != 0) {
      return; // version 1 is PPTP's
    }
    int length = 4 + Integer.bitCount(flags & 0xB000) * 4;
    if (!has(packet, length)) {
      return;
    }
    advance(packet, length);
    switch (protocol) {
      case 0x0800, 0x86DD, 0x8847 -> type = protocol;
      case 0x6558 -> readEthernet(packet);
      case 0x88BE -> readErspan(packet, (flags & 0x1000) != 0 ? 8 : 0);
      case 0x22EB -> readErspan(packet, 12);
      default -> {}
    }
  }

  private void readErspan(Packet packet, int header) {
    if (has(packet, header)) {
      advance(packet, header);
      readEthernet(packet);
    }
  }

  /// RFC 7348.
  private boolean readVxlan(Packet packet) {
    boolean vxlan =
        packet.end - at >= 16 + 14
            && be16(packet.bytes, at + 2) == 4789
            && be32(packet.bytes, at + 8) == 0x0800_0000;
    if (vxlan) {
      advance(packet, 16);
      readEthernet(packet);
    }
    return vxlan;
  }
}
