package org.rdpdoctor.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the signature of a [ConnectionFile] is worth, as far as arithmetic can tell. Whether the
/// signer is to be trusted is decided by each client.
public sealed interface FileSignature {

  /// There is none.
  record Unsigned() implements FileSignature {}

  /// There is something that cannot be read as a signature.
  ///
  /// @param why as in `the base64 text is cut`
  record Unreadable(String why) implements FileSignature {}

  /// Lines that were signed are gone, so nothing can be computed.
  ///
  /// @param missing the names in signscope that no line sets
  record Incomplete(Signer signer, List<String> covered, List<String> missing)
      implements FileSignature {
    public Incomplete {
      covered = List.copyOf(covered);
      missing = List.copyOf(missing);
    }
  }

  /// The signature was computed.
  ///
  /// @param intact true if the signed lines are as they were when they were signed
  /// @param covered the names in signscope, in its order
  record Computed(Signer signer, boolean intact, List<String> covered) implements FileSignature {
    public Computed {
      covered = List.copyOf(covered);
    }
  }

  /// Who signed.
  ///
  /// @param subject of the certificate, as in `CN=rds.example.com`
  /// @param selfSigned true if subject and issuer are the same
  /// @param digest as in `SHA-256`
  /// @param certificates how many came with the signature
  /// @param signedAt as the signer says; most do not
  record Signer(
      String subject,
      String issuer,
      boolean selfSigned,
      Instant validFrom,
      Instant validUntil,
      String digest,
      int certificates,
      Optional<Instant> signedAt) {}
}
