package org.rdpdoctor.testkit.peer;

import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.testkit.script.TlsScript.Plaintext;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireWriter;

/// The part of a TLS handshake up to 1.2 that needs no cryptography: what a peer can say whose
/// versions and suites no library speaks any more.
final class ReadableFlight {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int PROTOCOL_VERSION = 70;

  private ReadableFlight() {}

  /// What the script makes of this ClientHello: a flight, or an alert.
  static Bytes answer(Plaintext script, Bytes hello, Identity identity) throws DecodeException {
    HelloSeen seen = HelloSeen.decode(hello);
    if (!seen.offers(script.version())) {
      return alert(script.version(), PROTOCOL_VERSION);
    }
    return script.suites().stream()
        .filter(seen.suites()::contains)
        .findFirst()
        .map(suite -> flight(script, suite, identity))
        .orElseGet(() -> alert(script.version(), HANDSHAKE_FAILURE));
  }

  private static Bytes flight(Plaintext script, int suite, Identity identity) {
    int version = script.version();
    Bytes hello =
        message(
            SERVER_HELLO,
            new WireWriter()
                .u16be(version)
                .u32be(0x5EA1ED) // random: nothing is ever derived from it
                .zeros(28)
                .u8(0) // session_id
                .u16be(suite)
                .u8(0) // compression_method
                .toBytes());
    var certificates = new WireWriter();
    identity.sent().forEach(certificates::u24bePrefixed);
    Bytes certificate =
        message(CERTIFICATE, new WireWriter().u24bePrefixed(certificates.toBytes()).toBytes());
    return switch (script.extent()) {
      case WHOLE ->
          record(version, HANDSHAKE, hello)
              .plus(record(version, HANDSHAKE, certificate))
              .plus(record(version, HANDSHAKE, message(SERVER_HELLO_DONE, Bytes.EMPTY)));
      case SERVER_HELLO -> record(version, HANDSHAKE, hello);
      case HALF_A_RECORD -> {
        Bytes whole = record(version, HANDSHAKE, hello.plus(certificate));
        yield whole.first(whole.size() / 2);
      }
    };
  }

  private static Bytes alert(int version, int description) {
    return record(version, ALERT, Bytes.of(TlsScript.FATAL, description));
  }

  private static Bytes message(int type, Bytes body) {
    return new WireWriter().u8(type).u24bePrefixed(body).toBytes();
  }

  private static Bytes record(int version, int type, Bytes fragment) {
    return new WireWriter().u8(type).u16be(version).u16bePrefixed(fragment).toBytes();
  }
}
