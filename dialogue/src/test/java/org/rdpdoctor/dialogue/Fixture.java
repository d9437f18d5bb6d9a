package org.rdpdoctor.dialogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.rdpdoctor.wire.Bytes;

/// The certificates in `src/test/resources/…/certificates`, which `make.sh` there has made.
final class Fixture {
  private Fixture() {}

  /// In DER.
  static Bytes certificate(String name) {
    String file = "certificates/" + name + ".pem";
    try (var in = Fixture.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return Bytes.copyOf(Base64.getDecoder().decode(base64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
