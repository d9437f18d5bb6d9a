package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A block of settings from the client, in any order, each with its type and length in front.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.1")
public sealed interface ClientData
    permits ClientCoreData,
        ClientSecurityData,
        ClientNetworkData,
        ClientClusterData,
        ClientData.ClientMessageChannelData,
        ClientData.ClientMultitransportChannelData,
        ClientData.OtherClientData {
  int HEADER_SIZE = 2 /* type */ + 2 /* length */;

  /// The `type` of its User Data Header.
  int type();

  /// The block without its header.
  Bytes body();

  /// `TS_UD_CS_MCS_MSGCHANNEL`: the client knows the message channel.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.3.7")
  record ClientMessageChannelData(int flags) implements ClientData {
    static final int TYPE = 0xC006;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u32le(flags).toBytes();
    }
  }

  /// `TS_UD_CS_MULTITRANSPORT`: which UDP transports the client can do.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.3.8")
  record ClientMultitransportChannelData(int flags) implements ClientData {
    static final int TYPE = 0xC00A;

    /// Says what a client can do that does all that servers can.
    public static ClientMultitransportChannelData all() {
      return new ClientMultitransportChannelData(
          UdpTransports.RELIABLE | UdpTransports.LOSSY | UdpTransports.PREFERRED);
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

  /// A block of another type, such as monitor layouts, kept as it came.
  record OtherClientData(int type, Bytes body) implements ClientData {}

  private static ClientData decode(int type, WireReader body) throws DecodeException {
    return switch (type) {
      case ClientCoreData.TYPE -> ClientCoreData.decodeBody(body);
      case ClientSecurityData.TYPE -> ClientSecurityData.decodeBody(body);
      case ClientNetworkData.TYPE -> ClientNetworkData.decodeBody(body);
      case ClientClusterData.TYPE -> ClientClusterData.decodeBody(body);
      case ClientMessageChannelData.TYPE -> new ClientMessageChannelData(body.u32le("flags"));
      case ClientMultitransportChannelData.TYPE ->
          new ClientMultitransportChannelData(body.u32le("flags"));
      default -> new OtherClientData(type, body.rest());
    };
  }

  /// All blocks up to the end.
  static List<ClientData> decodeAll(WireReader in) throws DecodeException {
    var blocks = new ArrayList<ClientData>();
    while (!in.isEmpty()) {
      int type = in.u16le("type");
      blocks.add(decode(type, UserData.body(in)));
    }
    return List.copyOf(blocks);
  }

  static Bytes encodeAll(List<ClientData> blocks) {
    var out = new WireWriter();
    blocks.forEach(block -> UserData.write(out, block.type(), block.body()));
    return out.toBytes();
  }
}
