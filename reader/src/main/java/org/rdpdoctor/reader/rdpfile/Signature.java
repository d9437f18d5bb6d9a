package org.rdpdoctor.reader.rdpfile;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x509.Certificate;

/// One signer of a PKCS #7 structure, with the key to compute with.
///
/// Certificates are read with the project's own reader: brokers of Windows make some that name an
/// extension twice, which stricter readers refuse.
record Signature(Signer signer, PublicKey key) {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  /// The signer and its certificate, or nothing if that is not in the structure or its key is of an
  /// unknown kind.
  static Optional<Signature> of(CMSSignedData data, SignerInformation information) {
    List<Certificate> all = certificates(data);
    for (Certificate certificate : all) {
      if (isOf(certificate, information, all.size())) {
        return key(certificate)
            .map(key -> new Signature(signer(certificate, information, all.size()), key));
      }
    }
    return Optional.empty();
  }

  /// Whether the key made this signature over the content that the structure was given.
  boolean fits(SignerInformation information) {
    try {
      return information.verify(
          new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(key));
    } catch (CMSException | OperatorCreationException _) {
      return false; // so it is said where a digest is another one
    }
  }

  private static List<Certificate> certificates(CMSSignedData data) {
    ASN1Set set = SignedData.getInstance(data.toASN1Structure().getContent()).getCertificates();
    var certificates = new ArrayList<Certificate>();
    if (set != null) {
      set.forEach(element -> certificate(element).ifPresent(certificates::add));
    }
    return certificates;
  }

  private static Optional<Certificate> certificate(ASN1Encodable element) {
    try {
      byte[] der = element.toASN1Primitive().getEncoded("DER");
      return Optional.of(Certificate.decode(Bytes.copyOf(der)));
    } catch (IOException | DecodeException _) {
      return Optional.empty(); // another one may be the signer's
    }
  }

  /// Serial numbers are unique for an issuer, and few issuers share one structure; a signer that is
  /// named by its key's identifier has no serial number here, and then a lone certificate is its.
  private static boolean isOf(Certificate certificate, SignerInformation information, int all) {
    var serial = information.getSID().getSerialNumber();
    return serial == null ? all == 1 : serial.equals(certificate.serialNumber());
  }

  private static Optional<PublicKey> key(Certificate certificate) {
    try {
      byte[] encoded = certificate.publicKey().encoded().toArray();
      return Optional.ofNullable(
          BouncyCastleProvider.getPublicKey(SubjectPublicKeyInfo.getInstance(encoded)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Signer signer(
      Certificate certificate, SignerInformation information, int certificates) {
    return new Signer(
        certificate.subject().toString(),
        certificate.issuer().toString(),
        certificate.isSelfIssued(),
        certificate.notBefore().orElse(Instant.MIN),
        certificate.notAfter().orElse(Instant.MAX),
        digest(information),
        certificates,
        signedAt(information));
  }

  private static String digest(SignerInformation information) {
    return new DefaultAlgorithmNameFinder()
        .getAlgorithmName(information.getDigestAlgorithmID())
        .replaceFirst("^SHA-?(\\d)", "SHA-$1");
  }

  private static Optional<Instant> signedAt(SignerInformation information) {
    AttributeTable signed = information.getSignedAttributes();
    Attribute time = signed == null ? null : signed.get(CMSAttributes.signingTime);
    return time == null || time.getAttrValues().size() == 0
        ? Optional.empty()
        : Optional.of(Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant());
  }
}
