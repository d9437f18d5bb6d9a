package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tsgu.TsguPacket;

/// Cuts what a client says into packets and gives them to its tunnel.
final class PacketStream {
  private final Tunnel tunnel;
  private Bytes rest = Bytes.EMPTY;
  private int packets;

  PacketStream(Tunnel tunnel) {
    this.tunnel = tunnel;
  }

  void add(Bytes heard) throws IOException, DecodeException {
    rest = rest.plus(heard);
    OptionalInt length = TsguPacket.length(rest);
    while (length.isPresent() && length.getAsInt() <= rest.size()) {
      TsguPacket packet = TsguPacket.decode(rest.first(length.getAsInt()));
      rest = rest.from(length.getAsInt());
      packets++;
      tunnel.hear(packet);
      length = TsguPacket.length(rest);
    }
  }

  /// How many have come so far.
  int packets() {
    return packets;
  }
}
