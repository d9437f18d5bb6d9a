package org.rdpdoctor.reader.capture.opened;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An RSA key with a certificate of its own.
record TestIdentity(KeyPair keys, X509Certificate certificate) {
  /// The server that all tests talk to.
  static final TestIdentity SERVER = of("server.example");

  static TestIdentity of(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      var subject = new X500Principal("CN=" + name);
      var builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.ONE,
              Date.from(Instant.parse("2025-01-01T00:00:00Z")),
              Date.from(Instant.parse("2045-01-01T00:00:00Z")),
              subject,
              keys.getPublic());
      var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
      return new TestIdentity(
          keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// The private key in PEM, PKCS #1.
  String pem() {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(keys.getPrivate());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
