package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Client Network Data, `TS_UD_CS_NET`: the static virtual channels that the client wants.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.4")
public record ClientNetworkData(List<ChannelDefinition> channelDefArray) implements ClientData {
  static final int TYPE = 0xC003;
  private static final int NAME_SIZE = 8;
  private static final int DEFINITION_SIZE = NAME_SIZE + 4 /* options */;

  /// `CHANNEL_DEF`.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.3.4.1")
  public record ChannelDefinition(String name, int options) {}

  public ClientNetworkData {
    channelDefArray = List.copyOf(channelDefArray);
  }

  static ClientNetworkData decodeBody(WireReader in) throws DecodeException {
    int at = in.offset();
    int count = in.u32le("channelCount");
    if (count < 0 || count > in.remaining() / DEFINITION_SIZE) {
      throw in.wrongLength(
          "channelCount", at, Integer.toUnsignedLong(count), in.remaining() / DEFINITION_SIZE);
    }
    var channels = new ArrayList<ChannelDefinition>();
    for (int i = 0; i < count; i++) {
      channels.add(
          new ChannelDefinition(FixedText.ansi(in, "name", NAME_SIZE), in.u32le("options")));
    }
    return new ClientNetworkData(channels);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    var out = new WireWriter().u32le(channelDefArray.size());
    channelDefArray.forEach(
        channel -> FixedText.ansi(out, channel.name(), NAME_SIZE).u32le(channel.options()));
    return out.toBytes();
  }
}
