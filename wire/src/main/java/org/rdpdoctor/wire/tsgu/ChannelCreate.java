package org.rdpdoctor.wire.tsgu;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_CHANNEL_PACKET`: the client names the target.
///
/// @param resources names of the target, at least one
/// @param protocol 3 for RDP
@SpecifiedIn("MS-TSGU 2.2.10.2")
public record ChannelCreate(
    List<TsguText> resources, List<TsguText> altResources, int port, int protocol, Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x08;
  private static final int RDP = 3;

  public ChannelCreate {
    resources = List.copyOf(resources);
    altResources = List.copyOf(altResources);
  }

  public ChannelCreate(String resource, int port) {
    this(List.of(TsguText.of(resource)), List.of(), port, RDP, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u8(resources.size()).u8(altResources.size()).u16le(port).u16le(protocol);
    resources.forEach(name -> name.write(out));
    altResources.forEach(name -> name.write(out));
  }

  static ChannelCreate read(WireReader in) throws DecodeException {
    int numResources = in.u8("numResources");
    int numAltResources = in.u8("numAltResources");
    int port = in.u16le("port");
    int protocol = in.u16le("protocol");
    return new ChannelCreate(
        readNames(in, "pResource", numResources),
        readNames(in, "pAltResources", numAltResources),
        port,
        protocol,
        in.rest());
  }

  private static List<TsguText> readNames(WireReader in, String field, int count)
      throws DecodeException {
    var names = new ArrayList<TsguText>();
    for (int i = 0; i < count; i++) {
      names.add(TsguText.read(in, field));
    }
    return names;
  }
}
