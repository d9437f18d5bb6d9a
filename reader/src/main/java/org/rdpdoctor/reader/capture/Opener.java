package org.rdpdoctor.reader.capture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.tls.Alert;

/// Reads what the encryption of one conversation hides. Told everything that both sides said from
/// the first byte of TLS on.
public interface Opener {
  /// What becomes readable with these bytes, in order; nothing while the handshake goes on.
  List<Said> open(Side from, Bytes bytes, Duration at);

  /// Bytes that the capture does not have. What follows may be readable again, or may not.
  default void miss(Side from, long bytes, Duration at) {}

  /// What came to light beside the words since this was last asked, in order.
  default List<Aside> asides() {
    return List.of();
  }

  /// Words of one side, no longer hidden.
  record Said(Side from, Bytes bytes, Duration at) {}

  /// What TLS itself said under encryption, or what is to be said of opening it.
  sealed interface Aside {
    /// The certificates of one side, its own first, which TLS 1.3 hides.
    record CertificatesShown(Side from, List<Bytes> chain, Duration at) implements Aside {
      public CertificatesShown {
        chain = List.copyOf(chain);
      }
    }

    /// The server asks for a certificate of the client.
    record CertificateRequested(Duration at) implements Aside {}

    record Alerted(Side from, Alert alert, Duration at) implements Aside {}

    /// The handshake of this side is complete, and its Finished authentic.
    record Finished(Side from, Duration at) implements Aside {}

    /// Why something stays hidden, in one sentence without a full stop. Never a secret.
    record Note(String text, Duration at) implements Aside {}
  }

  /// Those who can open conversations: a key log, a private key, or nobody.
  @FunctionalInterface
  interface Source {
    /// Nobody who could open anything.
    Source NONE = _ -> Optional.empty();

    /// @param clientRandom of the ClientHello, 32 bytes
    Optional<Opener> forHello(Bytes clientRandom);

    /// The client's half of the keys of standard RDP security, with which
    /// [org.rdpdoctor.wire.security.SessionCiphers] reads the rest (MS-RDPBCGR 5.3.4.2).
    ///
    /// @param encryptedClientRandom of the Security Exchange PDU
    /// @return nothing without the private key of the server
    default Optional<Bytes> clientRandom(ServerSecurityData server, Bytes encryptedClientRandom) {
      return Optional.empty();
    }
  }
}
