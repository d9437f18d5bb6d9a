package org.rdpdoctor.diagnosis.clients;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateKeyWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificateNotYetValid;
import org.rdpdoctor.facts.CertificateFact.CertificateSignatureWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateUnreadable;
import org.rdpdoctor.facts.CertificateFact.CertificateUntrusted;
import org.rdpdoctor.facts.CertificateFact.CertificateUsageWrong;
import org.rdpdoctor.facts.CertificateFact.RevocationChecked;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.ServerSignatureInvalid;

/// The certificate rung: what a client refuses, and what it warns its user of.
///
/// That a certificate is signed with its own key is what every Windows host has by default, and no
/// reason to tell one client from another.
final class CertificateStep {
  private final Seen seen;

  CertificateStep(List<Observation> facts) {
    this.seen = new Seen(facts);
  }

  Passage of(ClientProfile client) {
    if (seen.has(CertificateUnreadable.class)) {
      return Passage.failsAnyway(Layer.CERTIFICATE, "the server's certificate cannot be read");
    }
    if (seen.has(ServerSignatureInvalid.class)) {
      return Passage.failsAnyway(
          Layer.CERTIFICATE, "the server's key does not fit its certificate");
    }
    return shortKey(client)
        .or(() -> weakSignature(client))
        .or(this::doubtful)
        .orElse(Passage.passed(Layer.CERTIFICATE, "", Confidence.DOCUMENTED));
  }

  private Optional<Passage> shortKey(ClientProfile client) {
    Optional<CertificateKeyWeak> weak =
        seen.all(CertificateKeyWeak.class).stream()
            .filter(fact -> fact.algorithm().startsWith("RSA"))
            .findFirst();
    if (weak.isEmpty()) {
      return Optional.empty();
    }
    int bits = weak.get().bits();
    String key = "the RSA key in the certificate has %d bits".formatted(bits);
    Trait<Integer> trait = client.leastRsaBits();
    if (trait.isUnknown()) {
      return Optional.of(
          Passage.unknown(
              Layer.CERTIFICATE, key + "; what this client demands is not known", trait));
    }
    int least = trait.value().orElseThrow();
    return Optional.of(
        bits < least
            ? Passage.fails(
                Layer.CERTIFICATE,
                key + ", this client wants at least " + least,
                trait.confidence(),
                Optional.of("Give the server a certificate with a key of 2048 bits or more"))
            : Passage.warned(Layer.CERTIFICATE, key, trait.confidence()));
  }

  private Optional<Passage> weakSignature(ClientProfile client) {
    Optional<CertificateSignatureWeak> weak = seen.first(CertificateSignatureWeak.class);
    if (weak.isEmpty()) {
      return Optional.empty();
    }
    String algorithm = weak.get().algorithm();
    String plain = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
    Trait<List<String>> trait = client.refusedHashes();
    if (trait.value().orElse(List.of()).stream().anyMatch(plain::contains)) {
      return Optional.of(
          Passage.fails(
              Layer.CERTIFICATE,
              "the certificate is signed with " + algorithm + ", which this client refuses",
              trait.confidence(),
              trait.remedy()));
    }
    return Optional.of(
        Passage.warned(
            Layer.CERTIFICATE,
            "the certificate is signed with " + algorithm + ", which is broken",
            trait.isUnknown() ? Confidence.INFERRED : trait.confidence()));
  }

  private Optional<Passage> doubtful() {
    if (seen.has(CertificateExpired.class)) {
      return warned("the certificate has expired");
    }
    if (seen.has(CertificateNotYetValid.class)) {
      return warned("the certificate is not valid yet");
    }
    if (seen.has(CertificateUsageWrong.class)) {
      return warned("the certificate is not meant for servers");
    }
    boolean revoked =
        seen.all(RevocationChecked.class).stream().anyMatch(f -> f.status().equals("revoked"));
    if (revoked) {
      return warned("the certificate is revoked");
    }
    boolean otherName =
        seen.all(CertificateNameDiffers.class).stream().anyMatch(fact -> !fact.selfSigned());
    if (otherName) {
      return warned("the certificate is made out to another name");
    }
    return seen.has(CertificateUntrusted.class)
        ? warned("the certificate is of an authority that has to be trusted first")
        : Optional.empty();
  }

  private static Optional<Passage> warned(String warning) {
    return Optional.of(Passage.warned(Layer.CERTIFICATE, warning, Confidence.INFERRED));
  }
}
