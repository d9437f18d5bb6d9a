package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `Handshake`: the four bytes in front of every handshake message, and its body as it stands.
@SpecifiedIn("RFC 8446 4")
public record Handshake(HandshakeType type, Bytes body) {
  public static final int HEADER_SIZE = 1 /* msg_type */ + 3 /* length */;

  public static Handshake decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    var type = new HandshakeType(in.u8("msg_type"));
    return new Handshake(type, in.bytes("body", in.u24be("length")));
  }

  public Bytes encode() {
    return new WireWriter().u8(type.value()).u24bePrefixed(body).toBytes();
  }

  /// A reader for the body of a message that must be of this type; its offsets count from the
  /// header.
  static WireReader open(Bytes message, HandshakeType type) throws DecodeException {
    var in = new WireReader(message);
    in.require("msg_type", 1, type.value(), in.u8("msg_type"));
    return in.part("body", in.u24be("length"));
  }
}
