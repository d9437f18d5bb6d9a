package org.rdpdoctor.wire.gcc;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Server Security Data, `TS_UD_SC_SEC1`: the method and level of standard RDP security, and what
/// keys are derived from. Random and certificate are empty when TLS protects the connection.
///
/// @param serverCertificate to be read with [ServerCertificate#decode]
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.3")
public record ServerSecurityData(
    EncryptionMethods encryptionMethod,
    EncryptionLevel encryptionLevel,
    Bytes serverRandom,
    Bytes serverCertificate)
    implements ServerData {
  static final int TYPE = 0x0C02;

  /// Under TLS or CredSSP.
  public static final ServerSecurityData UNUSED =
      new ServerSecurityData(
          EncryptionMethods.NONE, EncryptionLevel.NONE, Bytes.EMPTY, Bytes.EMPTY);

  static ServerSecurityData decodeBody(WireReader in) throws DecodeException {
    var method = new EncryptionMethods(in.u32le("encryptionMethod"));
    var level = new EncryptionLevel(in.u32le("encryptionLevel"));
    if (in.isEmpty()) {
      return new ServerSecurityData(method, level, Bytes.EMPTY, Bytes.EMPTY);
    }
    int randomLength = in.u32le("serverRandomLen");
    int certificateLength = in.u32le("serverCertLen");
    return new ServerSecurityData(
        method,
        level,
        in.bytes("serverRandom", randomLength),
        in.bytes("serverCertificate", certificateLength));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    var out = new WireWriter().u32le(encryptionMethod.flags()).u32le(encryptionLevel.value());
    if (!serverRandom.isEmpty() || !serverCertificate.isEmpty()) {
      out.u32le(serverRandom.size())
          .u32le(serverCertificate.size())
          .bytes(serverRandom)
          .bytes(serverCertificate);
    }
    return out.toBytes();
  }
}
