package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_CLOSE_PACKET`: one side ends the channel, and says why.
@SpecifiedIn("MS-TSGU 2.2.10.23")
public record CloseChannel(TsguStatus statusCode, Bytes trailing) implements TsguPacket {
  static final int TYPE = 0x10;

  public CloseChannel(TsguStatus statusCode) {
    this(statusCode, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    out.u32le(statusCode.value());
  }

  static CloseChannel read(WireReader in) throws DecodeException {
    return new CloseChannel(new TsguStatus(in.u32le("statusCode")), in.rest());
  }
}
