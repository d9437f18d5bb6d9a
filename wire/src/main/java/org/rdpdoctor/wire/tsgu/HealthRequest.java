package org.rdpdoctor.wire.tsgu;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What a gateway needs to read a statement of health.
///
/// @param nonce sixteen bytes by MS-TSGU 2.2.10.21; FreeRDP takes twenty, so twenty are read where
///     only that lets the packet end where it says
@SpecifiedIn("MS-TSGU 2.2.10.21")
public record HealthRequest(Bytes nonce, TsguText serverCert) {
  static final int NONCE_SIZE = 16;
  static final int LONGER_NONCE_SIZE = 20;

  static HealthRequest read(WireReader in, int nonceSize) throws DecodeException {
    return new HealthRequest(in.bytes("nonce", nonceSize), TsguText.read(in, "serverCert"));
  }

  void write(WireWriter out) {
    out.bytes(nonce);
    serverCert.write(out);
  }
}
