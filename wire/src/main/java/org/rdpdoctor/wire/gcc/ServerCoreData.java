package org.rdpdoctor.wire.gcc;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.x224.Protocols;

/// Server Core Data, `TS_UD_SC_CORE`: the server's RDP version, and what it understood of the
/// Connection Request. A server may stop after any field.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.2")
public record ServerCoreData(
    int version, Optional<Protocols> clientRequestedProtocols, OptionalInt earlyCapabilityFlags)
    implements ServerData {
  static final int TYPE = 0x0C01;

  public static final int RNS_UD_SC_SKIP_CHANNELJOIN_SUPPORTED = 0x08;

  static ServerCoreData decodeBody(WireReader in) throws DecodeException {
    int version = in.u32le("version");
    Optional<Protocols> protocols =
        in.isEmpty()
            ? Optional.empty()
            : Optional.of(new Protocols(in.u32le("clientRequestedProtocols")));
    OptionalInt flags =
        in.isEmpty() ? OptionalInt.empty() : OptionalInt.of(in.u32le("earlyCapabilityFlags"));
    return new ServerCoreData(version, protocols, flags);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    var out = new WireWriter().u32le(version);
    clientRequestedProtocols.ifPresent(protocols -> out.u32le(protocols.flags()));
    earlyCapabilityFlags.ifPresent(out::u32le);
    return out.toBytes();
  }
}
