package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Target;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TargetParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // input | host | port
        "server | server | 3389",
        "server:3390 | server | 3390",
        "SERVER.example.com:1 | SERVER.example.com | 1",
        "server.example.com:65535 | server.example.com | 65535",
        "server.example.com. | server.example.com | 3389",
        "server.example.com.:3390 | server.example.com | 3390",
        "win_host-01 | win_host-01 | 3389",
        "3com.example | 3com.example | 3389",
        "'  server:3390 ' | server | 3390",
        "192.0.2.10 | 192.0.2.10 | 3389",
        "192.0.2.10:3390 | 192.0.2.10 | 3390",
        "127.0.0.1:03389 | 127.0.0.1 | 3389",
        "2001:db8::10 | 2001:db8::10 | 3389",
        "::1 | ::1 | 3389",
        "[::1] | ::1 | 3389",
        "[2001:db8::10]:3390 | 2001:db8::10 | 3390",
        "[2001:db8::3389] | 2001:db8::3389 | 3389",
        "::ffff:192.0.2.10 | ::ffff:192.0.2.10 | 3389",
        "fe80::1%eth0 | fe80::1%eth0 | 3389",
        "[fe80::1%eth0]:3390 | fe80::1%eth0 | 3390",
        "[fe80::1%25eth0]:3390 | fe80::1%eth0 | 3390",
        "fe80::1%3 | fe80::1%3 | 3389",
        "fe80::1%25 | fe80::1%25 | 3389",
        "rdp://server | server | 3389",
        "rdp://server:3390/ | server | 3390",
        "RDP://server | server | 3389",
        "rdp://[::1]:3390 | ::1 | 3390",
        "rdp://full%20address=s:server.example.com:3390 | server.example.com | 3390",
        "rdp://full%20address=s:server&audiomode=i:2 | server | 3389",
        "rdp://username=s:x&Full%20Address=s:server:3390 | server | 3390",
        "rdp://full%20address=s:[::1]:3390&disable%20themes=i:1 | ::1 | 3390",
        "bücher.example | xn--bcher-kva.example | 3389",
        "BÜCHER.example:3390 | xn--bcher-kva.example | 3390",
        "日本.example | xn--wgv71a.example | 3389",
      })
  void what_people_write_is_understood(String input, String host, int port) {
    assertThat(TargetParser.parse(input, Optional.empty()))
        .isEqualTo(new Target(input.strip(), host, port, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // input | part of the message
        "'' | the target is empty: write HOST, HOST:PORT or [IPV6]:PORT",
        "'   ' | the target is empty",
        "server: | a port is missing after the colon",
        "server:0 | \"0\" is not a port: write a number from 1 to 65535",
        "server:65536 | \"65536\" is not a port",
        "server:99999999999999999999 | is not a port",
        "server:rdp | \"rdp\" is not a port",
        "server:-1 | \"-1\" is not a port",
        "server:٣٣٨٩ | is not a port",
        ":3389 | has a port and no host: write HOST:3389",
        "my server | holds a space",
        "my\u00a0server | holds a space",
        "a,b | holds a comma or semicolon: separate targets by spaces",
        "server,3390 | ports by a colon",
        "server/path | holds a slash",
        "DOMAIN\\server | holds a slash",
        "\\\\server | is a path to a share",
        "https://server | is a link to something else than RDP",
        "ms-rd:subscribe?url=https://x | is a link to something else than RDP",
        "rdp:server | lacks the slashes of a link: write rdp://HOST:PORT",
        "rdp:// | the link names no machine",
        "rdp://audiomode=i:2 | the link names no machine: write rdp://full%20address=s:HOST:PORT",
        "rdp://full%20address=server | write rdp://full%20address=s:HOST:PORT",
        "rdp://full%20address=s: | write rdp://full%20address=s:HOST:PORT",
        "rdp://ser%2 | holds a % that is not followed by two hex digits",
        "rdp://ser%20ver | holds a space",
        "office.rdp | where a machine is wanted",
        "/home/me/Office.RDP | looks like an .rdp file",
        "300.1.1.1 | is no IPv4 address",
        "1.2.3 | is no IPv4 address",
        "1.2.3.4.5 | is no IPv4 address",
        "010.1.1.1 | without leading zeros",
        "3389 | is no IPv4 address",
        "server..example | has nothing before, between or after its dots",
        ".server | has nothing before",
        "server.. | has nothing before",
        ". | has nothing before",
        "-server | has a hyphen at the edge of a part",
        "server-.example | has a hyphen at the edge of a part",
        "ser!ver | holds \"!\", which no host name has",
        "ser*er | holds \"*\"",
        "$(id) | holds \"$\"",
        "[::1 | lacks the closing bracket",
        "[::1]3389 | goes on after the bracket without a colon",
        "[::1]: | a port is missing",
        "[server]:3389 | \"server\" is not an IPv6 address",
        "[] | is not an IPv6 address",
        "1:2:3 | is not an IPv6 address, though it is written like one",
        "::g | is not an IPv6 address",
        "fe80::1% | is not an IPv6 address",
        "fe80::1%a/b | holds a slash",
        "[fe80::1%e$]:1 | is not an IPv6 address",
        "server:3389:3390 | is not an IPv6 address",
        "fe80::1:3389 | write [fe80::1]:3389 for the port, or [fe80::1:3389] for the address",
      })
  void what_cannot_be_a_target_is_refused_with_the_way_out(String input, String message) {
    assertThatThrownBy(() -> TargetParser.parse(input, Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_user_name_is_refused_without_repeating_the_password_before_it() {
    assertThatThrownBy(() -> TargetParser.parse("rdp://bob:Secret1@server", Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessage("a target holds no user name: leave out the part before the @");
  }

  @Test
  void names_and_their_parts_end_where_the_dns_ends_them() {
    String label = "a".repeat(63);
    assertThat(TargetParser.parse(label, Optional.empty()).host()).isEqualTo(label);
    assertThatThrownBy(() -> TargetParser.parse(label + "a", Optional.empty()))
        .hasMessageContaining("a part of more than 63 characters");
    assertThatThrownBy(() -> TargetParser.parse("a.".repeat(126) + "aa", Optional.empty()))
        .hasMessage("the name is 254 characters long, names end at 253");
    assertThatThrownBy(() -> TargetParser.parse("a".repeat(2001), Optional.empty()))
        .hasMessageContaining("the target is 2001 characters long");
  }

  @Test
  void what_a_message_repeats_cannot_control_the_terminal() {
    assertThatThrownBy(() -> TargetParser.parse("a\u001b[2Jb", Optional.empty()))
        .hasMessageContaining("\"a\\x{1b}[2Jb\"")
        .hasMessageNotContaining("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.10, 192.0.2.10", "2001:db8::1, 2001:db8::1", "[::1], ::1", "' ::1 ', ::1"})
  void an_address_to_use_instead_of_the_name_is_kept(String text, String address) {
    assertThat(TargetParser.parse("server", Optional.of(text)).address()).contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "", "192.0.2.10:3389", "[::1]:3389", "1.2.3", "::g"})
  void an_address_that_is_none_is_refused(String text) {
    assertThatThrownBy(() -> TargetParser.parse("server", Optional.of(text)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not an address: write it as 192.0.2.10 or 2001:db8::10");
  }
}
