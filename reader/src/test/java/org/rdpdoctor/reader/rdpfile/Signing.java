package org.rdpdoctor.reader.rdpfile;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.wire.Bytes;

/// Signs .rdp files as `rdpsign` does, with a key of its own.
final class Signing {
  private static final KeyPair KEYS = keys();

  private Signing() {}

  /// The file with signscope and signature.
  static ConnectionFile sign(ConnectionFile file, List<String> scope, boolean attributes) {
    ConnectionFile scoped = file.with("signscope", 's', String.join(",", scope));
    var text = new StringBuilder();
    for (String name : scope) {
      var setting = scoped.setting(name).orElseThrow();
      text.append(setting.name()).append(':').append(setting.type()).append(':');
      text.append(setting.value()).append("\r\n");
    }
    text.append("signscope:s:").append(String.join(",", scope)).append("\r\n\0");
    byte[] pkcs7 = pkcs7(Bytes.utf16le(text.toString()).toArray(), attributes);
    ByteBuffer blob = ByteBuffer.allocate(12 + pkcs7.length).order(ByteOrder.LITTLE_ENDIAN);
    blob.putInt(0x00010001).putInt(1).putInt(pkcs7.length).put(pkcs7);
    return scoped.with("signature", 's', Base64.getEncoder().encodeToString(blob.array()));
  }

  private static byte[] pkcs7(byte[] content, boolean attributes) {
    try {
      ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate());
      X509CertificateHolder certificate = certificate(signer);
      var generator = new CMSSignedDataGenerator();
      var information =
          new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
      information.setDirectSignature(!attributes);
      generator.addSignerInfoGenerator(information.build(signer, certificate));
      generator.addCertificate(certificate);
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    } catch (OperatorCreationException | CMSException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509CertificateHolder certificate(ContentSigner signer) {
    var name = new X500Name("CN=Signer of tests");
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(Instant.parse("2025-01-01T00:00:00Z")),
            Date.from(Instant.parse("2027-01-01T00:00:00Z")),
            name,
            KEYS.getPublic())
        .build(signer);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
