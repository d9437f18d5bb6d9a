package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Server Network Data, `TS_UD_SC_NET`: the ids of the I/O channel and of the channels that the
/// client wanted, in its order.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.4")
public record ServerNetworkData(int mcsChannelId, List<Integer> channelIdArray)
    implements ServerData {
  static final int TYPE = 0x0C03;

  public ServerNetworkData {
    channelIdArray = List.copyOf(channelIdArray);
  }

  static ServerNetworkData decodeBody(WireReader in) throws DecodeException {
    int ioChannel = in.u16le("MCSChannelId");
    int count = in.u16le("channelCount");
    var ids = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      ids.add(in.u16le("channelIdArray"));
    }
    return new ServerNetworkData(ioChannel, ids);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    var out = new WireWriter().u16le(mcsChannelId).u16le(channelIdArray.size());
    channelIdArray.forEach(out::u16le);
    // The block's size is a multiple of four.
    return channelIdArray.size() % 2 == 0 ? out.toBytes() : out.u16le(0).toBytes();
  }
}
