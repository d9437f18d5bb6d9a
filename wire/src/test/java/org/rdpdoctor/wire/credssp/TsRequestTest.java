package org.rdpdoctor.wire.credssp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TsRequestTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/vectors/pyspnego");

  @Test
  void a_server_answers_with_its_version_and_a_token() throws DecodeException {
    var request = request("challenge");

    assertThat(request.version()).isEqualTo(6);
    assertThat(request.negoTokens()).containsExactly(Bytes.ascii("a challenge"));
    assertThat(request.errorCode()).isEmpty();
  }

  @Test
  void a_refusal_carries_its_ntstatus() throws DecodeException {
    assertThat(request("error").errorCode()).contains(0xC000006D);
  }

  @Test
  void an_error_code_written_without_a_sign_is_the_same_one() throws DecodeException {
    Bytes unsigned = Bytes.hex("300e a003020106 a407020500c000006d");

    assertThat(TsRequest.decode(unsigned).errorCode()).contains(0xC000006D);
  }

  @Test
  void key_and_nonce_are_read() throws DecodeException {
    var request = request("public-key");

    assertThat(request.pubKeyAuth()).contains(Bytes.hex("AABBCCDDEE"));
    assertThat(request.clientNonce().orElseThrow().size()).isEqualTo(32);
  }

  @Test
  void fields_of_a_later_version_are_passed_over() throws DecodeException {
    Bytes later = Bytes.hex("300a a003020107 a903 020101");

    assertThat(TsRequest.decode(later).version()).isEqualTo(7);
  }

  @Test
  void the_size_of_a_request_is_known_from_its_first_bytes() throws DecodeException {
    assertThat(TsRequest.sizeOf(Bytes.hex("30 82 0F"))).isEqualTo(-1);
    assertThat(TsRequest.sizeOf(Bytes.hex("30 82 0F A0"))).isEqualTo(4004);
    assertThatThrownBy(() -> TsRequest.sizeOf(Bytes.hex("30 84 7F FF FF FF")))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> TsRequest.sizeOf(Bytes.hex("03 00 00 0B")))
        .hasMessage("TSRequest at offset 0 must be 0x30, found 0x3");
  }

  @Test
  void MS_CSSP_4_holds_a_smart_card_and_does_not_show_it() throws DecodeException {
    var credentials = TsCredentials.decode(Golden.message("credssp.TsCredentials", "MS-CSSP-4"));

    assertThat(credentials.credType()).isEqualTo(TsCredentials.SMART_CARD);
    assertThat(credentials.credentials().size()).isEqualTo(0x102);
    assertThat(credentials).hasToString("TsCredentials[credType=2, credentials hidden]");
  }

  @Test
  void a_password_is_read_and_never_shown() throws DecodeException {
    var credentials = TsPasswordCreds.decode(Golden.message("credssp.TsPasswordCreds", "password"));

    assertThat(credentials.password()).isEqualTo("Pw1");
    assertThat(credentials)
        .hasToString("TsPasswordCreds[domainName=D, userName=Us, password hidden]");
  }

  @Test
  void messages_of_another_implementation_are_read_and_written_back() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this checkout");
    Bytes request = Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("credssp_ts_request")));
    Bytes password =
        Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("credssp_ts_credential_password")));

    assertThat(TsRequest.decode(request).encode()).isEqualTo(request);
    assertThat(TsPasswordCreds.decode(TsCredentials.decode(password).credentials()).userName())
        .isEqualTo("username");
  }

  private static TsRequest request(String name) throws DecodeException {
    return TsRequest.decode(Golden.message("credssp.TsRequest", name));
  }
}
