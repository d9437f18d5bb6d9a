package org.rdpdoctor.wire.x509;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Oid;
import org.rdpdoctor.wire.asn1.Tag;

/// `SubjectPublicKeyInfo`: the key of a certificate, and how strong it is.
///
/// ``` SubjectPublicKeyInfo ::= SEQUENCE { algorithm        SEQUENCE { algorithm OBJECT IDENTIFIER,
/// parameters ANY OPTIONAL }, subjectPublicKey BIT STRING }
/// ```
///
/// `curve` is the OID of the curve of an EC key. `subjectPublicKey` is what CredSSP binds to; for
/// an RSA key it holds `RSAPublicKey`.
@SpecifiedIn("RFC 5280 4.1.2.7, RFC 3279 2.3")
public record PublicKey(
    Oid algorithm, Optional<Oid> curve, OptionalInt bits, Bytes subjectPublicKey, Bytes encoded) {
  private static final Oid RSA = Oid.of("1.2.840.113549.1.1.1");
  private static final Oid RSA_PSS = Oid.of("1.2.840.113549.1.1.10");
  private static final Oid DSA = Oid.of("1.2.840.10040.4.1");
  private static final Oid EC = Oid.of("1.2.840.10045.2.1");

  private static final Map<Oid, String> NAMES =
      Map.ofEntries(
          Map.entry(RSA, "RSA"),
          Map.entry(RSA_PSS, "RSA-PSS"),
          Map.entry(DSA, "DSA"),
          Map.entry(EC, "EC"),
          Map.entry(Oid.of("1.2.840.10046.2.1"), "DH"),
          Map.entry(Oid.of("1.3.101.110"), "X25519"),
          Map.entry(Oid.of("1.3.101.111"), "X448"),
          Map.entry(Oid.of("1.3.101.112"), "Ed25519"),
          Map.entry(Oid.of("1.3.101.113"), "Ed448"),
          Map.entry(Oid.of("1.2.643.2.2.19"), "GOST R 34.10-2001"),
          Map.entry(Oid.of("1.2.643.7.1.1.1.1"), "GOST R 34.10-2012 (256)"),
          Map.entry(Oid.of("1.2.643.7.1.1.1.2"), "GOST R 34.10-2012 (512)"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.17"), "ML-DSA-44"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.18"), "ML-DSA-65"),
          Map.entry(Oid.of("2.16.840.1.101.3.4.3.19"), "ML-DSA-87"));

  /// A curve by its usual name, with its size.
  private record Curve(String name, int bits) {}

  private static final Map<Oid, Curve> CURVES =
      Map.ofEntries(
          Map.entry(Oid.of("1.2.840.10045.3.1.1"), new Curve("P-192", 192)),
          Map.entry(Oid.of("1.3.132.0.33"), new Curve("P-224", 224)),
          Map.entry(Oid.of("1.2.840.10045.3.1.7"), new Curve("P-256", 256)),
          Map.entry(Oid.of("1.3.132.0.34"), new Curve("P-384", 384)),
          Map.entry(Oid.of("1.3.132.0.35"), new Curve("P-521", 521)),
          Map.entry(Oid.of("1.3.132.0.10"), new Curve("secp256k1", 256)),
          Map.entry(Oid.of("1.3.36.3.3.2.8.1.1.7"), new Curve("brainpoolP256r1", 256)),
          Map.entry(Oid.of("1.3.36.3.3.2.8.1.1.11"), new Curve("brainpoolP384r1", 384)),
          Map.entry(Oid.of("1.3.36.3.3.2.8.1.1.13"), new Curve("brainpoolP512r1", 512)),
          Map.entry(Oid.of("1.2.156.10197.1.301"), new Curve("SM2", 256)));

  private static final Map<String, Integer> FIXED_SIZES =
      Map.of("X25519", 255, "Ed25519", 255, "X448", 448, "Ed448", 448);

  /// Key parameters that cannot be read leave `bits` and `curve` empty, and add to `faults`.
  ///
  /// @throws DecodeException if the outer structure is not there
  static PublicKey read(DerReader in, List<DecodeFault> faults) throws DecodeException {
    Bytes encoded = in.element("subjectPublicKeyInfo").encoded();
    DerReader info = new DerReader(encoded).sequence("subjectPublicKeyInfo");
    DerReader identifier = info.sequence("algorithm");
    Oid algorithm = identifier.oid("algorithm");
    Bytes key = info.bitString("subjectPublicKey").bits();
    Optional<Oid> curve = Optional.empty();
    OptionalInt bits = OptionalInt.empty();
    try {
      if (algorithm.equals(EC) && identifier.nextIs(Tag.OBJECT_IDENTIFIER)) {
        curve = Optional.of(identifier.oid("namedCurve"));
      }
      bits = bits(algorithm, curve, identifier, key);
    } catch (DecodeException e) {
      faults.add(e.fault());
    }
    return new PublicKey(algorithm, curve, bits, key, encoded);
  }

  private static OptionalInt bits(
      Oid algorithm, Optional<Oid> curve, DerReader parameters, Bytes key) throws DecodeException {
    if (algorithm.equals(RSA) || algorithm.equals(RSA_PSS)) {
      DerReader rsa = new DerReader(key).sequence("RSAPublicKey");
      return OptionalInt.of(magnitude(rsa.integer("modulus")).bitLength());
    }
    if (algorithm.equals(DSA) && parameters.nextIs(Tag.SEQUENCE)) {
      DerReader dss = parameters.sequence("Dss-Parms");
      return OptionalInt.of(magnitude(dss.integer("p")).bitLength());
    }
    if (curve.isPresent()) {
      Curve known = CURVES.get(curve.get());
      return known == null ? OptionalInt.empty() : OptionalInt.of(known.bits());
    }
    Integer fixed = FIXED_SIZES.get(NAMES.getOrDefault(algorithm, ""));
    return fixed == null ? OptionalInt.empty() : OptionalInt.of(fixed);
  }

  /// Some tools forget the zero in front of a modulus, which makes it negative.
  private static BigInteger magnitude(BigInteger number) {
    return number.signum() < 0 ? new BigInteger(1, number.toByteArray()) : number;
  }

  /// The algorithm by its usual name, or the numbers of its OID.
  public String algorithmName() {
    return NAMES.getOrDefault(algorithm, algorithm.dotted());
  }

  /// The curve by its usual name, or the numbers of its OID.
  public Optional<String> curveName() {
    return curve.map(
        oid -> {
          Curve known = CURVES.get(oid);
          return known == null ? oid.dotted() : known.name();
        });
  }

  /// `RSA 2048`, `EC P-256`, `Ed25519`.
  @Override
  public String toString() {
    if (curve.isPresent()) {
      return algorithmName() + " " + curveName().orElseThrow();
    }
    return bits.isPresent() && !FIXED_SIZES.containsKey(algorithmName())
        ? algorithmName() + " " + bits.getAsInt()
        : algorithmName();
  }
}
