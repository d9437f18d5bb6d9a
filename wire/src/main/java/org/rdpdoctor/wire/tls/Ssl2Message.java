package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A message of SSL 2.0 with its two-byte header, read so far that a server from the last century
/// is recognized by its answer.
@SpecifiedIn("draft-hickman-netscape-ssl 1.1")
public record Ssl2Message(int type, Bytes body) {
  public static final int ERROR = 0;
  public static final int SERVER_HELLO = 4;
  private static final int TWO_BYTE_HEADER = 0x8000;

  /// True if an answer that begins so can only be SSL 2.0: no TLS record has its first bit set.
  public static boolean isLikely(Bytes head) {
    return head.size() >= 3
        && (head.at(0) & 0x80) != 0
        && (head.at(2) == ERROR || head.at(2) == SERVER_HELLO);
  }

  public static Ssl2Message decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int header = in.u16be("RECORD-LENGTH");
    in.require("RECORD-LENGTH", 2, TWO_BYTE_HEADER, header & TWO_BYTE_HEADER);
    WireReader data = in.part("data", header & ~TWO_BYTE_HEADER);
    return new Ssl2Message(data.u8("MSG-TYPE"), data.rest());
  }

  public Bytes encode() {
    return new WireWriter().u16be(TWO_BYTE_HEADER | 1 + body.size()).u8(type).bytes(body).toBytes();
  }
}
