package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `RDPUDP_FEC_HEADER`, with which every datagram begins.
///
/// @param snSourceAck the highest sequence number heard from the other side; -1 in a first SYN
/// @param uReceiveWindowSize how many datagrams the receiver can hold
@SpecifiedIn("MS-RDPEUDP 2.2.2.1")
public record FecHeader(int snSourceAck, int uReceiveWindowSize, Flags uFlags) {
  static FecHeader read(WireReader in) throws DecodeException {
    return new FecHeader(
        in.u32be("snSourceAck"), in.u16be("uReceiveWindowSize"), new Flags(in.u16be("uFlags")));
  }

  WireWriter write(WireWriter out) {
    return out.u32be(snSourceAck).u16be(uReceiveWindowSize).u16be(uFlags.value());
  }
}
