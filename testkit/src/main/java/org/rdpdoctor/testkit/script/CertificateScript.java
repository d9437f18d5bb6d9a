package org.rdpdoctor.testkit.script;

import java.time.Duration;
import java.util.List;

/// What the certificate of a scripted peer says of itself. Times count from the start of the peer,
/// negative ones lie in its past.
public record CertificateScript(
    HostKey key,
    Digest digest,
    String commonName,
    List<String> names,
    Duration validFrom,
    Duration validUntil,
    Usage usage,
    Issuer issuer,
    Flaw flaw) {

  public enum HostKey {
    RSA_2048,
    RSA_1024,
    RSA_512
  }

  public enum Digest {
    SHA256,
    SHA1,
    MD5
  }

  public enum Usage {
    SERVER,
    CLIENT
  }

  public enum Issuer {
    /// Signed with its own key, as every Windows host does by default.
    SELF,
    /// Issued by an intermediate authority that is sent too.
    CHAIN,
    /// Issued by an intermediate authority that is not sent.
    CHAIN_NOT_SENT
  }

  public enum Flaw {
    NONE,
    /// Signs its handshake with another key than the certificate's.
    OTHER_KEY,
    /// Bytes that are no certificate.
    UNREADABLE,
    /// Another certificate on every connection.
    CHANGING
  }

  public CertificateScript {
    names = List.copyOf(names);
  }

  /// What a healthy host shows: self-signed, half a year, good for loopback and for
  /// [#HOST].
  public static CertificateScript healthy() {
    return new CertificateScript(
        HostKey.RSA_2048,
        Digest.SHA256,
        HOST,
        List.of(HOST, "localhost", "127.0.0.1", "::1"),
        Duration.ofDays(-30),
        Duration.ofDays(150),
        Usage.SERVER,
        Issuer.SELF,
        Flaw.NONE);
  }

  /// The name that a healthy peer goes by.
  public static final String HOST = "server.lab.test";

  public CertificateScript key(HostKey other) {
    return new CertificateScript(
        other, digest, commonName, names, validFrom, validUntil, usage, issuer, flaw);
  }

  public CertificateScript digest(Digest other) {
    return new CertificateScript(
        key, other, commonName, names, validFrom, validUntil, usage, issuer, flaw);
  }

  public CertificateScript name(String only) {
    return new CertificateScript(
        key, digest, only, List.of(only), validFrom, validUntil, usage, issuer, flaw);
  }

  public CertificateScript valid(Duration from, Duration until) {
    return new CertificateScript(key, digest, commonName, names, from, until, usage, issuer, flaw);
  }

  public CertificateScript usage(Usage other) {
    return new CertificateScript(
        key, digest, commonName, names, validFrom, validUntil, other, issuer, flaw);
  }

  public CertificateScript issuer(Issuer other) {
    return new CertificateScript(
        key, digest, commonName, names, validFrom, validUntil, usage, other, flaw);
  }

  public CertificateScript flaw(Flaw other) {
    return new CertificateScript(
        key, digest, commonName, names, validFrom, validUntil, usage, issuer, other);
  }
}
