package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DtlsTest {
  @Test
  void a_hello_has_its_cookie_in_its_middle() throws DecodeException {
    var first = DtlsClientHello.decode(Golden.message("tls.DtlsClientHello", "first-dtls10"));
    var again = DtlsClientHello.decode(Golden.message("tls.DtlsClientHello", "with-cookie-dtls10"));

    assertThat(first.cookie()).isEqualTo(Bytes.EMPTY);
    assertThat(again.cookie().size()).isEqualTo(20);
    assertThat(again.hello()).isEqualTo(first.hello());
    assertThat(first.hello().legacyVersion()).isEqualTo(TlsVersion.DTLS10);
    assertThat(first.hello().serverName()).contains("gateway.example");
  }

  @Test
  void a_server_that_wants_its_cookie_back_gets_it() throws DecodeException {
    var first = DtlsClientHello.decode(Golden.message("tls.DtlsClientHello", "first-dtls10"));
    List<DtlsAnswer> answers = DtlsAnswer.of(Golden.message("tls.DtlsAnswer", "verify"));

    assertThat(answers).singleElement().isInstanceOf(DtlsAnswer.Verify.class);
    var request = ((DtlsAnswer.Verify) answers.getFirst()).request();
    assertThat(request.serverVersion()).hasToString("DTLS 1.0");
    assertThat(first.with(request).encode())
        .isEqualTo(Golden.message("tls.DtlsClientHello", "with-cookie-dtls10"));
  }

  @Test
  void a_first_hello_is_one_datagram() throws DecodeException {
    var first = DtlsClientHello.decode(Golden.message("tls.DtlsClientHello", "first-dtls10"));

    assertThat(first.encodeDatagram(0)).isEqualTo(Golden.message("tls.DtlsRecord", "hello-dtls10"));
    assertThat(DtlsRecord.decode(first.encodeDatagram(1)).sequenceNumber()).isEqualTo(1);
  }

  @Test
  void a_server_that_goes_on_says_hello() throws DecodeException {
    List<DtlsAnswer> old = DtlsAnswer.of(Golden.message("tls.DtlsAnswer", "hello-dtls10"));
    List<DtlsAnswer> current = DtlsAnswer.of(Golden.message("tls.DtlsAnswer", "hello-dtls12"));

    assertThat(hello(old).version()).hasToString("DTLS 1.0");
    assertThat(hello(current).version()).hasToString("DTLS 1.2");
    assertThat(old).hasSizeGreaterThan(2).last().isInstanceOf(DtlsAnswer.More.class);
  }

  @Test
  void a_server_may_refuse() throws DecodeException {
    assertThat(DtlsAnswer.of(Golden.message("tls.DtlsAnswer", "refused")))
        .containsExactly(new DtlsAnswer.Alerted(Alert.fatal(AlertDescription.PROTOCOL_VERSION)));
  }

  @Test
  void what_is_encrypted_is_not_taken_for_an_alert() throws DecodeException {
    Bytes datagram = Bytes.hex("15 fefd 0001 000000000000 0002 02 46");

    assertThat(DtlsAnswer.of(datagram)).singleElement().isInstanceOf(DtlsAnswer.More.class);
  }

  @Test
  void a_part_of_a_message_is_not_the_message() throws DecodeException {
    var part = DtlsHandshake.decode(Golden.message("tls.DtlsHandshake", "certificate-part"));

    assertThat(part.isWhole()).isFalse();
    assertThat(part.type()).isEqualTo(HandshakeType.CERTIFICATE);
    assertThat(part.fragmentOffset() + part.fragment().size()).isEqualTo(part.length());
  }

  @Test
  void a_part_that_reaches_beyond_its_message_is_refused() {
    assertThatThrownBy(() -> DtlsHandshake.decode(Bytes.hex("02 000004 0000 000002 000003 010203")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("fragment_length");
  }

  @Test
  void tls_and_nonsense_are_no_dtls() {
    for (String datagram :
        new String[] {
          "16 0301 0000 000000000000 0000", "00", "16 feff 0000 000000000000 ffff", ""
        }) {
      assertThatThrownBy(() -> DtlsAnswer.of(Bytes.hex(datagram)))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void a_sequence_number_of_forty_eight_bits_is_kept() throws DecodeException {
    var record =
        new DtlsRecord(
            ContentType.HANDSHAKE, TlsVersion.DTLS12, 0, 0xFEDC_BA98_7654L, Bytes.of(1, 2, 3));

    assertThat(DtlsRecord.decode(record.encode())).isEqualTo(record);
  }

  @Test
  void versions_of_dtls_are_not_taken_for_later_ones_of_tls() {
    assertThat(TlsVersion.DTLS12.encryptsHandshake()).isFalse();
    assertThat(TlsVersion.DTLS10.encryptsHandshake()).isFalse();
    assertThat(new TlsVersion(0xFEFC).encryptsHandshake()).isTrue();
    assertThat(TlsVersion.TLS13.encryptsHandshake()).isTrue();
    assertThat(TlsVersion.TLS12.isDtls()).isFalse();
  }

  private static ServerHello hello(List<DtlsAnswer> answers) {
    return ((DtlsAnswer.Hello) answers.getFirst()).hello();
  }
}
