package org.rdpdoctor.wire.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.Golden;

/// The worked example of MS-NLMP 4.2.4, and the test suite of RFC 1320.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NtlmV2Test {
  private static final Bytes KEY = NtlmV2.responseKey("Password".toCharArray(), "User", "Domain");
  private static final Bytes SERVER_CHALLENGE = Bytes.hex("0123456789abcdef");
  private static final Bytes CLIENT_CHALLENGE = Bytes.hex("aaaaaaaaaaaaaaaa");
  private static final Bytes SESSION_KEY = Bytes.hex("55".repeat(16));
  private static final NegotiateFlags FLAGS = new NegotiateFlags(0xE28A8233);
  private static final Bytes TEXT = Bytes.utf16le("Plaintext");

  private static Bytes temp() throws DecodeException {
    TargetInfo info = TargetInfo.decode(Golden.message("ntlm.TargetInfo", "MS-NLMP-4.2.4.1.3"));
    return NtlmV2.clientChallenge(new FileTime(0), CLIENT_CHALLENGE, info);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
    "a, bde52cb31de33e46245e05fbdbd6fb24",
    "abc, a448017aaf21d8525fc10ae87aa6729d",
    "message digest, d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,"
        + " 043f8582f241db351ce627e153e7f0e4",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " e33b4ddc9c38f2199c3e7b164fcc0536"
  })
  void RFC_1320_A_5_digests_of_md4(String text, String digest) {
    byte[] message = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(Bytes.copyOf(Md4.digest(message))).isEqualTo(Bytes.hex(digest));
  }

  @ParameterizedTest
  @CsvSource({"55", "56", "63", "64"})
  void md4_pads_messages_that_end_near_the_end_of_a_block(int length) {
    byte[] message = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);

    assertThat(Bytes.copyOf(Md4.digest(message)))
        .isEqualTo(
            switch (length) { // made with OpenSSL
              case 55 -> Bytes.hex("92f32bb82c95ad10e8f87ae58ab06807");
              case 56 -> Bytes.hex("374d5f08103b7092c83b4626ebceffab");
              case 63 -> Bytes.hex("2870452596e98fffd48332289b3472b9");
              default -> Bytes.hex("b1abf956a5ae6f3221e5fe85e300fbb0");
            });
  }

  @Test
  void MS_NLMP_4_2_4_1_1_response_key() {
    assertThat(KEY).isEqualTo(Bytes.hex("0c868a403bfd7a93a3001ef22ef02e3f"));
  }

  @Test
  void the_case_of_the_user_name_does_not_matter_and_that_of_the_domain_does() {
    char[] password = "Password".toCharArray();

    assertThat(NtlmV2.responseKey(password, "uSER", "Domain")).isEqualTo(KEY);
    assertThat(NtlmV2.responseKey(password, "User", "DOMAIN")).isNotEqualTo(KEY);
  }

  @Test
  void a_user_name_is_raised_character_by_character() {
    char[] password = "Password".toCharArray();

    assertThat(NtlmV2.responseKey(password, "straße", ""))
        .isEqualTo(NtlmV2.responseKey(password, "STRAßE", ""))
        .isNotEqualTo(NtlmV2.responseKey(password, "STRASSE", ""));
  }

  @Test
  void the_password_itself_is_left_to_its_owner() {
    char[] password = "Password".toCharArray();

    NtlmV2.responseKey(password, "User", "Domain");

    assertThat(password).isEqualTo("Password".toCharArray());
  }

  @Test
  void MS_NLMP_4_2_4_2_2_response_is_that_of_the_whole_message() throws DecodeException {
    Bytes proof = NtlmV2.proof(KEY, SERVER_CHALLENGE, temp());
    var authenticate =
        (AuthenticateMessage)
            NtlmMessage.decode(Golden.message("ntlm.NtlmMessage", "MS-NLMP-4.2.4.3-authenticate"));

    assertThat(proof).isEqualTo(Bytes.hex("68cd0ab851e51c96aabc927bebef6a1c"));
    assertThat(proof.plus(temp())).isEqualTo(authenticate.ntChallengeResponse());
  }

  @Test
  void MS_NLMP_4_2_4_2_1_lm_response() {
    assertThat(NtlmV2.lmResponse(KEY, SERVER_CHALLENGE, CLIENT_CHALLENGE))
        .isEqualTo(Bytes.hex("86c35097ac9cec102554764a57cccc19 aaaaaaaaaaaaaaaa"));
  }

  @Test
  void MS_NLMP_4_2_4_1_2_session_base_key_and_4_2_4_2_3_encrypted_session_key()
      throws DecodeException {
    Bytes key = NtlmV2.sessionBaseKey(KEY, NtlmV2.proof(KEY, SERVER_CHALLENGE, temp()));

    assertThat(key).isEqualTo(Bytes.hex("8de40ccadbc14a82f15cb0ad0de95ca3"));
    Bytes encrypted = NtlmV2.exchanged(key, SESSION_KEY);
    assertThat(encrypted).isEqualTo(Bytes.hex("c5dad2544fc9799094ce1ce90bc9d03e"));
    assertThat(NtlmV2.exchanged(key, encrypted)).isEqualTo(SESSION_KEY);
  }

  @Test
  void MS_NLMP_4_2_4_4_sealed_message() {
    Bytes sealed = Seal.clientToServer(SESSION_KEY, FLAGS).seal(TEXT);

    assertThat(sealed)
        .isEqualTo(
            Bytes.hex(
                """
                01000000 7fb38ec5c55d4976 00000000        # signature
                54e50165bf1936dc996020c1811b0f06fb5f      # the text, encrypted
                """));
    assertThat(Seal.clientToServer(SESSION_KEY, FLAGS).open(sealed)).contains(TEXT);
  }

  @Test
  void what_the_other_direction_sealed_or_what_comes_out_of_order_is_not_opened() {
    Seal client = Seal.clientToServer(SESSION_KEY, FLAGS);
    client.seal(TEXT);
    Bytes second = client.seal(TEXT);

    assertThat(Seal.serverToClient(SESSION_KEY, FLAGS).open(second)).isEmpty();
    assertThat(Seal.clientToServer(SESSION_KEY, FLAGS).open(second)).isEmpty();
    assertThat(Seal.clientToServer(SESSION_KEY, FLAGS).open(second.first(15))).isEmpty();
  }

  @Test
  void after_the_signature_of_the_mechanisms_the_cipher_begins_anew_and_the_numbers_go_on() {
    Seal client = Seal.clientToServer(SESSION_KEY, FLAGS);
    Bytes mic = client.mic(TEXT);
    Bytes sealed = client.seal(TEXT);

    assertThat(mic.from(12)).isEqualTo(Bytes.hex("00000000"));
    assertThat(sealed.slice(12, 16)).isEqualTo(Bytes.hex("01000000"));
    assertThat(sealed.from(16)).isEqualTo(Bytes.hex("54e50165bf1936dc996020c1811b0f06fb5f"));
  }

  @ParameterizedTest
  @CsvSource({"0xA2088205", "0x82088205", "0x02088205"})
  void weaker_keys_are_agreed_on_by_both_sides_alike(String bits) {
    var flags = new NegotiateFlags(Integer.parseUnsignedInt(bits.substring(2), 16));
    Bytes sealed = Seal.serverToClient(SESSION_KEY, flags).seal(TEXT);

    assertThat(Seal.serverToClient(SESSION_KEY, flags).open(sealed)).contains(TEXT);
    assertThat(sealed).isNotEqualTo(Seal.serverToClient(SESSION_KEY, FLAGS).seal(TEXT));
  }

  @Test
  void channel_bindings_without_addresses_are_a_digest_of_length_and_data() {
    // "abc" behind four empty fields and its length
    assertThat(NtlmV2.channelBindings(Bytes.ascii("abc")))
        .isEqualTo(Bytes.hex("420b92da63953711d03790fc6a20013d"));
  }
}
