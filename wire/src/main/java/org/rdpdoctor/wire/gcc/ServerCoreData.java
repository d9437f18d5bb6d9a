package org.rdpdoctor.wire.gcc;

import java.util.List;
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

  private static final List<String> NAMES_FROM_10_0 =
      List.of(
          "10.0", "10.1", "10.2", "10.3", "10.4", "10.5", "10.6", "10.7", "10.8", "10.9", "10.10",
          "10.11", "10.12");

  private static final int RDP_10_0 = 0x00080005;

  /// The version as people call it; those before 10.0 share two numbers.
  public String versionName() {
    int newer = version - RDP_10_0;
    if (newer >= 0 && newer < NAMES_FROM_10_0.size()) {
      return NAMES_FROM_10_0.get(newer);
    }
    return switch (version) {
      case 0x00080001 -> "4.0";
      case 0x00080004 -> "5.0 to 8.1";
      default -> "0x%08X".formatted(version);
    };
  }

  /// True if channels need not be joined by a client that can do without.
  public boolean skipsChannelJoin() {
    return (earlyCapabilityFlags.orElse(0) & RNS_UD_SC_SKIP_CHANNELJOIN_SUPPORTED) != 0;
  }

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
