package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientHelloTest {
  private static final Bytes RANDOM = Bytes.copyOf(new byte[32]);
  private static final List<CipherSuite> SUITES = CipherSuites.WINDOWS_11;

  @Test
  void RFC_8448_3_offers_tls13_with_a_share_in_x25519() throws DecodeException {
    var hello = ClientHello.decode(Golden.message("tls.ClientHello", "RFC-8448-3"));

    assertThat(hello.legacyVersion()).isEqualTo(TlsVersion.TLS12);
    assertThat(hello.versions()).containsExactly(TlsVersion.TLS13);
    assertThat(hello.serverName()).contains("server");
    assertThat(hello.cipherSuites())
        .extracting(CipherSuite::toString)
        .containsExactly(
            "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384");
    assertThat(hello.groups()).hasSize(9).startsWith(NamedGroup.X25519, NamedGroup.SECP256R1);
    assertThat(hello.find(Extension.KeyShareClientHello.class).orElseThrow().clientShares())
        .extracting(KeyShareEntry::group)
        .containsExactly(NamedGroup.X25519);
  }

  @Test
  void numbers_without_a_name_are_kept() throws DecodeException {
    var hello = ClientHello.decode(Golden.message("tls.ClientHello", "grease"));

    assertThat(hello.cipherSuites().getFirst()).hasToString("GREASE 0x0A0A");
    assertThat(hello.groups())
        .extracting(NamedGroup::toString)
        .containsExactly("GREASE 0xDADA", "group 0xFEED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::1", "grün.example", "with space"})
  void what_is_no_host_name_is_never_sent_as_one(String host) {
    assertThat(hello(TlsVersion.TLS12).withServerName(host).serverName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdp.example.com", "rdp.example.com.", "HOST-1", "1.example"})
  void a_host_name_is_sent_without_the_dot_of_the_root(String host) {
    assertThat(hello(TlsVersion.TLS12).withServerName(host).serverName())
        .contains(host.replaceAll("\\.$", ""));
  }

  @Test
  void ssl3_goes_out_without_any_extension_and_in_a_record_of_its_version() {
    Bytes sent = hello(TlsVersion.SSL3).encodeRecords();

    assertThat(sent.startsWith(Bytes.hex("16 03 00"))).isTrue();
    // header, message header, version, random, empty session id, suites, compression: no more
    assertThat(sent.size()).isEqualTo(5 + 4 + 2 + 32 + 1 + 2 + 2 * SUITES.size() + 2);
  }

  @Test
  void with_tls13_among_the_versions_the_hello_itself_says_tls12() {
    var hello = hello(TlsVersion.TLS12).withVersions(List.of(TlsVersion.TLS13, TlsVersion.TLS10));

    assertThat(hello.legacyVersion()).isEqualTo(TlsVersion.TLS12);
    assertThat(hello.versions()).containsExactly(TlsVersion.TLS13, TlsVersion.TLS10);
    assertThat(hello.withVersions(List.of(TlsVersion.TLS11)).versions())
        .containsExactly(TlsVersion.TLS11);
  }

  @Test
  void padding_brings_the_message_to_the_size_that_was_asked_for() {
    assertThat(hello(TlsVersion.TLS12).paddedTo(512).encode().size()).isEqualTo(512);
    assertThat(withGroups().paddedTo(1500).encode().size()).isEqualTo(1500);
    assertThat(withGroups().paddedTo(1500).paddedTo(600).encode().size()).isEqualTo(600);
  }

  @Test
  void a_message_that_is_long_enough_is_not_padded() {
    assertThat(withGroups().paddedTo(20)).isEqualTo(withGroups());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 137, 16384})
  void cut_into_records_of_any_size_it_is_the_same_message(int fragmentSize)
      throws DecodeException {
    var records = new RecordReader().feed(withGroups().encodeRecords(fragmentSize));
    var messages = new HandshakeReader();
    for (var next = records.next(); next.isPresent(); next = records.next()) {
      assertThat(next.get().fragment().size()).isBetween(1, fragmentSize);
      messages.feed(next.get().fragment());
    }

    assertThat(messages.next()).contains(withGroups());
    assertThat(messages.rest().isEmpty()).isTrue();
  }

  @Test
  void an_extension_takes_the_place_of_the_former_one_of_its_type() {
    var hello =
        withGroups()
            .with(Extension.RENEGOTIATION_INFO)
            .with(new Extension.SupportedGroups(List.of(NamedGroup.X448)));

    assertThat(hello.groups()).containsExactly(NamedGroup.X448);
    assertThat(hello.extensions())
        .extracting(Extension::type)
        .containsExactly(
            ExtensionType.SUPPORTED_GROUPS,
            ExtensionType.EC_POINT_FORMATS,
            ExtensionType.RENEGOTIATION_INFO);
  }

  @Test
  void a_hybrid_share_is_carried_like_any_other() throws DecodeException {
    var share = new KeyShareEntry(NamedGroup.X25519MLKEM768, Bytes.copyOf(new byte[1184 + 32]));
    var hello = hello(TlsVersion.TLS13).withKeyShares(List.of(share));

    assertThat(ClientHello.decode(hello.encode())).isEqualTo(hello);
    assertThat(share.group()).hasToString("X25519MLKEM768");
  }

  @Test
  void a_random_of_another_size_is_our_own_mistake() {
    Bytes tooShort = Bytes.of(1, 2, 3);

    assertThatThrownBy(() -> ClientHello.of(TlsVersion.TLS12, tooShort, SUITES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_windows_11_client_is_imitated_down_to_the_order_of_its_extensions() {
    var hello = Schannel.windows11(RANDOM, RANDOM, RANDOM, "rdp.example.com");

    assertThat(hello.versions()).containsExactly(TlsVersion.TLS13, TlsVersion.TLS12);
    assertThat(hello.cipherSuites()).hasSize(20);
    assertThat(hello.extensions())
        .extracting(extension -> extension.type().value())
        .containsExactly(0, 5, 43, 13, 35, 10, 11, 51, 49, 23, 0xFF01, 45);
  }

  private static ClientHello withGroups() {
    return hello(TlsVersion.TLS12).withGroups(Schannel.GROUPS);
  }

  private static ClientHello hello(TlsVersion version) {
    return ClientHello.of(version, RANDOM, SUITES);
  }
}
