package org.rdpdoctor.wire.socks;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The proxy's answer to a [SocksGreeting]: which method it wants.
@SpecifiedIn("RFC 1928 3")
public record SocksChoice(SocksMethod method) {
  /// Bytes of every such message.
  public static final int SIZE = 2;

  public static SocksChoice decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    in.require("VER", 1, SocksGreeting.VERSION, in.u8("VER"));
    var choice = new SocksChoice(new SocksMethod(in.u8("METHOD")));
    in.require("bytes left", 0, 0, in.remaining());
    return choice;
  }

  public Bytes encode() {
    return new WireWriter().u8(SocksGreeting.VERSION).u8(method.value()).toBytes();
  }
}
