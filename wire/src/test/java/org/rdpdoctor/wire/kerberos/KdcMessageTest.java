package org.rdpdoctor.wire.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KdcMessageTest {
  @Test
  void only_a_request_with_an_encrypted_time_stamp_proves_the_password() throws DecodeException {
    assertThat(((KdcRequest) message("as-req")).provesPassword()).isFalse();
    assertThat(((KdcRequest) message("as-req-preauth")).provesPassword()).isTrue();
    assertThat(((KdcRequest) message("tgs-req")).provesPassword()).isFalse();
  }

  @Test
  void a_request_says_who_asks_for_what() throws DecodeException {
    var request = (KdcRequest) message("as-req");

    assertThat(request.realm()).isEqualTo("LAB.TEST");
    assertThat(request.cname()).map(PrincipalName::toString).contains("alice");
    assertThat(request.sname()).map(PrincipalName::toString).contains("krbtgt/LAB.TEST");
    assertThat(request.etypes())
        .contains(new EncryptionType(18))
        .extracting(EncryptionType::toString)
        .contains("aes256-cts-hmac-sha1-96");
  }

  @ParameterizedTest
  @CsvSource({"as-rep, krbtgt/LAB.TEST", "tgs-rep, TERMSRV/rdp.lab.test"})
  void a_reply_says_what_the_ticket_is_for_and_how_it_is_encrypted(String name, String service)
      throws DecodeException {
    var reply = (KdcReply) message(name);

    assertThat(reply.cname()).hasToString("alice");
    assertThat(reply.sname()).hasToString(service);
    assertThat(reply.realm()).isEqualTo("LAB.TEST");
    assertThat(reply.etype()).hasToString("aes256-cts-hmac-sha1-96");
  }

  @Test
  void an_error_has_a_name_and_the_clock_of_the_kdc() throws DecodeException {
    var error = (KrbError) message("preauth-failed");

    assertThat(error.errorCode()).isEqualTo(KrbErrorCode.PREAUTH_FAILED);
    assertThat(error.errorCode()).hasToString("KDC_ERR_PREAUTH_FAILED");
    assertThat(error.time())
        .isBetween(Instant.parse("2026-11-21T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(error.extended()).isEmpty();
  }

  @Test
  void an_unknown_error_keeps_its_number() {
    assertThat(new KrbErrorCode(4711)).hasToString("Kerberos error 4711");
    assertThat(new EncryptionType(4711)).hasToString("etype 4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MS-KILE-2.2.2-locked-out", "MS-KILE-2.2.1-locked-out-in-salt"})
  void windows_adds_an_ntstatus_in_two_forms(String name) throws DecodeException {
    KrbError error = KrbError.decode(Golden.message("kerberos.KrbError", name));

    assertThat(error.extended()).map(KerbExtError::status).contains(0xC0000234);
  }

  @Test
  void a_list_of_what_the_kdc_would_like_is_no_ntstatus() throws DecodeException {
    KrbError error = KrbError.decode(Golden.message("kerberos.KrbError", "preauth-required"));

    assertThat(error.eData()).isPresent();
    assertThat(error.extended()).isEqualTo(Optional.empty());
  }

  @Test
  void another_message_of_kerberos_is_none_for_a_kdc() {
    Bytes apReq = Bytes.hex("6e 02 30 00");

    assertThatThrownBy(() -> KdcMessage.decode(apReq)).isInstanceOf(DecodeException.class);
  }

  private static KdcMessage message(String name) throws DecodeException {
    return KdcMessage.decode(Golden.message("kerberos.KdcMessage", name));
  }
}
