package org.rdpdoctor.reader.capture.file;

import java.nio.ByteBuffer;
import org.rdpdoctor.wire.Bytes;

/// Packets between a client and a server, from the inside out.
final class Sent {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;

  static final String CLIENT = "192.0.2.10";
  static final String SERVER = "198.51.100.20";

  private Sent() {}

  static Bytes ethernet(int type, Bytes inside) {
    ByteBuffer out = ByteBuffer.allocate(14 + inside.size());
    out.putLong(0x0202020202020404L).putInt(0x04040404).putShort((short) type);
    return wrap(out.put(inside.toArray()));
  }

  static Bytes wrap(ByteBuffer filled) {
    byte[] bytes = new byte[filled.position()];
    filled.get(0, bytes);
    return Bytes.copyOf(bytes);
  }

  static Bytes ipv4(String from, String to, int protocol, int id, Bytes inside) {
    return ipv4(from, to, protocol, id, 0x4000, 64, inside);
  }

  /// @param fragment flags and offset, as they stand in the header
  static Bytes ipv4(
      String from, String to, int protocol, int id, int fragment, int ttl, Bytes inside) {
    ByteBuffer out = ByteBuffer.allocate(20 + inside.size());
    out.putShort((short) 0x4500).putShort((short) (20 + inside.size())).putShort((short) id);
    out.putShort((short) fragment).put((byte) ttl).put((byte) protocol).putShort((short) 0);
    return wrap(out.put(address(from)).put(address(to)).put(inside.toArray()));
  }

  static Bytes ipv6(String from, String to, int next, Bytes inside) {
    ByteBuffer out = ByteBuffer.allocate(40 + inside.size());
    out.putInt(0x60000000).putShort((short) inside.size()).put((byte) next).put((byte) 61);
    return wrap(out.put(address(from)).put(address(to)).put(inside.toArray()));
  }

  static byte[] address(String text) {
    return java.net.InetAddress.ofLiteral(text).getAddress();
  }

  static Bytes tcp(int from, int to, long sequence, long ack, int flags, Bytes payload) {
    return tcp(from, to, sequence, ack, flags, 64_000, Bytes.EMPTY, payload);
  }

  /// @param options a multiple of 4 bytes
  static Bytes tcp(
      int from,
      int to,
      long sequence,
      long ack,
      int flags,
      int window,
      Bytes options,
      Bytes payload) {
    ByteBuffer out = ByteBuffer.allocate(20 + options.size() + payload.size());
    out.putShort((short) from).putShort((short) to).putInt((int) sequence).putInt((int) ack);
    out.put((byte) (20 + options.size() << 2)).put((byte) flags).putShort((short) window);
    out.putShort((short) payload.hashCode()).putShort((short) 0);
    return wrap(out.put(options.toArray()).put(payload.toArray()));
  }

  static Bytes udp(int from, int to, Bytes payload) {
    ByteBuffer out = ByteBuffer.allocate(8 + payload.size());
    out.putShort((short) from).putShort((short) to).putShort((short) (8 + payload.size()));
    return wrap(out.putShort((short) 0).put(payload.toArray()));
  }

  /// A TCP packet in IPv4 in Ethernet, from client to server port 3389.
  static Bytes up(int port, int id, long sequence, long ack, int flags, Bytes payload) {
    return ethernet(
        0x0800, ipv4(CLIENT, SERVER, 6, id, tcp(port, 3389, sequence, ack, flags, payload)));
  }

  /// The same, back.
  static Bytes down(int port, int id, long sequence, long ack, int flags, Bytes payload) {
    return ethernet(
        0x0800, ipv4(SERVER, CLIENT, 6, id, tcp(3389, port, sequence, ack, flags, payload)));
  }
}
