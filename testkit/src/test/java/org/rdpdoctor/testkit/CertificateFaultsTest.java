package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CertificateFaultsTest {
  private static X509Certificate parse(Bytes der) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }

  private static X509Certificate shown(LabServer server) throws Exception {
    try (var client = RawClient.to(server)) {
      return parse(TestTlsClient.over(client.confirmed()).certificate(0));
    }
  }

  private static X509Certificate shown(String fault) throws Exception {
    try (var server = TcpFaultsTest.start(fault)) {
      return shown(server);
    }
  }

  @Test
  void a_healthy_certificate_is_self_signed_valid_and_good_for_loopback() throws Exception {
    X509Certificate certificate = shown("healthy");

    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("server.lab.test", "127.0.0.1");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
  }

  @Test
  void the_pin_is_that_of_the_certificate_shown() throws Exception {
    try (var server = TcpFaultsTest.start("healthy")) {
      byte[] der = shown(server).getEncoded();

      assertThat(Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(der)).toHex())
          .isEqualTo(server.pin());
    }
  }

  @Test
  void expired_and_not_yet_valid_are_so_by_days() throws Exception {
    assertThatThrownBy(() -> shown("expired-certificate").checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
    assertThatThrownBy(() -> shown("not-yet-valid-certificate").checkValidity())
        .isInstanceOf(CertificateNotYetValidException.class);
  }

  @Test
  void a_wrong_name_is_the_only_name() throws Exception {
    assertThat(shown("wrong-name-certificate").getSubjectAlternativeNames())
        .containsExactly(List.of(2, "intranet.lab.test"));
  }

  @ParameterizedTest
  @CsvSource({"weak-key-512,512", "weak-key-1024,1024", "healthy,2048"})
  void a_key_has_its_size(String fault, int bits) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      var tls =
          TestTlsClient.over(client.confirmed(), ProtocolVersion.TLSv12, ProtocolVersion.TLSv12);
      var key = (RSAPublicKey) parse(tls.certificate(0)).getPublicKey();
      assertThat(key.getModulus().bitLength()).isEqualTo(bits);
    }
  }

  @ParameterizedTest
  @CsvSource({"md5-certificate,MD5WITHRSA", "sha1-certificate,SHA1WITHRSA"})
  void a_signature_has_its_algorithm(String fault, String algorithm) throws Exception {
    assertThat(shown(fault).getSigAlgName().toUpperCase(Locale.ROOT)).isEqualTo(algorithm);
  }

  @Test
  void the_wrong_usage_is_that_of_a_client() throws Exception {
    assertThat(shown("client-certificate-on-server").getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @ParameterizedTest
  @CsvSource({"untrusted-authority,2", "incomplete-chain,1"})
  void a_chain_is_sent_whole_or_not(String fault, int length) throws Exception {
    try (var server = TcpFaultsTest.start(fault);
        var client = RawClient.to(server)) {
      var tls = TestTlsClient.over(client.confirmed());
      assertThat(tls.chainLength()).isEqualTo(length);
      assertThat(parse(tls.certificate(0)).getIssuerX500Principal().getName())
          .isEqualTo("CN=Lab Issuing CA");
      if (length == 2) {
        parse(tls.certificate(0)).verify(parse(tls.certificate(1)).getPublicKey());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_key_that_does_not_fit_makes_a_wrong_signature(String version) throws Exception {
    ProtocolVersion only =
        version.equals("TLSv1.2") ? ProtocolVersion.TLSv12 : ProtocolVersion.TLSv13;
    try (var server = TcpFaultsTest.start("key-mismatch");
        var client = RawClient.to(server)) {
      assertThatThrownBy(() -> TestTlsClient.over(client.confirmed(), only, only))
          .isInstanceOf(TlsFatalAlert.class)
          .hasMessageContaining("decrypt_error");
    }
  }

  @Test
  void text_is_sent_for_a_certificate() throws Exception {
    try (var server = TcpFaultsTest.start("unreadable-certificate");
        var client = RawClient.to(server)) {
      client.confirmed().say(Hello.offering(0x0303, 0x002F).encode());
      assertThat(client.take(84).indexOf(Bytes.ascii("this is no certificate"))).isPositive();
    }
  }

  @Test
  void every_connection_sees_another_certificate() throws Exception {
    try (var server = TcpFaultsTest.start("changing-certificate")) {
      assertThat(shown(server)).isNotEqualTo(shown(server));
    }
  }
}
