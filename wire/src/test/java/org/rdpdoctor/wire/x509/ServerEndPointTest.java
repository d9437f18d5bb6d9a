package org.rdpdoctor.wire.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.asn1.Oid;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerEndPointTest {
  private static Certificate signedWith(String algorithm, Optional<String> hash) throws Exception {
    Certificate any = Certificate.decode(Golden.message("x509.Certificate", "broken-extensions"));
    return new Certificate(
        any.der(),
        any.tbs(),
        any.version(),
        any.serialNumber(),
        new SignatureAlgorithm(Oid.of(algorithm), hash.map(Oid::of)),
        any.issuer(),
        any.notBefore(),
        any.notAfter(),
        any.subject(),
        any.publicKey(),
        any.extensions(),
        any.signature(),
        any.faults());
  }

  private static Bytes expected(Certificate certificate, String digest) throws Exception {
    byte[] hash = MessageDigest.getInstance(digest).digest(certificate.der().toArray());
    return Bytes.ascii("tls-server-end-point:").plus(Bytes.copyOf(hash));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.113549.1.1.4, SHA-256", // MD5
    "1.2.840.113549.1.1.5, SHA-256", // SHA-1
    "1.2.840.10045.4.1, SHA-256", // ECDSA with SHA-1
    "1.2.840.113549.1.1.11, SHA-256",
    "1.2.840.113549.1.1.12, SHA-384",
    "1.2.840.10045.4.3.4, SHA-512"
  })
  void RFC_5929_4_1_the_digest_is_that_of_the_signature_but_never_an_old_one(
      String signature, String digest) throws Exception {
    Certificate certificate = signedWith(signature, Optional.empty());

    assertThat(ServerEndPoint.of(certificate)).contains(expected(certificate, digest));
  }

  @Test
  void an_RSASSA_PSS_signature_names_its_digest_in_its_parameters() throws Exception {
    Certificate certificate =
        signedWith("1.2.840.113549.1.1.10", Optional.of("2.16.840.1.101.3.4.2.2"));

    assertThat(ServerEndPoint.of(certificate)).contains(expected(certificate, "SHA-384"));
  }

  @Test
  void a_signature_without_a_digest_of_its_own_has_no_binding() throws Exception {
    assertThat(ServerEndPoint.of(signedWith("1.3.101.112", Optional.empty()))).isEmpty();
    assertThat(ServerEndPoint.of(signedWith("1.2.3.4", Optional.empty()))).isEmpty();
  }
}
