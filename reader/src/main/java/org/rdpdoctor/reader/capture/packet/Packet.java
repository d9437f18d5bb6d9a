package org.rdpdoctor.reader.capture.packet;

/// What an IP packet carries and between whom. There is one of these for the whole capture: it is
/// filled again for every packet.
public final class Packet {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMP_V6 = 58;

  /// Addresses as two halves. Those of IPv4 are written as in `::ffff:192.0.2.1`.
  public long sourceHigh;

  public long sourceLow;
  public long targetHigh;
  public long targetLow;

  /// As the registry of IP protocol numbers has it.
  public int protocol;

  /// Holds the packet, among others.
  public byte[] bytes = {};

  /// Where in `bytes` begins what IP carries.
  public int from;

  /// Where the captured part of it ends.
  public int end;

  /// How long it is on the wire.
  public int length;

  /// Nanoseconds since 1970.
  public long time;

  /// TTL or hop limit.
  public int hopLimit;

  /// -1 with IPv6.
  public int ipId;
}
