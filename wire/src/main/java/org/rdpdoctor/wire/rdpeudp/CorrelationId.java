package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `RDPUDP_CORRELATION_ID_PAYLOAD`: 16 bytes by which a server's event log can name the connection.
@SpecifiedIn("MS-RDPEUDP 2.2.2.8")
public record CorrelationId(Bytes uCorrelationId) {
  static final int SIZE = 16;

  /// An id out of 16 random bytes: those that an id must not have are replaced.
  public static CorrelationId of(Bytes random) {
    var out = new WireWriter();
    for (int i = 0; i < SIZE; i++) {
      int octet = random.at(i);
      boolean forbidden = octet == 0x0D || (i == 0 && (octet == 0x00 || octet == 0xF4));
      out.u8(forbidden ? octet ^ 0x55 : octet);
    }
    return new CorrelationId(out.toBytes());
  }

  static CorrelationId read(WireReader in) throws DecodeException {
    Bytes id = in.bytes("uCorrelationId", SIZE);
    in.skip("uReserved", SIZE);
    return new CorrelationId(id);
  }

  WireWriter write(WireWriter out) {
    return out.bytes(uCorrelationId).zeros(SIZE);
  }
}
