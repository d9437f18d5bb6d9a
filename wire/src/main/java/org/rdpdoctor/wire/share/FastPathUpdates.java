package org.rdpdoctor.wire.share;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Server Fast-Path Update PDU, `TS_FP_UPDATE_PDU`: pictures, without TPKT and MCS around them.
///
/// @param flags of the upper two bits of the first byte
/// @param rest under standard RDP security first signature and encrypted updates, as `flags` says
@SpecifiedIn("MS-RDPBCGR 2.2.9.1.2")
public record FastPathUpdates(int flags, Bytes rest) {
  public static final int FASTPATH_OUTPUT_SECURE_CHECKSUM = 1;
  public static final int FASTPATH_OUTPUT_ENCRYPTED = 2;

  public static final int FASTPATH_UPDATETYPE_ORDERS = 0x0;
  public static final int FASTPATH_UPDATETYPE_BITMAP = 0x1;
  public static final int FASTPATH_UPDATETYPE_SURFCMDS = 0x4;

  private static final int KIND = 0x0F;
  private static final int ACTION = 0x03;
  private static final int LONG = 0x80;
  private static final int SHORTEST_HEADER = 2;

  /// True if a packet that begins with this byte is one of these, as far as that shows.
  public static boolean isBegunBy(int first) {
    return (first & ACTION) == 0;
  }

  /// The whole size of the packet that begins with `head`, or -1 while its header is not known.
  ///
  /// @throws DecodeException if these bytes cannot begin a packet
  public static int sizeOf(Bytes head) throws DecodeException {
    if (head.size() < SHORTEST_HEADER || (head.at(1) >= LONG && head.size() < 3)) {
      return -1;
    }
    var in = new WireReader(head);
    in.skip("fpOutputHeader", 1);
    return length(in);
  }

  private static int length(WireReader in) throws DecodeException {
    int first = in.u8("length1");
    int length = first < LONG ? first : (first & 0x7F) << 8 | in.u8("length2");
    if (length < in.offset()) {
      throw in.malformed("length1", 1, length + " does not even hold the header");
    }
    return length;
  }

  /// The kinds of the updates in here, once they are decrypted: see MS-RDPBCGR 2.2.9.1.2.1. Up to
  /// the first that cannot be read.
  ///
  /// @param updates what [#rest] holds, decrypted
  public static List<Integer> kinds(Bytes updates) {
    var in = new WireReader(updates);
    var kinds = new ArrayList<Integer>();
    try {
      while (!in.isEmpty()) {
        int header = in.u8("updateHeader");
        kinds.add(header & KIND);
        if (header >> 6 != 0) {
          in.skip("compressionFlags", 1);
        }
        in.skip("updateData", in.u16le("size"));
      }
    } catch (DecodeException _) {
      return List.copyOf(kinds);
    }
    return List.copyOf(kinds);
  }

  public static FastPathUpdates decode(Bytes packet) throws DecodeException {
    var in = new WireReader(packet);
    int header = in.u8("fpOutputHeader");
    in.require("action", 1, 0, header & ACTION);
    int length = length(in);
    return new FastPathUpdates(header >> 6, in.bytes("fpOutputUpdates", length - in.offset()));
  }

  public Bytes encode() {
    int size = rest.size() + 2;
    var out = new WireWriter().u8(flags << 6);
    return (size < LONG ? out.u8(size) : out.u16be(LONG << 8 | size + 1)).bytes(rest).toBytes();
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
