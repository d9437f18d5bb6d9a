package org.rdpdoctor.wire.x224;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// TPKT: the four bytes that give every X.224 message its length on a TCP stream.
@SpecifiedIn("RFC 1006 6")
public record Tpkt(Bytes payload) {
  public static final int VERSION = 3;
  public static final int HEADER_SIZE = 1 /* version */ + 1 /* reserved */ + 2 /* length */;

  /// The whole size of the packet that begins with `head`, or -1 while fewer than four bytes are
  /// known.
  ///
  /// @throws DecodeException if these bytes cannot begin a packet
  public static int sizeOf(Bytes head) throws DecodeException {
    var in = new WireReader(head);
    if (head.isEmpty()) {
      return -1;
    }
    in.require("version", 0, VERSION, in.u8("version"));
    if (head.size() < HEADER_SIZE) {
      return -1;
    }
    in.skip("reserved", 1);
    int length = in.u16be("length");
    if (length < HEADER_SIZE) {
      throw in.wrongLength("length", 2, length, 0xFFFF);
    }
    return length;
  }

  public static Tpkt decode(Bytes packet) throws DecodeException {
    var in = new WireReader(packet);
    in.require("version", 1, VERSION, in.u8("version"));
    in.skip("reserved", 1);
    int length = in.u16be("length");
    if (length < HEADER_SIZE) {
      throw in.wrongLength("length", 2, length, 0xFFFF);
    }
    return new Tpkt(in.bytes("payload", length - HEADER_SIZE));
  }

  public Bytes encode() {
    return new WireWriter()
        .u8(VERSION)
        .u8(0) // reserved
        .u16be(HEADER_SIZE + payload.size())
        .bytes(payload)
        .toBytes();
  }
}
