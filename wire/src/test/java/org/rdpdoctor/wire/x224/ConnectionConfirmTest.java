package org.rdpdoctor.wire.x224;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.x224.ConnectionConfirm.DisconnectRequest;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionConfirm.WithoutNegotiation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectionConfirmTest {
  @Test
  void MS_RDPBCGR_4_1_2_selects_standard_rdp_security() throws DecodeException {
    assertThat(confirm("MS-RDPBCGR-4.1.2"))
        .isEqualTo(new NegotiationResponse(new ResponseFlags(0), Protocols.RDP));
  }

  @Test
  void a_modern_server_selects_hybrid_ex_and_names_what_else_it_can() throws DecodeException {
    var response = (NegotiationResponse) confirm("windows-server-2022");

    assertThat(response.selectedProtocol()).isEqualTo(Protocols.HYBRID_EX);
    assertThat(response.flags().names())
        .containsExactly(
            "EXTENDED_CLIENT_DATA_SUPPORTED",
            "DYNVC_GFX_PROTOCOL_SUPPORTED",
            "NEGRSP_FLAG_RESERVED",
            "RESTRICTED_ADMIN_MODE_SUPPORTED",
            "REDIRECTED_AUTHENTICATION_MODE_SUPPORTED");
  }

  @ParameterizedTest
  @CsvSource({
    "1, SSL_REQUIRED_BY_SERVER",
    "2, SSL_NOT_ALLOWED_BY_SERVER",
    "3, SSL_CERT_NOT_ON_SERVER",
    "4, INCONSISTENT_FLAGS",
    "5, HYBRID_REQUIRED_BY_SERVER",
    "6, SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
    "99, failureCode 99"
  })
  void a_failure_code_keeps_its_number_and_gets_its_name(int code, String name)
      throws DecodeException {
    var failure = (NegotiationFailure) confirm("failure-" + code);

    assertThat(failure.failureCode()).isEqualTo(new NegotiationFailureCode(code)).hasToString(name);
  }

  @Test
  void a_server_without_negotiation_is_told_from_one_that_selects_rdp() throws DecodeException {
    assertThat(confirm("without-negotiation")).isEqualTo(new WithoutNegotiation());
  }

  @Test
  void a_disconnect_request_is_an_answer_too() throws DecodeException {
    assertThat(confirm("disconnect-request")).isEqualTo(new DisconnectRequest(0x80));
  }

  @Test
  void a_packet_of_another_kind_is_known_by_its_code() {
    Bytes expedited = Bytes.hex("03 00 00 07  02 10 80");

    assertThatThrownBy(() -> ConnectionConfirm.decode(expedited))
        .hasMessage("CC CDT at offset 1 has the unknown value 0x10");
  }

  @Test
  void an_answer_cut_in_the_failure_code_names_the_field_and_the_offset() {
    Bytes cut = Bytes.hex("03 00 00 13  0e d0 00 00 12 34 00  03 00 08 00 05");

    assertThatThrownBy(() -> ConnectionConfirm.decode(cut))
        .isInstanceOf(DecodeException.class)
        .hasMessage("payload at offset 4 needs 15 bytes, 12 left");
  }

  @Test
  void a_confirm_that_promises_more_than_it_holds_says_nothing_about_protocols() {
    Bytes cut = Bytes.hex("03 00 00 0b  0e d0 00 00 12 34 00");

    assertThatThrownBy(() -> ConnectionConfirm.decode(cut))
        .isInstanceOf(DecodeException.class)
        .hasMessage("type at offset 7 needs 1 bytes, 0 left");
  }

  @Test
  void tls_instead_of_x224_is_a_wrong_version_at_the_first_byte() {
    assertThatThrownBy(() -> ConnectionConfirm.decode(Bytes.hex("15 03 03 00 02 02 46")))
        .hasMessage("version at offset 0 must be 0x3, found 0x15");
  }

  private static ConnectionConfirm confirm(String name) throws DecodeException {
    return ConnectionConfirm.decode(Golden.message("x224.ConnectionConfirm", name));
  }
}
