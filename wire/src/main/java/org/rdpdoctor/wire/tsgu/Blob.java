package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_byte_BLOB`: bytes with a length of two bytes in front.
@SpecifiedIn("MS-TSGU 2.2.10.1")
final class Blob {
  private Blob() {}

  static Bytes read(WireReader in, String field) throws DecodeException {
    return in.bytes(field, in.u16le(field + " cbLen"));
  }

  static Optional<Bytes> readIf(boolean present, WireReader in, String field)
      throws DecodeException {
    return present ? Optional.of(read(in, field)) : Optional.empty();
  }

  static void write(WireWriter out, Bytes blob) {
    out.u16le(blob.size()).bytes(blob);
  }
}
