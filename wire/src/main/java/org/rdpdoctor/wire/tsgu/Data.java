package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_DATA_PACKET`: bytes from or for the target.
///
/// @param data at most [#MOST_DATA] bytes, since its length has sixteen bits
@SpecifiedIn("MS-TSGU 2.2.10.6")
public record Data(Bytes data, Bytes trailing) implements TsguPacket {
  static final int TYPE = 0x0A;
  public static final int MOST_DATA = 0xFFFF;

  public Data {
    if (data.size() > MOST_DATA) {
      throw new IllegalArgumentException("at most 65535 bytes go into a packet");
    }
  }

  public Data(Bytes data) {
    this(data, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    Blob.write(out, data);
  }

  static Data read(WireReader in) throws DecodeException {
    return new Data(Blob.read(in, "data"), in.rest());
  }
}
