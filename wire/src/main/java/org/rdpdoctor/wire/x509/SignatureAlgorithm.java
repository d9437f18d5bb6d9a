package org.rdpdoctor.wire.x509;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Oid;

/// `AlgorithmIdentifier` of a signature; unknown OIDs are kept. `hash` is the OID of the hash that
/// an RSASSA-PSS signature names in its parameters.
///
/// ``` AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
/// RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] AlgorithmIdentifier DEFAULT sha1, … }
/// ```
@SpecifiedIn("RFC 5280 4.1.1.2, RFC 4055 3.1")
public record SignatureAlgorithm(Oid oid, Optional<Oid> hash) {
  private static final Oid RSA_PSS = Oid.of("1.2.840.113549.1.1.10");
  private static final Oid SHA1 = Oid.of("1.3.14.3.2.26");

  private static final Map<Oid, String> NAMES =
      Map.ofEntries(
          Map.entry(Oid.of("1.2.840.113549.1.1.2"), "md2WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.3"), "md4WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.4"), "md5WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.5"), "sha1WithRSAEncryption"),
          Map.entry(Oid.of("1.3.14.3.2.29"), "sha1WithRSASignature"),
          Map.entry(RSA_PSS, "RSASSA-PSS"),
          Map.entry(Oid.of("1.2.840.113549.1.1.11"), "sha256WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.12"), "sha384WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.13"), "sha512WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.113549.1.1.14"), "sha224WithRSAEncryption"),
          Map.entry(Oid.of("1.2.840.10040.4.3"), "dsa-with-sha1"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.1"), "dsa-with-sha224"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.2"), "dsa-with-sha256"),
          Map.entry(Oid.of("1.2.840.10045.4.1"), "ecdsa-with-SHA1"),
          Map.entry(Oid.of("1.2.840.10045.4.3.1"), "ecdsa-with-SHA224"),
          Map.entry(Oid.of("1.2.840.10045.4.3.2"), "ecdsa-with-SHA256"),
          Map.entry(Oid.of("1.2.840.10045.4.3.3"), "ecdsa-with-SHA384"),
          Map.entry(Oid.of("1.2.840.10045.4.3.4"), "ecdsa-with-SHA512"),
          Map.entry(Oid.of("1.3.101.112"), "Ed25519"),
          Map.entry(Oid.of("1.3.101.113"), "Ed448"),
          Map.entry(Oid.of("1.2.643.2.2.3"), "GOST R 34.11-94 with 34.10-2001"),
          Map.entry(Oid.of("1.2.643.7.1.1.3.2"), "GOST R 34.10-2012 with 34.11-2012 (256)"),
          Map.entry(Oid.of("1.2.643.7.1.1.3.3"), "GOST R 34.10-2012 with 34.11-2012 (512)"),
          Map.entry(Oid.of("1.2.156.10197.1.501"), "SM2-with-SM3"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.17"), "ML-DSA-44"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.18"), "ML-DSA-65"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.19"), "ML-DSA-87"));

  private static final Map<Oid, String> HASHES =
      Map.of(
          SHA1,
          "SHA-1",
          Oid.of("2.16.840.1.101.3.4.2.4"),
          "SHA-224",
          Oid.of("2.16.840.1.101.3.4.2.1"),
          "SHA-256",
          Oid.of("2.16.840.1.101.3.4.2.2"),
          "SHA-384",
          Oid.of("2.16.840.1.101.3.4.2.3"),
          "SHA-512");

  /// Parameters that cannot be read leave `hash` empty, and add to `faults`.
  static SignatureAlgorithm read(DerReader in, List<DecodeFault> faults) throws DecodeException {
    DerReader identifier = in.sequence("AlgorithmIdentifier");
    Oid oid = identifier.oid("algorithm");
    Optional<Oid> hash = Optional.empty();
    if (oid.equals(RSA_PSS)) {
      try {
        hash = Optional.of(readHash(identifier));
      } catch (DecodeException e) {
        faults.add(e.fault());
      }
    }
    return new SignatureAlgorithm(oid, hash);
  }

  private static Oid readHash(DerReader identifier) throws DecodeException {
    return identifier
        .sequence("RSASSA-PSS-params")
        .optional("hashAlgorithm", 0, field -> field.sequence("hashAlgorithm").oid("hashAlgorithm"))
        .orElse(SHA1);
  }

  /// The usual name, or the numbers of the OID; with RSASSA-PSS the hash, too.
  @Override
  public String toString() {
    String name = NAMES.getOrDefault(oid, oid.dotted());
    return hash.map(used -> name + " with " + HASHES.getOrDefault(used, used.dotted()))
        .orElse(name);
  }
}
