package org.rdpdoctor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.ConnectionFile.Encoding;
import org.rdpdoctor.facts.ConnectionFile.Endpoint;
import org.rdpdoctor.facts.ConnectionFile.GatewayUse;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectionFileTest {
  @Test
  void names_are_found_whatever_their_case_and_the_last_line_counts() {
    var file = file("Full Address:s:old", "FULL ADDRESS:S: new ");

    assertThat(file.text("full address")).isEqualTo("new");
    assertThat(file.settings("full address")).hasSize(2);
  }

  @Test
  void a_line_without_two_colons_or_with_a_longer_type_is_malformed() {
    for (String line : List.of("hello", "full address:host", ":s:x", "full address:string:x")) {
      assertThat(file(line).lines().getFirst().isMalformed()).as(line).isTrue();
    }
    assertThat(file("   ").lines().getFirst().isMalformed()).isFalse();
  }

  @Test
  void numbers_may_have_blanks_a_sign_or_hex_digits_and_nothing_else() {
    assertThat(file("server port:i: 3390 ").number("server port")).hasValue(3390);
    assertThat(file("server port:i:0x10").number("server port")).hasValue(16);
    assertThat(file("server port:i:-1").number("server port")).hasValue(-1);
    for (String value : List.of("", "3389x", "1 2", "one", "--1", "99999999999999", "٣")) {
      assertThat(file("server port:i:" + value).number("server port")).as(value).isEmpty();
    }
  }

  @Test
  void the_alternate_address_wins_and_a_port_in_the_address_wins_over_server_port() {
    assertThat(file("full address:s:a:1", "alternate full address:s:b", "server port:i:2").target())
        .contains(new Endpoint("b", 2, "alternate full address"));
    assertThat(file("full address:s:a:1", "server port:i:2").target())
        .contains(new Endpoint("a", 1, "full address"));
    assertThat(file("full address:s:a", "alternate full address:s:").target())
        .contains(new Endpoint("a", 3389, "full address"));
    assertThat(file("full address:s:").target()).isEmpty();
  }

  @Test
  void addresses_of_both_families_are_taken_apart() {
    assertThat(FileAddress.of("[2001:db8::1]:3390"))
        .isEqualTo(new FileAddress("2001:db8::1", "3390"));
    assertThat(FileAddress.of("2001:db8::1")).isEqualTo(new FileAddress("2001:db8::1", ""));
    assertThat(FileAddress.of(" host : 99 ")).isEqualTo(new FileAddress("host", "99"));
    assertThat(FileAddress.of("host:70000").port()).isEmpty();
    assertThat(FileAddress.of("host:0").port()).isEmpty();
  }

  @Test
  void a_gateway_without_a_method_is_not_used() {
    assertThat(file("gatewayhostname:s:gw:8443").gateway())
        .contains(new Endpoint("gw", 8443, "gatewayhostname"));
    assertThat(file("gatewayhostname:s:gw").gatewayUse()).isEqualTo(GatewayUse.NEVER);
    assertThat(file("gatewayusagemethod:i:4").gatewayUse()).isEqualTo(GatewayUse.NEVER);
    assertThat(file("gatewayusagemethod:i:1").gatewayUse()).isEqualTo(GatewayUse.ALWAYS);
    assertThat(file("gatewayusagemethod:i:77777777777").gatewayUse()).isEqualTo(GatewayUse.NEVER);
  }

  @Test
  void setting_what_is_there_changes_every_line_of_that_name_and_no_other() {
    var file = file("a:s:1", "Server Port:i:1", "# note", "server port:i:2", "");

    assertThat(texts(file.with("server port", 'i', "3")))
        .containsExactly("a:s:1", "Server Port:i:3", "# note", "server port:i:3", "");
  }

  @Test
  void what_is_new_goes_to_the_end_before_blank_lines_with_the_ends_of_the_file() {
    var file = lines("a:s:1\n", "b:s:2");

    var changed = file.with("c", 's', "3");

    assertThat(changed.lines())
        .containsExactly(
            FileLine.of(1, "a:s:1", "\n"),
            FileLine.of(2, "b:s:2", "\n"),
            FileLine.of(3, "c:s:3", "\n"));
    assertThat(texts(file("a:s:1", "", "").plus("b:s:2")))
        .containsExactly("a:s:1", "b:s:2", "", "");
  }

  @Test
  void removed_lines_leave_the_others_numbered_anew() {
    var file = file("a:s:1", "b:s:2", "A:s:3", "c:s:4").without("a");

    assertThat(texts(file)).containsExactly("b:s:2", "c:s:4");
    assertThat(file.setting("c").orElseThrow().line()).isEqualTo(2);
    assertThat(texts(file.withoutLine(1))).containsExactly("c:s:4");
  }

  private static List<String> texts(ConnectionFile file) {
    return file.lines().stream().map(FileLine::text).toList();
  }

  private static ConnectionFile file(String... texts) {
    var ended = new ArrayList<String>();
    for (String text : texts) {
      ended.add(text + "\r\n");
    }
    return lines(ended.toArray(String[]::new));
  }

  private static ConnectionFile lines(String... ended) {
    var lines = new ArrayList<FileLine>();
    for (String text : ended) {
      String bare = text.replaceAll("[\r\n]", "");
      lines.add(FileLine.of(lines.size() + 1, bare, text.substring(bare.length())));
    }
    return new ConnectionFile(Encoding.UTF_8, false, lines, Bytes.EMPTY);
  }
}
