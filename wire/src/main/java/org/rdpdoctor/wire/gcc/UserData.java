package org.rdpdoctor.wire.gcc;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// User Data Header, `TS_UD_HEADER`: type and length of the block that follows.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.1")
final class UserData {
  private UserData() {}

  /// What belongs to the block whose type has just been read.
  static WireReader body(WireReader in) throws DecodeException {
    int at = in.offset();
    int length = in.u16le("length");
    if (length < ClientData.HEADER_SIZE) {
      throw in.malformed("length", at, length + " does not even hold the header");
    }
    return in.part("userData", length - ClientData.HEADER_SIZE);
  }

  static void write(WireWriter out, int type, Bytes body) {
    out.u16le(type).u16le(ClientData.HEADER_SIZE + body.size()).bytes(body);
  }
}
