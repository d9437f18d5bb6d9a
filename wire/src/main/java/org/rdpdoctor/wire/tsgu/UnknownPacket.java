package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// A packet of a type that has no name, as it came.
@SpecifiedIn("MS-TSGU 2.2.10.9")
public record UnknownPacket(int packetType, Bytes trailing) implements TsguPacket {
  @Override
  public void write(WireWriter out) {
    // All of it trails.
  }
}
