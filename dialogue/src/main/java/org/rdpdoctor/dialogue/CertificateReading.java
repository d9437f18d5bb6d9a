package org.rdpdoctor.dialogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.CertificateFact.CertificateChainIncomplete;
import org.rdpdoctor.facts.CertificateFact.CertificateDiffersFromPin;
import org.rdpdoctor.facts.CertificateFact.CertificateKeyWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesPin;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.CertificateFact.CertificateSignatureWeak;
import org.rdpdoctor.facts.CertificateFact.CertificateUnreadable;
import org.rdpdoctor.facts.CertificateFact.CertificateUntrusted;
import org.rdpdoctor.facts.CertificateFact.CertificateUsageWrong;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x509.Certificate;
import org.rdpdoctor.wire.x509.Extensions;
import org.rdpdoctor.wire.x509.KeyPurpose;
import org.rdpdoctor.wire.x509.KeyUsage;

/// Reads the chain that a server showed: what it says, held against clocks, the target's name and
/// what the user knows. Facts only; whether any of it matters is decided elsewhere.
public final class CertificateReading {
  /// NIST SP 800-131A; also what Schannel and current clients want.
  private static final int LEAST_RSA_BITS = 2048;

  private static final int LEAST_EC_BITS = 224;

  private static final int MOST_NAMES = 100;

  private final Peer peer;
  private final List<Bytes> chain;
  private final Circumstances circumstances;
  private final Duration at;
  private final List<Observation> seen = new ArrayList<>();

  /// What the certificate is held against.
  ///
  /// @param name the target's name; empty if the target is an address
  /// @param local the local clock
  /// @param server the server's own clock, if it told it
  /// @param trusted whether this machine trusts the chain
  /// @param pin the SHA-256 of the certificate that the server is known to have
  public record Circumstances(
      Optional<String> name,
      Instant local,
      Optional<Instant> server,
      boolean trusted,
      Optional<String> pin) {}

  private CertificateReading(
      Peer peer, List<Bytes> chain, Circumstances circumstances, Duration at) {
    this.peer = peer;
    this.chain = chain;
    this.circumstances = circumstances;
    this.at = at;
  }

  /// @param chain in DER, the server's own certificate first; not empty
  public static List<Observation> of(
      Peer peer, List<Bytes> chain, Circumstances circumstances, Duration at) {
    return new CertificateReading(peer, chain, circumstances, at).read();
  }

