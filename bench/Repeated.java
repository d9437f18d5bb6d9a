import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Makes one long capture of many short ones: `java Repeated.java OUT.pcap MEBIBYTES IN.pcap…`
///
/// The short ones (pcap with microseconds and little-endian, as `editcap -F pcap` writes them) are
/// laid over
/// each other from the same start, pauses of more than a minute shortened. That is repeated until
/// the file is long enough, each time later and
/// between other addresses, so that no connection is met twice.
class Repeated {
  record Packet(long micros, int original, byte[] bytes, int ip) {}

  static final long START = 1_700_000_000_000_000L;

  /// One of the short captures has pauses of years.
  static final long LONGEST_PAUSE = 60_000_000;

  public static void main(String[] args) throws IOException {
    long wanted = Long.parseLong(args[1]) << 20;
    List<Packet> packets = new ArrayList<>();
    for (String in : Arrays.asList(args).subList(2, args.length)) {
      packets.addAll(read(Path.of(in)));
    }
    packets.sort(Comparator.comparingLong(Packet::micros));
    long length = packets.getLast().micros + 1_000_000;
    long written = 24;
    int round = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])), 1 << 20)) {
      out.write(buffer(24).putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(262_144).putInt(1).array());
      while (written < wanted) {
        for (Packet packet : packets) {
          long micros = START + round * length + packet.micros;
          move(packet, round);
          out.write(
              buffer(16)
                  .putInt((int) (micros / 1_000_000))
                  .putInt((int) (micros % 1_000_000))
                  .putInt(packet.bytes.length)
                  .putInt(packet.original)
                  .array());
          out.write(packet.bytes);
          move(packet, round);
          written += 16 + packet.bytes.length;
        }
        round++;
      }
    }
    System.out.printf("%d rounds of %d packets, %d bytes%n", round, packets.size(), written);
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Packets with their time from the first one on, each with an Ethernet header.
  static List<Packet> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 24 || in.getInt(0) != 0xA1B2C3D4) {
      throw new IllegalArgumentException(file + " is not pcap with microseconds, little-endian");
    }
    int link = in.getInt(20);
    in.position(24);
    long last = -1;
    long now = 0;
    List<Packet> packets = new ArrayList<>();
    while (in.remaining() >= 16) {
      long micros = Integer.toUnsignedLong(in.getInt()) * 1_000_000 + in.getInt();
      now += last < 0 ? 0 : Math.clamp(micros - last, 0, LONGEST_PAUSE);
      last = micros;
      byte[] bytes = new byte[in.getInt()];
      int original = in.getInt();
      in.get(bytes);
      int header = switch (link) {
        case 1 -> 14;
        case 0 -> 4;
        case 12, 14, 101 -> 0;
        case 113 -> 16;
        case 276 -> 20;
        default -> throw new IllegalArgumentException(file + " has link type " + link);
      };
      if (link != 1) {
        if (bytes.length <= header) {
          continue;
        }
        ByteBuffer wrapped = ByteBuffer.allocate(14 + bytes.length - header);
        boolean version6 = (bytes[header] & 0xF0) == 0x60;
        wrapped.putLong(0x0200000000010200L).putInt(0x00000002).putShort((short) (version6 ? 0x86DD : 0x0800));
        original += 14 - header;
        bytes = wrapped.put(bytes, header, bytes.length - header).array();
      }
      packets.add(new Packet(now, original, bytes, ipIn(bytes)));
    }
    return packets;
  }

  /// Where the IP header stands, or -1.
  static int ipIn(byte[] bytes) {
    int at = 12;
    while (bytes.length >= at + 2 + 20) {
      int type = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
      switch (type) {
        case 0x8100 -> at += 4;
        case 0x0800 -> { return at + 2; }
        case 0x86DD -> { return bytes.length >= at + 42 ? at + 2 : -1; }
        default -> { return -1; }
      }
    }
    return -1;
  }

  /// Changes the addresses; the same a second time changes them back. Checksums are left wrong, as
  /// they are in many captures, and nobody here looks at them.
  static void move(Packet packet, int round) {
    int at = packet.ip;
    if (at < 0) {
      return;
    }
    moveAddresses(packet.bytes, at, round);
    boolean icmp = (packet.bytes[at] & 0xF0) == 0x40 && packet.bytes[at + 9] == 1;
    int quoted = at + (packet.bytes[at] & 0x0F) * 4 + 8;
    if (icmp && packet.bytes.length >= quoted + 20 && (packet.bytes[quoted - 8] == 3 || packet.bytes[quoted - 8] == 11)) {
      moveAddresses(packet.bytes, quoted, round);
    }
  }

  static void moveAddresses(byte[] bytes, int at, int round) {
    boolean version4 = (bytes[at] & 0xF0) == 0x40;
    for (int address : version4 ? new int[] {at + 12, at + 16} : new int[] {at + 8, at + 24}) {
      bytes[address + 1] ^= (byte) round;
      bytes[address + 2] ^= (byte) (round >> 8);
    }
  }
}
