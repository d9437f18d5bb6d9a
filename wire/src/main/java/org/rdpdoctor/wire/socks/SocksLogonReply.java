package org.rdpdoctor.wire.socks;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Whether the proxy takes a [SocksLogon]: `status` is 0 if it does.
@SpecifiedIn("RFC 1929 2")
public record SocksLogonReply(int status) {
  /// Bytes of every such message.
  public static final int SIZE = 2;

  public boolean isAccepted() {
    return status == 0;
  }

  /// Some proxies repeat the 5 of SOCKS where the 1 of this exchange belongs.
  public static SocksLogonReply decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int version = in.u8("VER");
    if (version != SocksGreeting.VERSION) {
      in.require("VER", 1, SocksLogon.VERSION, version);
    }
    var reply = new SocksLogonReply(in.u8("STATUS"));
    in.require("bytes left", 0, 0, in.remaining());
    return reply;
  }

  public Bytes encode() {
    return new WireWriter().u8(SocksLogon.VERSION).u8(status).toBytes();
  }
}
