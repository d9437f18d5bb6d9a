package org.rdpdoctor.wire.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KdcProxyMessageTest {
  @Test
  void a_question_names_the_realm_and_holds_the_message() throws DecodeException {
    Bytes asReq = Golden.message("kerberos.KdcMessage", "as-req");
    var proxied = KdcProxyMessage.decode(Golden.message("kerberos.KdcProxyMessage", "as-req"));

    assertThat(proxied).isEqualTo(KdcProxyMessage.to("LAB.TEST", asReq));
    assertThat(proxied.message()).isEqualTo(asReq);
  }

  @Test
  void an_answer_names_no_realm() throws DecodeException {
    var answer = KdcProxyMessage.decode(Golden.message("kerberos.KdcProxyMessage", "krb-error"));

    assertThat(answer.targetDomain()).isEmpty();
    assertThat(KdcMessage.decode(answer.message())).isInstanceOf(KrbError.class);
  }

  @Test
  void a_length_that_is_not_that_of_the_message_is_refused() {
    var lying = new KdcProxyMessage(Bytes.hex("00000003 0102"), Optional.empty(), Optional.empty());

    assertThatThrownBy(lying::message)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("kerb-message length");
  }
}
