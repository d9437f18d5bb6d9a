package org.rdpdoctor.reader.capture.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.rdpdoctor.wire.Bytes;

/// Captures written byte by byte, in the formats and variants that exist.
final class Written {
  private final ByteBuffer out;

  private Written(ByteOrder order) {
    out = ByteBuffer.allocate(1 << 22).order(order);
  }

  Bytes toBytes() {
    return Sent.wrap(out);
  }

  static Bytes pcap(int link, List<Shot> shots) {
    return pcap(ByteOrder.LITTLE_ENDIAN, 0xA1B2C3D4, link, shots);
  }

  static Bytes pcap(ByteOrder order, int magic, int link, List<Shot> shots) {
    Written file = new Written(order);
    file.out.putInt(magic).putShort((short) 2).putShort((short) 4);
    file.out.putLong(0).putInt(65_535).putInt(link);
    int unit = magic == 0xA1B23C4D ? 1 : 1000;
    for (Shot shot : shots) {
      file.out.putInt((int) (shot.nanos() / Shot.SECOND));
      file.out.putInt((int) (shot.nanos() % Shot.SECOND / unit));
      file.out.putInt(shot.bytes().size()).putInt(shot.original());
      if (magic == 0xA1B2CD34) {
        file.out.putLong(0x0102030405060708L); // interface, protocol, kind, padding
      }
      file.out.put(shot.bytes().toArray());
    }
    return file.toBytes();
  }

  static Bytes snoop(List<Shot> shots) {
    Written file = new Written(ByteOrder.BIG_ENDIAN);
    file.out.put("snoop\0\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(4);
    for (Shot shot : shots) {
      int padding = -shot.bytes().size() & 3;
      file.out.putInt(shot.original()).putInt(shot.bytes().size());
      file.out.putInt(24 + shot.bytes().size() + padding).putInt(0);
      file.out.putInt((int) (shot.nanos() / Shot.SECOND));
      file.out.putInt((int) (shot.nanos() % Shot.SECOND / 1000));
      file.out.put(shot.bytes().toArray()).put(new byte[padding]);
    }
    return file.toBytes();
  }

  /// A pcapng file with one section, to which blocks are added.
  static Written pcapng(ByteOrder order) {
    return new Written(order).section();
  }

  Written in(ByteOrder order) {
    out.order(order);
    return this;
  }

  Written section() {
    return block(
        0x0A0D0D0A,
        body(16).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1));
  }

  Written interfaceOf(int link) {
    return block(1, body(8).putShort((short) link).putShort((short) 0).putInt(0));
  }

  /// @param resolution as in `if_tsresol`
  /// @param offset as in `if_tsoffset`, in seconds
  Written interfaceOf(int link, int snapLength, int resolution, long offset) {
    ByteBuffer body = body(32).putShort((short) link).putShort((short) 0).putInt(snapLength);
    body.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
    body.putShort((short) 14).putShort((short) 8).putLong(offset);
    return block(1, body.putInt(0));
  }

  Written packet(int number, long ticks, Shot shot) {
    ByteBuffer body = body(20 + shot.bytes().size()).putInt(number);
    body.putInt((int) (ticks >>> 32)).putInt((int) ticks);
    return block(
        6, body.putInt(shot.bytes().size()).putInt(shot.original()).put(shot.bytes().toArray()));
  }

  /// With a time in microseconds.
  Written packet(int number, Shot shot) {
    return packet(number, shot.nanos() / 1000, shot);
  }

  Written oldPacket(int number, Shot shot) {
    long ticks = shot.nanos() / 1000;
    ByteBuffer body = body(20 + shot.bytes().size()).putShort((short) number).putShort((short) 7);
    body.putInt((int) (ticks >>> 32)).putInt((int) ticks);
    return block(
        2, body.putInt(shot.bytes().size()).putInt(shot.original()).put(shot.bytes().toArray()));
  }

  Written simplePacket(Shot shot) {
    return block(
        3, body(4 + shot.bytes().size()).putInt(shot.original()).put(shot.bytes().toArray()));
  }

  Written secrets(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return block(10, body(8 + bytes.length).putInt(kind).putInt(bytes.length).put(bytes));
  }

  private ByteBuffer body(int size) {
    return ByteBuffer.allocate(size).order(out.order());
  }

  Written block(int type, ByteBuffer body) {
    int padding = -body.position() & 3;
    int length = 12 + body.position() + padding;
    out.putInt(type).putInt(length).put(Sent.wrap(body).toArray());
    out.put(new byte[padding]).putInt(length);
    return this;
  }

  static Bytes gzip(Bytes... members) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try {
      for (Bytes member : members) {
        try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
          packer.write(member.toArray());
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Bytes.copyOf(packed.toByteArray());
  }
}
