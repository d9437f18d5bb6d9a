package org.rdpdoctor.wire.gcc;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Client Security Data, `TS_UD_CS_SEC`: what the client can do in standard RDP security. French
/// clients used `extEncryptionMethods` instead.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.3")
public record ClientSecurityData(
    EncryptionMethods encryptionMethods, EncryptionMethods extEncryptionMethods)
    implements ClientData {
  static final int TYPE = 0xC002;

  static ClientSecurityData decodeBody(WireReader in) throws DecodeException {
    return new ClientSecurityData(
        new EncryptionMethods(in.u32le("encryptionMethods")),
        new EncryptionMethods(in.u32le("extEncryptionMethods")));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    return new WireWriter()
        .u32le(encryptionMethods.flags())
        .u32le(extEncryptionMethods.flags())
        .toBytes();
  }
}
