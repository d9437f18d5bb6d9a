package org.rdpdoctor.reader.capture.flow;

import static org.rdpdoctor.reader.capture.format.Octets.be16;
import static org.rdpdoctor.reader.capture.format.Octets.be32;
import static org.rdpdoctor.reader.capture.format.Octets.be64;
import static org.rdpdoctor.reader.capture.format.Octets.u8;

import org.rdpdoctor.reader.capture.packet.Packet;

/// An ICMP error and the beginning of the packet that it quotes (RFC 792, RFC 1191, RFC 4443).
final class Quotation {
  private static final long MAPPED = 0xFFFF_0000_0000L;

  private final Packet packet = new Packet();
  private String what = "";
  private int mtu;

  /// The quoted packet: its ends, its protocol, and where its ports stand.
  Packet packet() {
    return packet;
  }

  String what() {
    return what;
  }

  int mtu() {
    return mtu;
  }

  /// @return whether this is an error about TCP or UDP
  boolean read(Packet icmp) {
    if (icmp.end - icmp.from < 8 + 20 + 4) {
      return false;
    }
    int type = u8(icmp.bytes, icmp.from);
    int code = u8(icmp.bytes, icmp.from + 1);
    boolean known =
        icmp.protocol == Packet.ICMP
            ? readVersion4(icmp, type, code)
            : readVersion6(icmp, type, code);
    return known && readQuoted(icmp.bytes, icmp.from + 8, icmp.end);
  }

  private boolean readVersion4(Packet icmp, int type, int code) {
    boolean tooBig = type == 3 && code == 4;
    mtu = tooBig ? be16(icmp.bytes, icmp.from + 6) : 0;
    what =
        switch (type) {
          case 3 -> unreachable(code);
          case 4 -> "source quench";
          case 11 -> code == 1 ? "fragments missing" : "time exceeded";
          case 12 -> "parameter problem";
          default -> "";
        };
    return !what.isEmpty();
  }

  private static String unreachable(int code) {
    return switch (code) {
      case 0, 6, 11 -> "network unreachable";
      case 1, 7, 12 -> "host unreachable";
      case 2 -> "protocol unreachable";
      case 3 -> "port unreachable";
      case 4 -> "fragmentation needed";
      case 5 -> "source route failed";
      case 9, 10, 13 -> "administratively prohibited";
      default -> "unreachable (code %d)".formatted(code);
    };
  }

  private boolean readVersion6(Packet icmp, int type, int code) {
    mtu = type == 2 ? Math.max(0, be32(icmp.bytes, icmp.from + 4)) : 0;
    what =
        switch (type) {
          case 1 -> unreachable6(code);
          case 2 -> "fragmentation needed";
          case 3 -> code == 1 ? "fragments missing" : "time exceeded";
          case 4 -> "parameter problem";
          default -> "";
        };
    return !what.isEmpty();
  }

  private static String unreachable6(int code) {
    return switch (code) {
      case 0 -> "network unreachable";
      case 1, 5, 6 -> "administratively prohibited";
      case 3 -> "host unreachable";
      case 4 -> "port unreachable";
      default -> "unreachable (code %d)".formatted(code);
    };
  }

  private boolean readQuoted(byte[] bytes, int at, int end) {
    int version = u8(bytes, at) >> 4;
    int header;
    if (version == 4) {
      header = (bytes[at] & 0x0F) * 4;
      packet.protocol = u8(bytes, at + 9);
      packet.sourceHigh = 0;
      packet.sourceLow = MAPPED | be32(bytes, at + 12) & 0xFFFF_FFFFL;
      packet.targetHigh = 0;
      packet.targetLow = MAPPED | be32(bytes, at + 16) & 0xFFFF_FFFFL;
    } else if (version == 6 && end - at >= 40) {
      header = 40;
      packet.protocol = u8(bytes, at + 6);
      packet.sourceHigh = be64(bytes, at + 8);
      packet.sourceLow = be64(bytes, at + 16);
      packet.targetHigh = be64(bytes, at + 24);
      packet.targetLow = be64(bytes, at + 32);
    } else {
      return false;
    }
    packet.bytes = bytes;
    packet.from = at + header;
    packet.end = end;
    return header >= 20
        && end - packet.from >= 4
        && (packet.protocol == Packet.TCP || packet.protocol == Packet.UDP);
  }
}
