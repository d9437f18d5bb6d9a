package org.rdpdoctor.peers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// An IPv4 packet with TCP in it, as it stands on the wire (RFC 791, RFC 9293), for devices that
/// look into it.
final class TcpPacket {
  private static final int PROTOCOL_TCP = 6;
  private static final int FIN = 0x01;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;
  private static final int IP_SIZE = 20;
  private static final int TCP_SIZE = 20;

  private final byte[] bytes;

  TcpPacket(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isOne(byte[] packet) {
    return packet.length >= IP_SIZE + TCP_SIZE
        && packet[0] >> 4 == 4
        && packet[9] == PROTOCOL_TCP
        && packet.length >= new TcpPacket(packet).payloadAt();
  }

  private int tcpAt() {
    return (bytes[0] & 0x0F) * 4;
  }

  private int payloadAt() {
    return tcpAt() + ((bytes[tcpAt() + 12] & 0xF0) >> 2);
  }

  private ByteBuffer at(int offset) {
    return ByteBuffer.wrap(bytes, offset, bytes.length - offset);
  }

  int payloadSize() {
    return bytes.length - payloadAt();
  }

  /// X.224 Connection Request in a TPKT.
  boolean asksForRdp() {
    int payload = payloadAt();
    return payloadSize() > 6
        && bytes[payload] == 3
        && bytes[payload + 1] == 0
        && (bytes[payload + 5] & 0xF0) == 0xE0;
  }

  /// A TLS record with a ClientHello in it.
  boolean isClientHello() {
    int payload = payloadAt();
    return payloadSize() > 6 && bytes[payload] == 0x16 && bytes[payload + 5] == 1;
  }

  /// An orderly close in the name of whoever this packet was meant for.
  byte[] closed() {
    return answered(FIN | ACK);
  }

  /// A reset in the name of whoever this packet was meant for.
  byte[] reset() {
    return answered(RST | ACK);
  }

  private byte[] answered(int flags) {
    int tcp = tcpAt();
    var answer = ByteBuffer.allocate(IP_SIZE + TCP_SIZE);
    answer.put((byte) 0x45).put((byte) 0).putShort((short) (IP_SIZE + TCP_SIZE));
    answer.putInt(0).put((byte) 64).put((byte) PROTOCOL_TCP).putShort((short) 0);
    answer.put(bytes, 16, 4).put(bytes, 12, 4); // the addresses, the other way round
    answer.putShort(at(tcp + 2).getShort()).putShort(at(tcp).getShort());
    answer.putInt(at(tcp + 8).getInt()); // what the packet acknowledges comes next
    answer.putInt(at(tcp + 4).getInt() + payloadSize());
    answer.put((byte) (TCP_SIZE << 2)).put((byte) flags).putShort((short) 0xFFFF);
    answer.putInt(0);
    return summed(answer.array());
  }

  /// The same with a receive window of nothing.
  byte[] withoutWindow() {
    byte[] changed = bytes.clone();
    changed[tcpAt() + 14] = 0;
    changed[tcpAt() + 15] = 0;
    return summed(changed);
  }

  private static byte[] summed(byte[] packet) {
    var whole = ByteBuffer.wrap(packet);
    int tcp = (packet[0] & 0x0F) * 4;
    whole.putShort(10, (short) 0);
    whole.putShort(10, (short) ~folded(sum(packet, 0, tcp)));
    whole.putShort(tcp + 16, (short) 0);
    long pseudo = sum(packet, 12, 20) + PROTOCOL_TCP + packet.length - tcp;
    whole.putShort(tcp + 16, (short) ~folded(pseudo + sum(packet, tcp, packet.length)));
    return packet;
  }

  private static long sum(byte[] packet, int from, int to) {
    byte[] even = Arrays.copyOfRange(packet, from, to + (to - from) % 2);
    if ((to - from) % 2 == 1) {
      even[even.length - 1] = 0;
    }
    long sum = 0;
    for (int i = 0; i < even.length; i += 2) {
      sum += (even[i] & 0xFF) << 8 | even[i + 1] & 0xFF;
    }
    return sum;
  }

  private static int folded(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >> 16);
    }
    return (int) folded;
  }
}
