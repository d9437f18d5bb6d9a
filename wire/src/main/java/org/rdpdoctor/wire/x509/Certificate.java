package org.rdpdoctor.wire.x509;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// A certificate as it is, not as it should be: what is odd about it becomes a fault in `faults`,
/// so that there is something to tell where other readers only refuse. Nothing is verified.
///
/// ``` Certificate ::= SEQUENCE { tbsCertificate     TBSCertificate, signatureAlgorithm
/// AlgorithmIdentifier, signatureValue     BIT STRING } TBSCertificate ::= SEQUENCE { version
/// [0] INTEGER DEFAULT v1, serialNumber        INTEGER, signature           AlgorithmIdentifier,
/// issuer              Name, validity            SEQUENCE { notBefore Time, notAfter Time },
/// subject             Name, subjectPublicKeyInfo SubjectPublicKeyInfo, issuerUniqueID  [1]
/// IMPLICIT BIT STRING OPTIONAL, subjectUniqueID [2] IMPLICIT BIT STRING OPTIONAL, extensions
/// [3] SEQUENCE OF Extension OPTIONAL }
/// ```
///
/// `version` is 1 to 3 as people count; `serialNumber` may be negative. `tbs` is what is signed,
/// `der` the certificate without anything that stood behind it.
@SpecifiedIn("RFC 5280 4.1")
public record Certificate(
    Bytes der,
    Bytes tbs,
    int version,
    BigInteger serialNumber,
    SignatureAlgorithm signatureAlgorithm,
    DistinguishedName issuer,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    DistinguishedName subject,
    PublicKey publicKey,
    Extensions extensions,
    Bytes signature,
    List<DecodeFault> faults) {

  public Certificate {
    faults = List.copyOf(faults);
  }

  /// Reads as much of a certificate as there is.
  ///
  /// @throws DecodeException only if the outer structure is not that of a certificate: names, key
  ///     and signature algorithm have to be there
  public static Certificate decode(Bytes bytes) throws DecodeException {
    var faults = new ArrayList<DecodeFault>();
    var outer = new DerReader(bytes);
    Bytes der = outer.element("Certificate").encoded();
    if (!outer.isEmpty()) {
      faults.add(new DecodeFault.WrongLength("Certificate", 0, bytes.size(), der.size()));
    }
    DerReader fields = new DerReader(der).sequence("Certificate");
    Bytes tbs = fields.element("tbsCertificate").encoded();
    DerReader in = new DerReader(tbs).sequence("tbsCertificate");
    int version = in.optional("version", 0, field -> field.int32("version")).orElse(0) + 1;
    BigInteger serial = in.integer("serialNumber");
    in.element("signature");
    DistinguishedName issuer = DistinguishedName.read(in, "issuer");
    DerReader validity = in.sequence("validity");
    Optional<Instant> notBefore = readTime(validity, "notBefore", faults);
    Optional<Instant> notAfter = readTime(validity, "notAfter", faults);
    DistinguishedName subject = DistinguishedName.read(in, "subject");
    PublicKey key = PublicKey.read(in, faults);
    Extensions extensions = Extensions.of(readExtensions(in, faults));
    faults.addAll(extensions.faults());
    SignatureAlgorithm algorithm = SignatureAlgorithm.read(fields, faults);
    Bytes signature = fields.bitString("signatureValue").bits();
    return new Certificate(
        der,
        tbs,
        version,
        serial,
        algorithm,
        issuer,
        notBefore,
        notAfter,
        subject,
        key,
        extensions,
        signature,
        faults);
  }

  private static Optional<Instant> readTime(
      DerReader validity, String field, List<DecodeFault> faults) throws DecodeException {
    int at = validity.offset();
    var time = validity.element(field);
    try {
      return Optional.of(new DerReader(time.encoded()).time(field));
    } catch (DecodeException e) {
      faults.add(new DecodeFault.Malformed(field, at, "no time: " + time.contents().preview(32)));
      return Optional.empty();
    }
  }

  /// All extensions up to the first that cannot be read.
  private static List<CertificateExtension> readExtensions(DerReader in, List<DecodeFault> faults) {
    var all = new ArrayList<CertificateExtension>();
    try {
      while (!in.isEmpty() && !in.nextIs(Tag.context(3))) {
        in.element("UniqueIdentifier");
      }
      if (!in.isEmpty()) {
        DerReader list = in.enter("extensions", Tag.context(3)).sequence("Extensions");
        while (!list.isEmpty()) {
          all.add(CertificateExtension.read(list));
        }
      }
    } catch (DecodeException e) {
      faults.add(e.fault());
    }
    return all;
  }

  /// True if issuer and subject are the same: the certificate is its own issuer, or says so.
  public boolean isSelfIssued() {
    return subject.encoded().equals(issuer.encoded());
  }

  /// The DNS names in the subject alternative names.
  public List<String> dnsNames() {
    return names(GeneralName.Form.DNS_NAME);
  }

  /// The addresses in the subject alternative names, IPv6 in eight groups without leading zeros.
  public List<String> ipAddresses() {
    return names(GeneralName.Form.IP_ADDRESS);
  }

  private List<String> names(GeneralName.Form form) {
    return extensions.subjectAltNames().stream()
        .filter(name -> name.form() == form)
        .map(GeneralName::text)
        .toList();
  }

  public Bytes encode() {
    return der;
  }

  @Override
  public String toString() {
    return "Certificate[%s, issued by %s, %s to %s, %s, %s]"
        .formatted(
            subject,
            issuer,
            notBefore.map(Instant::toString).orElse("?"),
            notAfter.map(Instant::toString).orElse("?"),
            publicKey,
            signatureAlgorithm);
  }
}
