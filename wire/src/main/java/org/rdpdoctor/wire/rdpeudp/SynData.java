package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `RDPUDP_SYNDATA_PAYLOAD`: the sequence number to begin with, and the largest datagrams in either
/// direction, in bytes.
@SpecifiedIn("MS-RDPEUDP 2.2.2.5")
public record SynData(int snInitialSequenceNumber, int uUpStreamMtu, int uDownStreamMtu) {
  static SynData read(WireReader in) throws DecodeException {
    return new SynData(
        in.u32be("snInitialSequenceNumber"), in.u16be("uUpStreamMtu"), in.u16be("uDownStreamMtu"));
  }

  WireWriter write(WireWriter out) {
    return out.u32be(snInitialSequenceNumber).u16be(uUpStreamMtu).u16be(uDownStreamMtu);
  }
}
