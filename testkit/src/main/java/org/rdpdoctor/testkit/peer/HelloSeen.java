package org.rdpdoctor.testkit.peer;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;

/// What a scripted TLS peer looks at in a ClientHello, and no more.
///
/// @param versions every version offered: `client_version` and all of `supported_versions`
@SpecifiedIn("RFC 8446 4.1.2")
record HelloSeen(List<Integer> versions, List<Integer> suites) {
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE_HEADER = 4;

  boolean offers(int version) {
    // Below TLS 1.3 a client that names a version takes all older ones too, unless it lists them.
    return versions.size() == 1 ? versions.getFirst() >= version : versions.contains(version);
  }

  int highest() {
    return versions.stream()
        .filter(version -> (version & 0x0F0F) != 0x0A0A) // GREASE
        .mapToInt(version -> version)
        .max()
        .orElse(0);
  }

  /// @param records the TLS records that hold the hello
  static HelloSeen decode(Bytes records) throws DecodeException {
    var in = new WireReader(unwrap(records));
    in.skip("msg_type, length", HANDSHAKE_HEADER);
    int clientVersion = in.u16be("client_version");
    in.skip("random", 32);
    in.skip("session_id", in.u8("session_id length"));
    WireReader suites = in.part("cipher_suites", in.u16be("cipher_suites length"));
    var offered = new ArrayList<Integer>();
    while (suites.remaining() >= 2) {
      offered.add(suites.u16be("cipher_suite"));
    }
    in.skip("compression_methods", in.u8("compression_methods length"));
    List<Integer> listed = in.isEmpty() ? List.of() : supportedVersions(in);
    return new HelloSeen(
        listed.isEmpty() ? List.of(clientVersion) : List.copyOf(listed), List.copyOf(offered));
  }

  private static List<Integer> supportedVersions(WireReader in) throws DecodeException {
    var versions = new ArrayList<Integer>();
    WireReader extensions = in.part("extensions", in.u16be("extensions length"));
    while (!extensions.isEmpty()) {
      int type = extensions.u16be("extension_type");
      WireReader data = extensions.part("extension_data", extensions.u16be("extension length"));
      if (type == SUPPORTED_VERSIONS) {
        data.skip("versions length", 1);
        while (data.remaining() >= 2) {
          versions.add(data.u16be("version"));
        }
      }
    }
    return versions;
  }

  private static Bytes unwrap(Bytes records) throws DecodeException {
    var in = new WireReader(records);
    Bytes handshake = Bytes.EMPTY;
    while (in.remaining() >= RECORD_HEADER) {
      in.skip("type, version", 3);
      handshake = handshake.plus(in.bytes("fragment", in.u16be("length")));
    }
    return handshake;
  }
}
