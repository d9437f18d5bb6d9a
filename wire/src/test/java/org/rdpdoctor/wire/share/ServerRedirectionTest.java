package org.rdpdoctor.wire.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.share.ServerRedirection.Field;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerRedirectionTest {
  private static ServerRedirection redirection(Field... fields) {
    int flags = List.of(fields).stream().mapToInt(Field::flag).reduce(0, (a, b) -> a | b);
    return new ServerRedirection(2, flags, List.of(fields), Bytes.EMPTY);
  }

  private static Bytes addresses(int count, String... texts) {
    var out = new WireWriter().u32le(count);
    for (String text : texts) {
      Bytes address = Bytes.utf16le(text + "\0");
      out.u32le(address.size()).bytes(address);
    }
    return out.toBytes();
  }

  @Test
  void what_lets_its_holder_in_is_never_shown() {
    Bytes secret = Bytes.hex("c0 ff ee 11 22 33");
    var packet =
        redirection(
            new Field(ServerRedirection.LB_LOAD_BALANCE_INFO, secret),
            new Field(ServerRedirection.LB_PASSWORD, secret),
            new Field(ServerRedirection.LB_REDIRECTION_GUID, secret),
            new Field(ServerRedirection.LB_TARGET_CERTIFICATE, secret));

    assertThat(packet.toString().toLowerCase(Locale.ROOT).replace(" ", ""))
        .doesNotContain("c0ffee")
        .contains("notshown");
  }

  @Test
  void the_addresses_of_the_target_are_read_as_text() throws DecodeException {
    var packet =
        redirection(
            new Field(
                ServerRedirection.LB_TARGET_NET_ADDRESSES,
                addresses(2, "10.0.0.7", "2001:db8::7")));

    assertThat(ServerRedirection.decode(packet.encode()).addresses())
        .containsExactly("10.0.0.7", "2001:db8::7");
  }

  @Test
  void more_addresses_than_there_are_is_a_fault_and_not_a_crash() {
    var packet =
        redirection(new Field(ServerRedirection.LB_TARGET_NET_ADDRESSES, addresses(3, "10.0.0.7")));

    assertThat(catchThrowable(packet::addresses)).isInstanceOf(DecodeException.class);
  }

  @Test
  void the_certificate_of_the_target_comes_out_of_its_container() {
    Bytes der = Bytes.hex("30 04 02 02 01 00");
    var packet =
        redirection(
            new Field(
                ServerRedirection.LB_TARGET_CERTIFICATE, TargetCertificate.of(der).toBase64()));

    assertThat(packet.targetCertificate()).contains(der);
  }

  @Test
  void a_certificate_that_is_no_base64_or_no_container_is_none() {
    for (String text : List.of("%%%%", "AAAA", "")) {
      var packet =
          redirection(
              new Field(ServerRedirection.LB_TARGET_CERTIFICATE, Bytes.utf16le(text + "\0")));

      assertThat(packet.targetCertificate()).isEmpty();
    }
  }
}
