package org.rdpdoctor.wire.socks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SocksReplyTest {
  @Test
  void the_size_is_known_when_the_whole_reply_is_there_and_not_before() throws DecodeException {
    for (String name : new String[] {"succeeded", "refused-with-name"}) {
      Bytes whole = Golden.message("socks.SocksReply", name);

      for (int length = 0; length < whole.size(); length++) {
        assertThat(SocksReply.sizeOf(whole.first(length))).isEmpty();
      }
      assertThat(SocksReply.sizeOf(whole.plus(Bytes.ascii("SSH-2.0"))))
          .isEqualTo(OptionalInt.of(whole.size()));
    }
  }

  @Test
  void what_begins_otherwise_can_be_no_reply() {
    assertThatThrownBy(() -> SocksReply.sizeOf(Bytes.ascii("HTTP/1.1 400")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("VER");
    assertThatThrownBy(() -> SocksReply.sizeOf(Bytes.of(5, 0, 0, 9, 0)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("ATYP");
  }

  @Test
  void an_address_is_asked_for_as_an_address_and_a_name_as_a_name() throws DecodeException {
    var named = new SocksRequest(SocksRequest.CONNECT, SocksAddress.named("rdp.example."), 3389);
    assertThat(named.encode()).isEqualTo(Golden.message("socks.SocksRequest", "connect-name"));

    var six = SocksRequest.decode(Golden.message("socks.SocksRequest", "connect-ipv6"));
    assertThat(six.destination())
        .isEqualTo(new SocksAddress.Numeric(Bytes.hex("20010db8000000000000000000000001")));
    assertThat(six.port()).isEqualTo(3389);
  }

  @Test
  void a_logon_shows_itself_to_nobody() {
    var logon = new SocksLogon(Bytes.ascii("alice"), Bytes.ascii("secret"));

    assertThat(logon.toString()).doesNotContain("alice", "secret", "736563");
    assertThat(logon.encode()).isEqualTo(Golden.message("socks.SocksLogon", "alice"));
  }

  @Test
  void what_does_not_fit_is_no_name() {
    assertThatThrownBy(() -> SocksAddress.named("n".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
