package org.rdpdoctor.testkit.script;

import java.util.List;
import org.rdpdoctor.wire.Bytes;

/// What a scripted peer does where TLS should begin.
public sealed interface TlsScript {
  /// The level of an alert that ends the connection.
  int FATAL = 2;

  /// A real TLS server with versions from `oldest` to `newest` (`0x0301` is TLS 1.0) and the suites
  /// given by number; an empty list means what current servers take.
  record Serve(int oldest, int newest, List<Integer> suites, boolean clientCertificate)
      implements TlsScript {
    public Serve {
      suites = List.copyOf(suites);
    }
  }

  /// Chooses version and suite as a server does, but sends only the readable flight of the
  /// handshake (ServerHello, Certificate, ServerHelloDone), as much of it as `extent` says, and
  /// leaves. A client that offers nothing fitting gets an alert: 70 for the version, 40 for the
  /// suite.
  record Plaintext(int version, List<Integer> suites, Extent extent, Ending ending)
      implements TlsScript {
    public Plaintext {
      suites = List.copyOf(suites);
    }
  }

  /// How much of the readable flight is sent.
  enum Extent {
    WHOLE,
    SERVER_HELLO,
    /// The record is announced in full and cut in the middle.
    HALF_A_RECORD
  }

  /// Hears the ClientHello, says exactly these bytes, which may be none, and leaves.
  record Say(Bytes bytes, Ending ending) implements TlsScript {
    /// A fatal alert, then an orderly end.
    public static Say alert(int description) {
      return new Say(Bytes.of(0x15, 3, 3, 0, 2, FATAL, description), Ending.CLOSE);
    }
  }

  /// Says these bytes right after the Connection Confirm, without waiting for a ClientHello.
  record Unasked(Bytes bytes, Ending ending) implements TlsScript {}

  /// Leaves when the ClientHello has more than `limit` bytes, TLS record header included.
  record SizeLimit(int limit, Ending ending, TlsScript then) implements TlsScript {}

  /// Leaves when the first bytes that arrive are not the whole ClientHello.
  record WholeOnly(Ending ending, TlsScript then) implements TlsScript {}

  /// Leaves when the client offers a version above `highest` in any way.
  record VersionIntolerant(int highest, Ending ending, TlsScript then) implements TlsScript {}
}
