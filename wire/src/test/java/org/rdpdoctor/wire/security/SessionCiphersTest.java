package org.rdpdoctor.wire.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.EncryptionMethods;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionCiphersTest {
  private static final Bytes CLIENT_RANDOM = Bytes.ascii("client random of thirty-two byte");
  private static final Bytes SERVER_RANDOM = Bytes.ascii("server random of thirty-two byte");
  private static final Bytes TEXT = Bytes.ascii("what nobody is to read");

  private static SessionCiphers ciphers(int method) {
    return SessionCiphers.of(new EncryptionMethods(method), CLIENT_RANDOM, SERVER_RANDOM);
  }

  @Test
  void RFC_6229_gives_the_first_bytes_of_rc4_with_a_key_of_40_bits() {
    var rc4 = new Rc4(Bytes.hex("01 02 03 04 05"));

    assertThat(rc4.apply(Bytes.copyOf(new byte[16])))
        .isEqualTo(Bytes.hex("b2 39 63 05 f0 3d c0 27 cc c3 52 4a 0a 11 18 a8"));
    assertThat(rc4.apply(Bytes.copyOf(new byte[16])))
        .isEqualTo(Bytes.hex("69 82 94 4f 18 fc 82 d5 89 c4 03 a4 7a 0d 09 19"));
  }

  @Test
  void MS_RDPBCGR_5_3_5_2_expands_a_key_for_triple_des() {
    Bytes key = Bytes.hex("d1 5e c4 7e da").plus(Bytes.copyOf(new byte[15]));

    assertThat(SessionCiphers.expand(key).first(5)).isEqualTo(Bytes.hex("51 3d 10 76 26"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x02, 0x08, 0x10})
  void what_one_side_protects_the_other_opens_packet_after_packet(int method)
      throws DecodeException {
    SessionCiphers client = ciphers(method);
    SessionCiphers server = ciphers(method);
    for (int packet = 0; packet < 3; packet++) {
      Bytes sent = client.clientToServer().protect(SecurityHeader.SEC_INFO_PKT, TEXT);
      SecurityHeader header = SecurityHeader.decode(sent);

      assertThat(sent.indexOf(TEXT)).isEqualTo(-1);
      assertThat(header.has(SecurityHeader.SEC_INFO_PKT)).isTrue();
      assertThat(server.clientToServer().open(header)).isEqualTo(TEXT);
    }
  }

  @Test
  void keys_change_after_4096_packets_on_both_sides() throws DecodeException {
    for (int method : new int[] {0x01, 0x02, 0x08}) {
      SessionCiphers here = ciphers(method);
      SessionCiphers there = ciphers(method);
      for (int packet = 0; packet < 4100; packet++) {
        Bytes sealed = here.serverToClient().seal(TEXT);
        assertThat(there.serverToClient().open(sealed, false)).isEqualTo(TEXT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x02, 0x10})
  void both_directions_have_keys_of_their_own(int method) {
    SessionCiphers ciphers = ciphers(method);

    assertThat(ciphers.clientToServer().seal(TEXT))
        .isNotEqualTo(ciphers.serverToClient().seal(TEXT));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x02, 0x10})
  void a_changed_packet_is_a_fault(int method) {
    byte[] damaged = ciphers(method).clientToServer().seal(TEXT).toArray();
    damaged[damaged.length - 1] ^= 1;

    assertThatThrownBy(() -> ciphers(method).clientToServer().open(Bytes.copyOf(damaged), false))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("dataSignature");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x02, 0x10})
  void a_cut_packet_is_a_fault(int method) {
    Bytes whole = ciphers(method).clientToServer().seal(TEXT);
    for (int length = 0; length < whole.size(); length++) {
      Bytes cut = whole.first(length);
      assertThatThrownBy(() -> ciphers(method).clientToServer().open(cut, false))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void a_packet_without_the_flag_is_not_encrypted() throws DecodeException {
    var plain = SecurityHeader.of(SecurityHeader.SEC_LICENSE_PKT, TEXT);

    assertThat(ciphers(0x02).clientToServer().open(plain)).isEqualTo(TEXT);
  }

  @Test
  void two_methods_at_once_are_no_method() {
    assertThatThrownBy(() -> ciphers(0x03)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_password_is_never_shown() throws DecodeException {
    var info =
        new ClientInfo(0, ClientInfo.INFO_UNICODE, "LAB", "lab", "secret", "", "", Bytes.EMPTY);

    assertThat(info.toString()).contains("lab").doesNotContain("secret");
    assertThat(ClientInfo.decode(info.encode())).isEqualTo(info);
  }
}
