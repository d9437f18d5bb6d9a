package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_SERVICE_MESSAGE`: what the administrator of the gateway tells its users.
@SpecifiedIn("MS-TSGU 2.2.10.13")
public record ServiceMessage(TsguText message, Bytes trailing) implements TsguPacket {
  static final int TYPE = 0x0B;

  public ServiceMessage(TsguText message) {
    this(message, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    message.write(out);
  }

  static ServiceMessage read(WireReader in) throws DecodeException {
    return new ServiceMessage(TsguText.read(in, "message"), in.rest());
  }
}
