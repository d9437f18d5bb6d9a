package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `UDP_CORRELATION_INFO`: what clients append to the datagram of their first hello, behind its
/// DTLS record, so that the gateway's event log names the connection.
///
/// @param uCorrelationId sixteen bytes
@SpecifiedIn("MS-TSGU 2.2.11.9")
public record UdpCorrelationInfo(Bytes uCorrelationId) {
  private static final int ID_SIZE = 16;
  private static final int SIZE = 4 + 2 + ID_SIZE + 2 + 2;
  private static final int SIGNATURE_1 = 0x1DAA;
  private static final int SIGNATURE_2 = 0xAA1D;

  public UdpCorrelationInfo {
    if (uCorrelationId.size() != ID_SIZE) {
      throw new IllegalArgumentException("a correlation id has 16 bytes");
    }
  }

  public static UdpCorrelationInfo decode(Bytes info) throws DecodeException {
    var in = new WireReader(info);
    in.require("uReserved", 4, 0, in.u32le("uReserved"));
    in.require("uSignature1", 2, SIGNATURE_1, in.u16le("uSignature1"));
    Bytes id = in.bytes("uCorrelationId", ID_SIZE);
    in.require("uSignature2", 2, SIGNATURE_2, in.u16le("uSignature2"));
    in.require("uCbStruct", 2, SIZE, in.u16le("uCbStruct"));
    return new UdpCorrelationInfo(id);
  }

  public Bytes encode() {
    return new WireWriter()
        .u32le(0) // uReserved
        .u16le(SIGNATURE_1)
        .bytes(uCorrelationId)
        .u16le(SIGNATURE_2)
        .u16le(SIZE)
        .toBytes();
  }
}
