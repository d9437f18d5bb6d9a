package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A block of settings from the server, in any order, each with its type and length in front.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.1")
public sealed interface ServerData
    permits ServerCoreData,
        ServerSecurityData,
        ServerNetworkData,
        ServerData.ServerMessageChannelData,
        ServerData.ServerMultitransportChannelData,
        ServerData.OtherServerData {

  /// The `type` of its User Data Header.
  int type();

  /// The block without its header.
  Bytes body();

  /// `TS_UD_SC_MCS_MSGCHANNEL`: the id of the message channel, 0 if it must not be joined.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.4.5")
  record ServerMessageChannelData(int mcsChannelId) implements ServerData {
    static final int TYPE = 0x0C04;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u16le(mcsChannelId).toBytes();
    }
  }

  /// `TS_UD_SC_MULTITRANSPORT`: which UDP transports the server can do.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.4.6")
  record ServerMultitransportChannelData(int flags) implements ServerData {
    static final int TYPE = 0x0C08;

    /// The UDP transports among the flags, as the specification names them.
    public List<String> transports() {
      return UdpTransports.names(flags);
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u32le(flags).toBytes();
    }
  }

  /// A block of another type, kept as it came.
  record OtherServerData(int type, Bytes body) implements ServerData {}

  private static ServerData decode(int type, WireReader body) throws DecodeException {
    return switch (type) {
      case ServerCoreData.TYPE -> ServerCoreData.decodeBody(body);
      case ServerSecurityData.TYPE -> ServerSecurityData.decodeBody(body);
      case ServerNetworkData.TYPE -> ServerNetworkData.decodeBody(body);
      case ServerMessageChannelData.TYPE ->
          new ServerMessageChannelData(body.u16le("MCSChannelID"));
      case ServerMultitransportChannelData.TYPE ->
          new ServerMultitransportChannelData(body.u32le("flags"));
      default -> new OtherServerData(type, body.rest());
    };
  }

  /// All blocks up to the end.
  static List<ServerData> decodeAll(WireReader in) throws DecodeException {
    var blocks = new ArrayList<ServerData>();
    while (!in.isEmpty()) {
      int type = in.u16le("type");
      blocks.add(decode(type, UserData.body(in)));
    }
    return List.copyOf(blocks);
  }

  static Bytes encodeAll(List<ServerData> blocks) {
    var out = new WireWriter();
    blocks.forEach(block -> UserData.write(out, block.type(), block.body()));
    return out.toBytes();
  }
}
