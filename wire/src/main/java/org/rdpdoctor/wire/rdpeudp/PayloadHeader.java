package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What stands before data: which packet it is, or which packets it can restore.
@SpecifiedIn("MS-RDPEUDP 3.1.5.3.2")
public sealed interface PayloadHeader {
  WireWriter write(WireWriter out);

  /// `RDPUDP_SOURCE_PAYLOAD_HEADER`.
  @SpecifiedIn("MS-RDPEUDP 2.2.2.4")
  record Source(int snCoded, int snSourceStart) implements PayloadHeader {
    @Override
    public WireWriter write(WireWriter out) {
      return out.u32be(snCoded).u32be(snSourceStart);
    }
  }

  /// `RDPUDP_FEC_PAYLOAD_HEADER`: `uRange` packets after `snSourceStart` are covered, too.
  @SpecifiedIn("MS-RDPEUDP 2.2.2.2")
  record Fec(int snCoded, int snSourceStart, int uRange, int uFecIndex) implements PayloadHeader {
    @Override
    public WireWriter write(WireWriter out) {
      return out.u32be(snCoded).u32be(snSourceStart).u8(uRange).u8(uFecIndex).zeros(2);
    }
  }

  static PayloadHeader read(WireReader in, Flags flags) throws DecodeException {
    int coded = in.u32be("snCoded");
    int start = in.u32be("snSourceStart");
    if (!flags.has(Flags.FEC)) {
      return new Source(coded, start);
    }
    var fec = new Fec(coded, start, in.u8("uRange"), in.u8("uFecIndex"));
    in.skip("uPadding", 2);
    return fec;
  }
}
