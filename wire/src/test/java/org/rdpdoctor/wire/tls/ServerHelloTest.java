package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerHelloTest {
  @Test
  void RFC_8448_3_chooses_tls13_and_x25519() throws DecodeException {
    var hello = hello("RFC-8448-3");

    assertThat(hello.version()).isEqualTo(TlsVersion.TLS13);
    assertThat(hello.cipherSuite()).hasToString("TLS_AES_128_GCM_SHA256");
    assertThat(hello.selectedGroup()).contains(NamedGroup.X25519);
    assertThat(hello.isHelloRetryRequest()).isFalse();
  }

  @Test
  void RFC_8448_5_wants_a_share_in_another_group() throws DecodeException {
    var hello = hello("RFC-8448-5-HelloRetryRequest");

    assertThat(hello.isHelloRetryRequest()).isTrue();
    assertThat(hello.version()).isEqualTo(TlsVersion.TLS13);
    assertThat(hello.selectedGroup()).contains(NamedGroup.SECP256R1);
    assertThat(hello.has(ExtensionType.COOKIE)).isTrue();
  }

  @Test
  void a_server_that_had_to_go_down_to_tls10_says_that_it_knows_better() throws DecodeException {
    var hello = hello("tls10-downgraded");

    assertThat(hello.version()).isEqualTo(TlsVersion.TLS10);
    assertThat(hello.couldHaveChosen()).contains(TlsVersion.TLS12);
    assertThat(hello.selectedGroup()).isEmpty();
    assertThat(hello.cipherSuite().weaknesses()).containsExactly(CipherSuite.Weakness.RC4);
  }

  @Test
  void a_version_from_a_draft_is_named_as_one() {
    assertThat(new TlsVersion(0x7F1C)).hasToString("TLS 1.3 draft 28");
    assertThat(new TlsVersion(0x0305)).hasToString("TLS version 0x0305");
  }

  @Test
  void a_session_id_that_cannot_be_is_told_by_its_length() {
    Bytes bytes = Bytes.hex("02 00 00 23  03 03" + "00".repeat(32) + "21");

    assertThatThrownBy(() -> ServerHello.decode(bytes))
        .hasMessage("legacy_session_id length at offset 38 says 33, at most 32 is possible");
  }

  @Test
  void a_prime_is_measured_without_its_leading_zeros() throws DecodeException {
    var message =
        new ServerKeyExchange(
            new ServerKeyExchange.DiffieHellman(Bytes.hex("00 7F FF"), Bytes.of(2), Bytes.of(3)),
            Optional.empty(),
            Bytes.EMPTY);
    var suite = CipherSuite.named("TLS_DH_anon_WITH_RC4_128_MD5");

    var read = ServerKeyExchange.decode(message.encode(), TlsVersion.TLS12, suite);

    assertThat(read).isEqualTo(message);
    assertThat(((ServerKeyExchange.DiffieHellman) read.parameters()).primeBits()).isEqualTo(15);
  }

  @Test
  void an_alert_shows_its_name_and_its_number() throws DecodeException {
    assertThat(Alert.decode(Bytes.of(2, 40))).hasToString("fatal handshake_failure (40)");
    assertThat(Alert.decode(Bytes.of(3, 255))).hasToString("level 3 alert 255 (255)");
  }

  @Test
  void an_encrypted_alert_is_not_taken_for_a_plain_one() {
    assertThatThrownBy(() -> Alert.decode(Bytes.copyOf(new byte[26])))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void a_certificate_request_of_tls12_tells_its_signature_algorithms() throws DecodeException {
    var request =
        CertificateRequest.decode(
            Golden.message("tls.CertificateRequest", "tls12"), TlsVersion.TLS12);

    assertThat(request.certificateTypes()).isEqualTo(List.of(1, 64));
    assertThat(request.supportedSignatureAlgorithms())
        .extracting(SignatureScheme::toString)
        .containsExactly("ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256");
    assertThat(request.certificateAuthorities()).hasSize(1);
  }

  private static ServerHello hello(String name) throws DecodeException {
    return ServerHello.decode(Golden.message("tls.ServerHello", name));
  }
}
