package org.rdpdoctor.wire.share;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Heartbeat PDU, after its security header: the server is still there.
///
/// @param period in seconds, between heartbeats
/// @param count1 missed heartbeats until the client should warn
/// @param count2 missed heartbeats until the client should reconnect
@SpecifiedIn("MS-RDPBCGR 2.2.16.1")
public record Heartbeat(int reserved, int period, int count1, int count2) {
  public static Heartbeat decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    return new Heartbeat(in.u8("reserved"), in.u8("period"), in.u8("count1"), in.u8("count2"));
  }

  public Bytes encode() {
    return new WireWriter().u8(reserved).u8(period).u8(count1).u8(count2).toBytes();
  }
}
