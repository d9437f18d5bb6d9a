package org.rdpdoctor.wire.gcc;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Client Cluster Data, `TS_UD_CS_CLUSTER`: whether the client can be redirected, and the session
/// that it asks for.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.5")
public record ClientClusterData(int flags, int redirectedSessionId) implements ClientData {
  static final int TYPE = 0xC004;

  public static final int REDIRECTION_SUPPORTED = 0x01;
  public static final int REDIRECTED_SESSIONID_FIELD_VALID = 0x02;

  /// A client that can be redirected, by the newest version of that.
  public static ClientClusterData redirectable() {
    return new ClientClusterData(REDIRECTION_SUPPORTED | 5 << 2, 0);
  }

  static ClientClusterData decodeBody(WireReader in) throws DecodeException {
    return new ClientClusterData(in.u32le("Flags"), in.u32le("RedirectedSessionID"));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    return new WireWriter().u32le(flags).u32le(redirectedSessionId).toBytes();
  }
}
