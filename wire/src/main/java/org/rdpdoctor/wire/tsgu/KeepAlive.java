package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_KEEPALIVE_PACKET`: nothing but a sign of life.
@SpecifiedIn("MS-TSGU 2.2.10.8")
public record KeepAlive(Bytes trailing) implements TsguPacket {
  static final int TYPE = 0x0D;

  public KeepAlive() {
    this(Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    // The header says it all.
  }

  static KeepAlive read(WireReader in) {
    return new KeepAlive(in.rest());
  }
}
