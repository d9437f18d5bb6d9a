package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `KeyShareEntry`: one side's public value in one group.
@SpecifiedIn("RFC 8446 4.2.8")
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) {

  static KeyShareEntry read(WireReader in) throws DecodeException {
    var group = new NamedGroup(in.u16be("group"));
    return new KeyShareEntry(group, in.bytes("key_exchange", in.u16be("key_exchange length")));
  }

  void write(WireWriter out) {
    out.u16be(group.value()).u16bePrefixed(keyExchange);
  }
}
