package org.rdpdoctor.wire.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NtlmMessageTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/vectors/pyspnego");

  @Test
  void MS_NLMP_4_2_2_3_challenge_without_target_information() throws DecodeException {
    var challenge = (ChallengeMessage) message("MS-NLMP-4.2.2.3-challenge");

    assertThat(challenge.targetName()).isEqualTo("Server");
    assertThat(challenge.serverChallenge()).isEqualTo(Bytes.hex("0123456789abcdef"));
    assertThat(challenge.negotiateFlags()).isEqualTo(new NegotiateFlags(0xE2028233));
    assertThat(challenge.targetInfo()).isEqualTo(TargetInfo.EMPTY);
    assertThat(challenge.version()).contains(new Version(6, 0, 6000, 15));
  }

  @Test
  void MS_NLMP_4_2_2_3_authenticate_with_ntlm_version_1() throws DecodeException {
    var authenticate = (AuthenticateMessage) message("MS-NLMP-4.2.2.3-authenticate");

    assertThat(authenticate.domainName()).isEqualTo("Domain");
    assertThat(authenticate.userName()).isEqualTo("User");
    assertThat(authenticate.workstation()).isEqualTo("COMPUTER");
    assertThat(authenticate.ntChallengeResponse())
        .isEqualTo(Bytes.hex("67c43011f30298a2ad35ece64f16331c44bdbed927841f94"));
    assertThat(authenticate.encryptedRandomSessionKey())
        .isEqualTo(Bytes.hex("518822b1b3f350c8958682ecbb3e3cb7"));
    assertThat(authenticate.version()).map(Version::toString).contains("5.1.2600");
    assertThat(authenticate.mic()).isEmpty();
  }

  @Test
  void MS_NLMP_4_2_3_3_authenticate_without_a_session_key() throws DecodeException {
    var authenticate = (AuthenticateMessage) message("MS-NLMP-4.2.3.3-authenticate");

    assertThat(authenticate.lmChallengeResponse())
        .isEqualTo(Bytes.hex("aaaaaaaaaaaaaaaa" + "00".repeat(16)));
    assertThat(authenticate.encryptedRandomSessionKey()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void MS_NLMP_4_2_4_3_challenge_tells_two_names() throws DecodeException {
    var challenge = (ChallengeMessage) message("MS-NLMP-4.2.4.3-challenge");

    assertThat(challenge.targetInfo().nbDomainName()).contains("Domain");
    assertThat(challenge.targetInfo().nbComputerName()).contains("Server");
    assertThat(challenge.targetInfo().dnsComputerName()).isEmpty();
    assertThat(challenge.targetInfo())
        .isEqualTo(TargetInfo.decode(Golden.message("ntlm.TargetInfo", "MS-NLMP-4.2.4.1.3")));
  }

  @Test
  void MS_NLMP_4_2_4_3_authenticate_with_ntlm_version_2() throws DecodeException {
    var authenticate = (AuthenticateMessage) message("MS-NLMP-4.2.4.3-authenticate");

    assertThat(authenticate.ntChallengeResponse().size()).isEqualTo(84);
    assertThat(authenticate.ntChallengeResponse().first(16))
        .isEqualTo(Bytes.hex("68cd0ab851e51c96aabc927bebef6a1c"));
  }

  @Test
  void a_current_client_says_what_it_can_do_and_its_build() throws DecodeException {
    var negotiate = (NegotiateMessage) message("negotiate-windows-11");

    assertThat(negotiate.version()).map(Version::toString).contains("10.0.26100");
    assertThat(negotiate.negotiateFlags().names())
        .contains("UNICODE", "SEAL", "EXTENDED_SESSIONSECURITY", "128", "56");
  }

  @Test
  void everything_that_a_server_tells_about_itself_is_read() throws DecodeException {
    var info = TargetInfo.decode(Golden.message("ntlm.TargetInfo", "everything"));

    assertThat(info.nbDomainName()).contains("D");
    assertThat(info.nbComputerName()).contains("S");
    assertThat(info.dnsDomainName()).contains("d.x");
    assertThat(info.dnsComputerName()).contains("s.d.x");
    assertThat(info.dnsTreeName()).contains("f.x");
    assertThat(info.flags()).contains(2);
    assertThat(info.timestamp().map(FileTime::toInstant)).contains(Instant.EPOCH);
    assertThat(info.find(new AvId(42))).contains(Bytes.of(0xFF));
    assertThat(new AvId(42)).hasToString("AvId 42");
  }

  @Test
  void a_timestamp_of_another_size_is_no_timestamp() throws DecodeException {
    assertThat(TargetInfo.decode(Bytes.hex("0700 0400 01020304 0000 0000")).timestamp()).isEmpty();
  }

  @Test
  void a_list_without_its_end_is_cut() {
    assertThatThrownBy(() -> TargetInfo.decode(Bytes.hex("0100 0200 5300")))
        .hasMessage("AvId at offset 6 needs 2 bytes, 0 left");
  }

  @Test
  void an_offset_beyond_the_message_is_named() {
    Bytes challenge =
        Bytes.hex(
            """
            4e544c4d53535000 02000000
            0c000c00 ffffff7f  # TargetName: far away
            33820200 0123456789abcdef 0000000000000000
            0000000000000000
            """);

    assertThatThrownBy(() -> NtlmMessage.decode(challenge))
        .hasMessageContaining("TargetName at offset")
        .hasMessageContaining("says 2147483647, at most 48 is possible");
  }

  @Test
  void a_checksum_is_found_by_where_the_payload_begins() throws DecodeException {
    var message =
        new AuthenticateMessage(
            Bytes.EMPTY,
            Bytes.of(1, 2, 3),
            "D",
            "U",
            "W",
            Bytes.EMPTY,
            NegotiateFlags.CLIENT,
            Optional.of(new Version(10, 0, 26100, Version.NTLMSSP_REVISION_W2K3)),
            Optional.of(Bytes.copyOf(new byte[AuthenticateMessage.MIC_SIZE])));

    assertThat(NtlmMessage.decode(message.encode())).isEqualTo(message);
    assertThat(message.encode().at(AuthenticateMessage.MIC_AT + AuthenticateMessage.MIC_SIZE))
        .isEqualTo('D');
  }

  @Test
  void oem_names_are_one_byte_a_character() throws DecodeException {
    var oem =
        new ChallengeMessage(
            "SRV",
            new NegotiateFlags(NegotiateFlags.OEM),
            Bytes.hex("0123456789abcdef"),
            TargetInfo.EMPTY,
            Optional.empty());

    assertThat(oem.encode().size()).isEqualTo(56 + 3);
    assertThat(NtlmMessage.decode(oem.encode())).isEqualTo(oem);
  }

  @Test
  void the_proof_is_never_shown() throws DecodeException {
    assertThat(message("MS-NLMP-4.2.4.3-authenticate").toString())
        .contains("User")
        .doesNotContain("68 cd 0a")
        .doesNotContain("c5 da d2");
  }

  @Test
  void what_is_not_ntlm_is_shown_as_it_begins() {
    assertThatThrownBy(() -> NtlmMessage.decode(Bytes.ascii("HTTP/1.1 400 Bad Request")))
        .hasMessage("Signature at offset 0 is not NTLMSSP: HTTP/1.1");
    assertThatThrownBy(() -> NtlmMessage.decode(NtlmMessage.SIGNATURE.plus(Bytes.hex("04000000"))))
        .hasMessage("MessageType at offset 8 has the unknown value 0x4");
  }

  @Test
  void flags_without_a_name_are_shown_as_hex() {
    assertThat(new NegotiateFlags(0x0000_0009)).hasToString("UNICODE|0x00000008");
    assertThat(new NegotiateFlags(0)).hasToString("none");
  }

  @Test
  void every_file_time_is_an_instant() {
    assertThat(new FileTime(0).toInstant()).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
    assertThat(new FileTime(-1).toInstant())
        .isEqualTo(Instant.parse("+60056-05-28T05:36:10.955161500Z"));
    Instant now = Instant.parse("2025-11-21T12:34:56.789012300Z");
    assertThat(FileTime.of(now).toInstant()).isEqualTo(now);
    assertThatThrownBy(() -> FileTime.of(Instant.parse("1600-12-31T23:59:59Z")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messages_of_another_implementation_are_read() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this checkout");
    var challenge =
        (ChallengeMessage)
            NtlmMessage.decode(Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("ntlm_challenge"))));
    var authenticate =
        (AuthenticateMessage)
            NtlmMessage.decode(
                Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("ntlm_authenticate"))));

    assertThat(challenge.targetInfo().dnsComputerName()).contains("DC01.domain.local");
    assertThat(challenge.version()).map(Version::toString).contains("10.0.14393");
    assertThat(authenticate.userName()).isEqualTo("vagrant-domain@DOMAIN.LOCAL");
  }

  private static NtlmMessage message(String name) throws DecodeException {
    return NtlmMessage.decode(Golden.message("ntlm.NtlmMessage", name));
  }
}
