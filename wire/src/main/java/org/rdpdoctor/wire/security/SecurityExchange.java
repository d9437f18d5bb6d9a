package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Security Exchange PDU Data, `TS_SECURITY_PACKET`, after its security header: the client's random
/// under the server's public key, with eight bytes of padding.
@SpecifiedIn("MS-RDPBCGR 2.2.1.10.1")
public record SecurityExchange(Bytes encryptedClientRandom) {
  public static SecurityExchange decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    return new SecurityExchange(in.bytes("encryptedClientRandom", in.u32le("length")));
  }

  public Bytes encode() {
    return new WireWriter()
        .u32le(encryptedClientRandom.size())
        .bytes(encryptedClientRandom)
        .toBytes();
  }
}
