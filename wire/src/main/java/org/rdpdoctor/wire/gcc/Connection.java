package org.rdpdoctor.wire.gcc;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// ConnectData: what stands around both GCC messages.
@SpecifiedIn("T.124 8.7")
final class Connection {
  /// t124Identifier: the object identifier 0.0.20.124.0.1.
  private static final Bytes T124_IDENTIFIER = Bytes.of(0x00, 0x05, 0x00, 0x14, 0x7C, 0x00, 0x01);

  private static final int H221_LEAST = 4;
  private static final int VALUE_AND_H221 = 0xC0;

  private Connection() {}

  static void readKey(WireReader in) throws DecodeException {
    int at = in.offset();
    Bytes key = in.bytes("t124Identifier", T124_IDENTIFIER.size());
    if (!key.equals(T124_IDENTIFIER)) {
      throw in.malformed("t124Identifier", at, "another key: " + key);
    }
  }

  static WireWriter writeKey(WireWriter out) {
    return out.bytes(T124_IDENTIFIER);
  }

  /// One set of user data, under the key of its direction.
  static void readUserDataKey(WireReader in, Bytes key) throws DecodeException {
    in.require("userData count", 1, 1, in.u8("userData count"));
    in.require("userData", 1, VALUE_AND_H221, in.u8("userData"));
    int length = in.u8("h221NonStandard length") + H221_LEAST;
    int at = in.offset();
    Bytes found = in.bytes("h221NonStandard", length);
    if (!found.equals(key)) {
      throw in.malformed("h221NonStandard", at, "another key: " + found);
    }
  }

  static void writeUserDataKey(WireWriter out, Bytes key) {
    out.u8(1).u8(VALUE_AND_H221).u8(key.size() - H221_LEAST).bytes(key);
  }
}
