package org.rdpdoctor.wire.socks;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What the proxy is to do: [#CONNECT], or another command.
@SpecifiedIn("RFC 1928 4")
public record SocksRequest(int command, SocksAddress destination, int port) {
  public static final int CONNECT = 1;

  public static SocksRequest decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    in.require("VER", 1, SocksGreeting.VERSION, in.u8("VER"));
    int command = in.u8("CMD");
    in.skip("RSV", 1);
    var request = new SocksRequest(command, SocksAddress.read(in), in.u16be("DST.PORT"));
    in.require("bytes left", 0, 0, in.remaining());
    return request;
  }

  public Bytes encode() {
    var out = new WireWriter().u8(SocksGreeting.VERSION).u8(command).u8(0);
    destination.write(out);
    return out.u16be(port).toBytes();
  }
}
