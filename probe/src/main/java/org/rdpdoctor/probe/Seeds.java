package org.rdpdoctor.probe;

import java.security.SecureRandom;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.wire.Bytes;

/// Fresh random bytes, and random parts for hellos. Any 32 bytes are an X25519 public value that
/// servers answer (RFC 7748 5); nobody knows its private key, and nobody needs it.
final class Seeds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seeds() {}

  static Hello.Seed fresh() {
    return new Hello.Seed(random(), random(), random());
  }

  /// 32 bytes that nobody can guess.
  static Bytes random() {
    return bytes(32);
  }

  /// This many bytes that nobody can foresee.
  static Bytes bytes(int count) {
    byte[] octets = new byte[count];
    RANDOM.nextBytes(octets);
    return Bytes.copyOf(octets);
  }
}