  public static String sha256(Bytes der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// True if the certificate is its own issuer, or says so; false if it cannot be read.
  public static boolean isSelfSigned(Bytes der) {
    try {
      return Certificate.decode(der).isSelfIssued();
    } catch (DecodeException e) {
      return false;
    }
  }

  private List<Observation> read() {
    Bytes der = chain.getFirst();
    pin(der);
    Certificate certificate;
    try {
      certificate = Certificate.decode(der);
    } catch (DecodeException e) {
      seen.add(
          new CertificateUnreadable(
              e.fault().describe(), evidence("a certificate that cannot be read")));
      return List.copyOf(seen);
    }
    presented(certificate, der);
    seen.addAll(Validity.of(certificate, circumstances, this::evidence));
    name(certificate);
    strength(certificate);
    usage(certificate.extensions());
    trust(certificate);
    return List.copyOf(seen);
  }

  private void presented(Certificate certificate, Bytes der) {
    seen.add(
        new CertificatePresented(
            subject(certificate),
            issuer(certificate),
            shown(CertificateNames.of(certificate)),
            certificate.notBefore().orElse(Instant.EPOCH),
            certificate.notAfter().orElse(Instant.EPOCH),
            certificate.publicKey().algorithmName(),
            certificate.publicKey().bits().orElse(0),
            certificate.signatureAlgorithm().toString(),
            certificate.isSelfIssued(),
            chain.size(),
            sha256(der),
            evidence("a certificate for " + subject(certificate))));
    if (certificate.isSelfIssued()) {
      seen.add(
          new CertificateSelfSigned(
              subject(certificate), evidence("issuer and subject are the same")));
    }
  }

  private void name(Certificate certificate) {
    if (circumstances.name().isEmpty()) {
      return;
    }
    String target = circumstances.name().get();
    List<String> names = CertificateNames.of(certificate);
    if (names.stream().noneMatch(name -> CertificateNames.matches(name, target))) {
      seen.add(
          new CertificateNameDiffers(
              target,
              shown(names),
              certificate.isSelfIssued(),
              evidence(
                  names.isEmpty()
                      ? "no name at all"
                      : "made out to " + String.join(", ", shown(names)))));
    }
  }

  /// As many as a report can show, the same way.
  private static List<String> shown(List<String> names) {
    return names.stream().limit(MOST_NAMES).map(ForeignText::plain).toList();
  }

  private static String subject(Certificate certificate) {
    return ForeignText.plain(certificate.subject().toString());
  }

  private static String issuer(Certificate certificate) {
    return ForeignText.plain(certificate.issuer().toString());
  }

  private void strength(Certificate certificate) {
    String algorithm = certificate.publicKey().algorithmName();
    int bits = certificate.publicKey().bits().orElse(0);
    boolean factoring = algorithm.startsWith("RSA") || algorithm.equals("DSA");
    if (bits > 0
        && (factoring && bits < LEAST_RSA_BITS || algorithm.equals("EC") && bits < LEAST_EC_BITS)) {
      seen.add(
          new CertificateKeyWeak(
              algorithm, bits, evidence("a key of " + bits + " bits, " + algorithm)));
    }
    String signature = certificate.signatureAlgorithm().toString();
    String lower = signature.toLowerCase(Locale.ROOT);
    if (lower.matches(".*(md[245]|sha-?1).*")) {
      seen.add(
          new CertificateSignatureWeak(
              signature, certificate.isSelfIssued(), evidence("signed with " + signature)));
    }
  }

  private void usage(Extensions extensions) {
    boolean extendedFits =
        extensions
            .extendedKeyUsage()
            .map(
                purposes ->
                    purposes.contains(KeyPurpose.SERVER_AUTH)
                        || purposes.contains(KeyPurpose.REMOTE_DESKTOP_AUTH)
                        || purposes.contains(KeyPurpose.ANY))
            .orElse(true);
    boolean basicFits =
        extensions
            .keyUsage()
            .map(
                use ->
                    use.allows(KeyUsage.DIGITAL_SIGNATURE)
                        || use.allows(KeyUsage.KEY_ENCIPHERMENT)
                        || use.allows(KeyUsage.KEY_AGREEMENT))
            .orElse(true);
    if (extendedFits && basicFits) {
      return;
    }
    List<String> usages =
        extendedFits
            ? extensions.keyUsage().map(KeyUsage::names).orElse(List.of())
            : extensions
                .extendedKeyUsage()
                .map(all -> all.stream().map(KeyPurpose::toString).toList())
                .orElse(List.of());
    seen.add(
        new CertificateUsageWrong(usages, evidence("usable for " + String.join(", ", usages))));
  }

  private void trust(Certificate certificate) {
    if (certificate.isSelfIssued() || circumstances.trusted()) {
      return;
    }
    String issuer = issuer(certificate);
    seen.add(new CertificateUntrusted(issuer, evidence("issued by " + issuer)));
    // Sent is the server's own certificate alone, and its issuer is no root that is known here.
    List<String> fetchable = shown(certificate.extensions().caIssuers());
    if (chain.size() == 1) {
      seen.add(
          new CertificateChainIncomplete(
              issuer,
              String.join(" ", fetchable),
              evidence("the server's own certificate alone, issued by " + issuer)));
    }
  }

  private void pin(Bytes der) {
    circumstances
        .pin()
        .ifPresent(
            pin -> {
              String found = sha256(der);
              seen.add(
                  found.equals(pin)
                      ? new CertificateMatchesPin(pin, evidence("SHA-256 " + found))
                      : new CertificateDiffersFromPin(
                          pin, found, issuerOf(der), evidence("SHA-256 " + found)));
            });
  }

  private static String issuerOf(Bytes der) {
    try {
      return issuer(Certificate.decode(der));
    } catch (DecodeException e) {
      return "";
    }
  }

  private Evidence evidence(String heard) {
    return peer.evidence("a ClientHello", heard, at);
  }
}
