package org.rdpdoctor.testkit.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;
import org.rdpdoctor.testkit.script.CertificateScript;
import org.rdpdoctor.testkit.script.CertificateScript.Digest;
import org.rdpdoctor.testkit.script.CertificateScript.Flaw;
import org.rdpdoctor.testkit.script.CertificateScript.HostKey;
import org.rdpdoctor.testkit.script.CertificateScript.Issuer;
import org.rdpdoctor.testkit.script.CertificateScript.Usage;
import org.rdpdoctor.wire.Bytes;

/// Makes the certificates that a [CertificateScript] asks for, in memory.
///
/// @param now when the peer started: all validity counts from here
public record IdentityMaker(Instant now) {
  private static final String ROOT = "CN=Lab Root CA";
  private static final String INTERMEDIATE = "CN=Lab Issuing CA";
  private static final Duration AUTHORITY_AGE = Duration.ofDays(3650);

  private record Signer(String name, AsymmetricKeyParameter key) {}

  public Identity make(CertificateScript script) {
    LabKey host = key(script.key());
    Certificate own = own(script, host);
    Bytes shown =
        script.flaw() == Flaw.UNREADABLE
            ? Bytes.ascii("this is no certificate")
            : Identity.der(own);
    List<Bytes> sent =
        script.issuer() == Issuer.CHAIN
            ? List.of(shown, Identity.der(intermediate()))
            : List.of(shown);
    AsymmetricKeyParameter key =
        script.flaw() == Flaw.OTHER_KEY ? LabKey.STRAY.privateKey() : host.privateKey();
    return new Identity(own, sent, key);
  }

  private static LabKey key(HostKey key) {
    return switch (key) {
      case RSA_2048 -> LabKey.HOST;
      case RSA_1024 -> LabKey.HOST_1024;
      case RSA_512 -> LabKey.HOST_512;
    };
  }

  private Certificate own(CertificateScript script, LabKey host) {
    String subject = "CN=" + script.commonName();
    Signer signer =
        switch (script.issuer()) {
          case SELF -> new Signer(subject, host.privateKey());
          case CHAIN, CHAIN_NOT_SENT -> new Signer(INTERMEDIATE, LabKey.INTERMEDIATE.privateKey());
        };
    try {
      var builder =
          builder(
              signer.name,
              subject,
              now.plus(script.validFrom()),
              now.plus(script.validUntil()),
              host.publicKey());
      builder.addExtension(Extension.subjectAlternativeName, false, names(script.names()));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose(script.usage())));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
      if (script.issuer() != Issuer.SELF) {
        builder.addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(
                    GeneralName.uniformResourceIdentifier, "http://pki.lab.test/issuing.crt")));
      }
      return builder.build(signer(script.digest(), signer.key)).toASN1Structure();
    } catch (IOException e) {
      throw new IllegalStateException("an extension that cannot be encoded", e);
    }
  }

  private Certificate intermediate() {
    try {
      var builder =
          builder(
              ROOT,
              INTERMEDIATE,
              now.minus(AUTHORITY_AGE),
              now.plus(AUTHORITY_AGE),
              LabKey.INTERMEDIATE.publicKey());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return builder.build(signer(Digest.SHA256, LabKey.ROOT.privateKey())).toASN1Structure();
    } catch (IOException e) {
      throw new IllegalStateException("an extension that cannot be encoded", e);
    }
  }

  private static X509v3CertificateBuilder builder(
      String issuer, String subject, Instant from, Instant until, AsymmetricKeyParameter key)
      throws IOException {
    return new X509v3CertificateBuilder(
        new X500Name(issuer),
        new BigInteger(120, new SecureRandom()).setBit(120),
        Date.from(from),
        Date.from(until),
        new X500Name(subject),
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key));
  }

  private static GeneralNames names(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  private static KeyPurposeId purpose(Usage usage) {
    return switch (usage) {
      case SERVER -> KeyPurposeId.id_kp_serverAuth;
      case CLIENT -> KeyPurposeId.id_kp_clientAuth;
    };
  }

  private static ContentSigner signer(Digest digest, AsymmetricKeyParameter key) {
    var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(digest + "withRSA");
    try {
      return new BcRSAContentSignerBuilder(
              signature, new DefaultDigestAlgorithmIdentifierFinder().find(signature))
          .build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("RSA signatures are always to be had", e);
    }
  }
}
