package org.rdpdoctor.wire.x224;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// X.224 Data TPDU of class 0 in its TPKT: the wrapping of everything after the Connection Confirm.
@SpecifiedIn("X.224 13.7")
public record DataTpdu(Bytes userData) {
  private static final int LENGTH = 2;
  private static final int CODE = 0xF0;
  private static final int END_OF_TSDU = 0x80;

  public static DataTpdu decode(Bytes packet) throws DecodeException {
    var in = new WireReader(Tpkt.decode(packet).payload());
    in.require("LI", 1, LENGTH, in.u8("LI"));
    in.require("DT", 1, CODE, in.u8("DT"));
    in.require("EOT TPDU-NR", 1, END_OF_TSDU, in.u8("EOT TPDU-NR"));
    return new DataTpdu(in.rest());
  }

  public Bytes encode() {
    return new Tpkt(new WireWriter().u8(LENGTH).u8(CODE).u8(END_OF_TSDU).bytes(userData).toBytes())
        .encode();
  }
}
