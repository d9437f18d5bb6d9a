package org.rdpdoctor.reader.capture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// Reads what the encryption of one conversation hides. Told everything that both sides said from
/// the first byte of TLS on.
public interface Opener {
  /// What becomes readable with these bytes, in order; nothing while the handshake goes on.
  List<Said> open(Side from, Bytes bytes, Duration at);

  /// Words of one side, no longer hidden.
  record Said(Side from, Bytes bytes, Duration at) {}

  /// Those who can open conversations: a key log, a private key, or nobody.
  @FunctionalInterface
  interface Source {
    /// Nobody who could open anything.
    Source NONE = _ -> Optional.empty();

    /// @param clientRandom of the ClientHello, 32 bytes
    Optional<Opener> forHello(Bytes clientRandom);
  }
}
