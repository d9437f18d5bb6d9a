package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the certificate that the server showed says.
public sealed interface CertificateFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.CERTIFICATE;
  }

  /// The server's own certificate, as it came over the wire; `sha256` is over its DER form, in
  /// lower-case hex.
  record CertificatePresented(
      String subject,
      String issuer,
      List<String> names,
      Instant notBefore,
      Instant notAfter,
      String keyAlgorithm,
      int keyBits,
      String signatureAlgorithm,
      boolean selfSigned,
      int chainLength,
      String sha256,
      Evidence evidence)
      implements CertificateFact {}

  /// `clock` is `local`, `server` (its NTLM time), or `both`: by whose time it has expired.
  record CertificateExpired(Instant notAfter, Duration since, String clock, Evidence evidence)
      implements CertificateFact {}

  record CertificateExpiresSoon(Instant notAfter, Duration left, Evidence evidence)
      implements CertificateFact {}

  record CertificateNotYetValid(Instant notBefore, Duration until, String clock, Evidence evidence)
      implements CertificateFact {}

  /// None of the names in the certificate is the target's. `known` holds the other names of the
  /// server that were seen.
  record CertificateNameDiffers(
      String target, List<String> names, boolean selfSigned, Evidence evidence)
      implements CertificateFact {}

  record CertificateKeyWeak(String algorithm, int bits, Evidence evidence)
      implements CertificateFact {}

  record CertificateSignatureWeak(String algorithm, boolean selfSigned, Evidence evidence)
      implements CertificateFact {}

  /// Extended or basic key usage that does not allow a TLS server.
  record CertificateUsageWrong(List<String> usages, Evidence evidence) implements CertificateFact {}

  /// Signed with its own key: what every Windows host has by default.
  record CertificateSelfSigned(String subject, Evidence evidence) implements CertificateFact {}

  /// Issued by an authority that this machine does not trust.
  record CertificateUntrusted(String issuer, Evidence evidence) implements CertificateFact {}

  /// The chain as sent does not reach an authority: the certificate of `missing` was not sent.
  record CertificateChainIncomplete(String missing, String fetchableFrom, Evidence evidence)
      implements CertificateFact {}

  /// The user said which certificate the server has, and it is another one.
  record CertificateDiffersFromPin(String pin, String seen, String issuer, Evidence evidence)
      implements CertificateFact {}

  record CertificateMatchesPin(String pin, Evidence evidence) implements CertificateFact {}

  /// At another address, the same server shows another certificate: `here` and `there` are their
  /// SHA-256.
  record CertificateDiffersElsewhere(
      String elsewhere,
      String here,
      String there,
      String issuerHere,
      String issuerThere,
      Evidence evidence)
      implements CertificateFact {}

  /// At another address, the same certificate is shown.
  record CertificateMatchesElsewhere(String elsewhere, Evidence evidence)
      implements CertificateFact {}

  /// Connections of this run were shown different certificates.
  record CertificatesVaried(List<String> fingerprints, Evidence evidence)
      implements CertificateFact {}

  /// What stands where the certificate should be cannot be read.
  record CertificateUnreadable(String reason, Evidence evidence) implements CertificateFact {}

  /// Somebody was asked whether the certificate is revoked: `source` is the URL of the list or
  /// responder, `status` is `good`, `revoked` or `unreachable`.
  record RevocationChecked(String source, String status, Evidence evidence)
      implements CertificateFact {}
}
