package org.rdpdoctor.wire.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.asn1.BitString;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Oid;
import org.rdpdoctor.wire.asn1.Tag;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CertificateTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/vectors/certs");

  @Test
  void every_field_that_a_connection_can_fail_on_is_read() throws DecodeException {
    Certificate certificate = certificate("everything");

    assertThat(certificate.version()).isEqualTo(3);
    assertThat(certificate.serialNumber()).isEqualTo(BigInteger.valueOf(255));
    assertThat(certificate.subject())
        .hasToString("CN=rdp.example.com,CN=wide,OU=a,O=Ex\\, \\\"Inc\\\",C=DE");
    assertThat(certificate.subject().commonName()).contains("rdp.example.com");
    assertThat(certificate.isSelfIssued()).isTrue();
    assertThat(certificate.notBefore()).contains(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(certificate.notAfter()).contains(Instant.parse("2050-01-01T00:00:00Z"));
    assertThat(certificate.publicKey()).hasToString("EC P-256");
    assertThat(certificate.publicKey().bits()).hasValue(256);
    assertThat(certificate.signatureAlgorithm()).hasToString("ecdsa-with-SHA256");
    assertThat(certificate.faults()).isEmpty();
  }

  @Test
  void every_extension_that_a_connection_can_fail_on_is_read() throws DecodeException {
    Certificate certificate = certificate("everything");
    Extensions extensions = certificate.extensions();

    assertThat(certificate.dnsNames()).containsExactly("rdp.example.com", "*.example.com");
    assertThat(certificate.ipAddresses()).containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:1");
    assertThat(extensions.subjectAltNames())
        .extracting(GeneralName::form)
        .contains(
            GeneralName.Form.URI, GeneralName.Form.DIRECTORY_NAME, GeneralName.Form.OTHER_NAME);
    assertThat(extensions.basicConstraints().orElseThrow().certificateAuthority()).isTrue();
    assertThat(extensions.basicConstraints().orElseThrow().pathLenConstraint()).hasValue(0);
    assertThat(extensions.keyUsage().orElseThrow())
        .hasToString("digitalSignature, keyCertSign, decipherOnly");
    assertThat(extensions.extendedKeyUsage().orElseThrow())
        .containsExactly(
            KeyPurpose.SERVER_AUTH,
            KeyPurpose.REMOTE_DESKTOP_AUTH,
            new KeyPurpose(Oid.of("1.2.3.4.5")));
    assertThat(extensions.caIssuers()).containsExactly("http://ca.example/ca.crt");
    assertThat(extensions.ocspResponders()).containsExactly("http://ocsp.example/");
    assertThat(extensions.crlDistributionPoints()).containsExactly("http://crl.example/a.crl");
    assertThat(extensions.authorityKeyIdentifier())
        .isPresent()
        .isEqualTo(extensions.subjectKeyIdentifier());
  }

  @Test
  void broken_extensions_are_faults_of_a_certificate_that_is_read_all_the_same()
      throws DecodeException {
    Certificate certificate = certificate("broken-extensions");

    assertThat(certificate.subject()).hasToString("CN=broken");
    assertThat(certificate.extensions().keyUsage()).isEmpty();
    assertThat(certificate.dnsNames()).isEmpty();
    assertThat(certificate.extensions().subjectKeyIdentifier()).isPresent();
    assertThat(certificate.faults())
        .extracting(DecodeFault::describe)
        .containsExactly(
            "KeyUsage tag at offset 0 must be 0x3, found 0x4",
            "SubjectAltName at offset 2 needs 5 bytes, 3 left");
  }

  @Test
  void what_no_client_accepts_any_more_is_still_read() throws DecodeException {
    Certificate certificate = certificate("md5-rsa-512");

    assertThat(certificate.publicKey()).hasToString("RSA 512");
    assertThat(certificate.signatureAlgorithm()).hasToString("md5WithRSAEncryption");
    assertThat(certificate.version()).isEqualTo(1);
  }

  @Test
  void a_negative_serial_number_and_unknown_algorithms_are_kept() throws DecodeException {
    Certificate certificate =
        Certificate.decode(odd(Der.integer(-5), validity("240101000000Z", "250101000000Z")));

    assertThat(certificate.serialNumber()).isEqualTo(BigInteger.valueOf(-5));
    assertThat(certificate.signatureAlgorithm()).hasToString("1.2.3.4");
    assertThat(certificate.publicKey()).hasToString("1.2.3.5");
    assertThat(certificate.publicKey().bits()).isEmpty();
  }

  @Test
  void a_date_that_is_none_leaves_the_rest_to_be_read() throws DecodeException {
    Certificate certificate =
        Certificate.decode(odd(Der.integer(1), validity("soon", "250101000000Z")));

    assertThat(certificate.notBefore()).isEmpty();
    assertThat(certificate.notAfter()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(certificate.faults())
        .extracting(DecodeFault::describe)
        .singleElement()
        .asString()
        .contains("notBefore")
        .endsWith("is no time: soon");
  }

  @Test
  void bytes_behind_the_certificate_are_told_and_left_out() throws DecodeException {
    Bytes certificate = Golden.message("x509.Certificate", "plain");

    Certificate read = Certificate.decode(certificate.plus(Bytes.of(1, 2, 3)));

    assertThat(read.der()).isEqualTo(certificate);
    assertThat(read.faults()).hasSize(1);
  }

  @Test
  void control_characters_in_a_name_do_not_reach_the_screen() throws DecodeException {
    Bytes name =
        Der.sequence(
            Der.set(Der.sequence(Der.oid(Oid.of("2.5.4.3")), Der.utf8String("a\u001B[31mb\n"))));

    assertThat(DistinguishedName.read(new DerReader(name), "subject"))
        .hasToString("CN=a\\1B[31mb\\0A");
  }

  @Test
  void a_modulus_that_lacks_its_leading_zero_is_measured_right() throws DecodeException {
    Bytes key = Der.sequence(Der.element(Tag.INTEGER, Bytes.hex("C0 01")), Der.integer(65537));
    Bytes info =
        Der.sequence(
            Der.sequence(Der.oid(Oid.of("1.2.840.113549.1.1.1")), Der.nothing()),
            Der.bitString(new BitString(key, 0)));

    PublicKey read = PublicKey.read(new DerReader(info), new ArrayList<>());

    assertThat(read).hasToString("RSA 16");
  }

  @Test
  void what_is_no_certificate_is_refused() {
    assertThatThrownBy(() -> Certificate.decode(Bytes.ascii("-----BEGIN CERTIFICATE-----")))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void a_certificate_that_windows_made_for_itself_is_read() throws IOException, DecodeException {
    assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this checkout");
    Certificate certificate =
        Certificate.decode(
            Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("OFFICE-WIN10-VM_93cb25f0.der"))));

    assertThat(certificate.subject()).hasToString("CN=OFFICE-WIN10-VM");
    assertThat(certificate.publicKey()).hasToString("RSA 2048");
    assertThat(certificate.extensions().keyUsage().orElseThrow())
        .hasToString("keyEncipherment, dataEncipherment");
    assertThat(certificate.extensions().extendedKeyUsage().orElseThrow())
        .containsExactly(KeyPurpose.SERVER_AUTH);
  }

  /// A certificate of version 1 whose algorithms nobody knows.
  private static Bytes odd(Bytes serialNumber, Bytes validity) {
    Bytes algorithm = Der.sequence(Der.oid(Oid.of("1.2.3.4")));
    Bytes name =
        Der.sequence(Der.set(Der.sequence(Der.oid(Oid.of("2.5.4.3")), Der.utf8String("x"))));
    var bits = Der.bitString(new BitString(Bytes.of(1, 2), 0));
    Bytes key = Der.sequence(Der.sequence(Der.oid(Oid.of("1.2.3.5"))), bits);
    Bytes tbs = Der.sequence(serialNumber, algorithm, name, validity, name, key);
    return Der.sequence(tbs, algorithm, bits);
  }

  private static Bytes validity(String notBefore, String notAfter) {
    return Der.sequence(
        Der.element(Tag.UTC_TIME, Bytes.ascii(notBefore)),
        Der.element(Tag.UTC_TIME, Bytes.ascii(notAfter)));
  }

  private static Certificate certificate(String name) throws DecodeException {
    return Certificate.decode(Golden.message("x509.Certificate", name));
  }
}
