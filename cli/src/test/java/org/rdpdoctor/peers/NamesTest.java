package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.peers.TestNetwork.SERVER;
import static org.rdpdoctor.peers.TestNetwork.SERVER_2;
import static org.rdpdoctor.peers.TestNetwork.SERVER_6;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/// DNS servers, hosts files and suffixes of all kinds, each on a network of its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NamesTest {
  private static final String NAME = "server.lab.test";

  /// On the cable, and nobody has it.
  private static final String DEAD = "10.77.0.99";

  private static final String DEAD_6 = "fd77::99";

  @SideBySide
  void a_name_that_leads_to_the_server_is_healthy() {
    assertThat(asked(NAME, dns -> dns.address(NAME, SERVER))).isEqualTo("healthy");
  }

  @SideBySide
  void a_name_of_both_families_is_healthy() {
    assertThat(asked(NAME, dns -> dns.address(NAME, SERVER).address(NAME, SERVER_6)))
        .isEqualTo("healthy");
  }

  @SideBySide
  void a_name_in_capitals_with_a_dot_at_the_end_is_the_same() {
    assertThat(asked("SERVER.Lab.TEST.", dns -> dns.address(NAME, SERVER))).isEqualTo("healthy");
  }

  @SideBySide
  void an_alias_of_an_alias_leads_to_the_server() {
    assertThat(
            asked(
                "farm-1.lab.test",
                dns ->
                    dns.alias("farm-1.lab.test", "farm.lab.test")
                        .alias("farm.lab.test", NAME)
                        .address(NAME, SERVER)))
        .isEqualTo("healthy");
  }

  @SideBySide
  void a_name_in_another_script_is_asked_for_in_its_ascii_form() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy-tls", "::", TestNetwork.RDP);
      dns(network, SERVER).address("xn--bcher-kva.lab.test", SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check("bücher.lab.test").answer()).isEqualTo("healthy");
    }
  }

  @SideBySide
  void a_name_that_nobody_knows_does_not_exist() {
    assertThat(asked(NAME, _ -> {})).isEqualTo("failing name: name.nxdomain");
  }

  @SideBySide
  void an_alias_of_nothing_does_not_exist() {
    assertThat(asked("farm-1.lab.test", dns -> dns.alias("farm-1.lab.test", NAME)))
        .isEqualTo("failing name: name.nxdomain");
  }

  @SideBySide
  void a_server_that_fails_is_told_from_a_name_that_does_not_exist() {
    assertThat(asked(NAME, dns -> dns.fails(NAME, DnsServer.SERVFAIL)))
        .isEqualTo("failing name: name.servfail");
  }

  @SideBySide
  void a_server_that_refuses_is_told_from_a_name_that_does_not_exist() {
    assertThat(asked(NAME, dns -> dns.fails(NAME, DnsServer.REFUSED)))
        .isEqualTo("failing name: name.servfail");
  }

  @SideBySide
  void a_name_without_an_address_exists() {
    assertThat(asked(NAME, dns -> dns.empty(NAME))).isEqualTo("failing name: name.no-address");
  }

  @SideBySide
  void an_alias_of_a_name_without_an_address_exists() {
    assertThat(asked("farm-1.lab.test", dns -> dns.alias("farm-1.lab.test", NAME).empty(NAME)))
        .isEqualTo("failing name: name.no-address");
  }

  @SideBySide
  void a_dns_server_that_says_nothing_ends_in_time() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.client().resolver("nameserver 10.77.0.2\n");
      network.server().rules("in udp dport 53 drop");
      NetworkCheck check = network.check(NAME, "--timeout", "4s");
      assertThat(check.answer()).isEqualTo("failing name: name.dns-timeout");
      assertThat(check.elapsedMillis()).isLessThan(5_000);
    }
  }

  @SideBySide
  void a_dns_server_that_is_off_ends_in_time() {
    try (var network = TestNetwork.create()) {
      network.client().resolver("nameserver " + DEAD + "\n");
      NetworkCheck check = network.check(NAME, "--timeout", "4s");
      assertThat(check.answer()).isEqualTo("failing name: name.dns-timeout");
      assertThat(check.elapsedMillis()).isLessThan(5_000);
    }
  }

  @SideBySide
  void a_machine_without_dns_on_it_is_told_from_silence() {
    try (var network = TestNetwork.create()) {
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME, "--timeout", "4s").answer())
          .isEqualTo("failing name: name.dns-down");
    }
  }

  @SideBySide
  void aaaa_questions_that_get_no_answer_keep_nobody_from_ipv4() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER).ignores(NAME, DnsServer.AAAA);
      network.client().resolver("nameserver 10.77.0.2\n");
      NetworkCheck check = network.check(NAME);
      assertThat(check.answer()).isEqualTo("degraded name: name.dns-timeout");
      assertThat(check.saw("protocol-selected")).isTrue();
    }
  }

  @SideBySide
  void a_second_dns_server_helps_where_the_first_is_dead() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER);
      network.client().resolver("nameserver " + DEAD + "\nnameserver 10.77.0.2\n");
      assertThat(network.check(NAME).answer()).isEqualTo("degraded name: name.dns-timeout");
    }
  }

  @SideBySide
  void two_dns_servers_that_disagree_are_a_reason_where_the_first_is_wrong() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy", SERVER_2, TestNetwork.RDP);
      dns(network, SERVER).address(NAME, SERVER);
      dns(network, SERVER_2).address(NAME, SERVER_2);
      network.client().resolver("nameserver 10.77.0.2\nnameserver 10.77.0.3\n");
      assertThat(network.check(NAME).answer()).isEqualTo("failing name: name.stale-address");
    }
  }

  @SideBySide
  void a_name_with_an_old_address_is_told_by_the_right_one() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, DEAD);
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME, "--address", SERVER).answer())
          .isEqualTo("failing name: name.stale-address");
    }
  }

  @SideBySide
  void an_address_that_is_given_is_climbed_though_the_name_does_not_exist() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      NetworkCheck check = network.check(NAME, "--address", SERVER);
      assertThat(check.answer()).isEqualTo("healthy");
      assertThat(check.saw("system-unresolved")).isTrue();
    }
  }

  @SideBySide
  void an_address_that_is_given_is_climbed_though_dns_is_silent() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules("in udp dport 53 drop");
      network.client().resolver("nameserver 10.77.0.2\n");
      NetworkCheck check = network.check(NAME, "--address", SERVER);
      assertThat(check.answer()).isEqualTo("healthy");
      assertThat(check.saw("dns-unanswered")).isTrue();
    }
  }

  @SideBySide
  void a_hosts_file_with_a_wrong_address_overrides_dns() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      network.client().hosts(DEAD + " " + NAME + "\n");
      assertThat(network.check(NAME).answer()).isEqualTo("failing name: name.hosts-override");
    }
  }

  @SideBySide
  void a_hosts_file_with_the_right_address_is_healthy() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      network.client().hosts(SERVER + " " + NAME + "\n");
      assertThat(network.check(NAME).answer()).isEqualTo("healthy");
    }
  }

  @SideBySide
  void a_hosts_file_is_enough_where_dns_knows_nothing() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      network.client().hosts(SERVER + " " + NAME + "\n");
      assertThat(network.check(NAME).answer()).isEqualTo("healthy");
    }
  }

  @SideBySide
  void a_made_up_address_is_recognised() {
    assertThat(asked(NAME, dns -> dns.address(NAME, "198.18.0.7")))
        .isEqualTo("failing name: name.fake-address");
  }

  @SideBySide
  void a_short_name_is_found_with_the_suffix_of_the_search_list() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER);
      network.client().resolver("nameserver 10.77.0.2\nsearch lab.test\n");
      assertThat(network.check("server").answer()).isEqualTo("healthy");
    }
  }

  @SideBySide
  void a_short_name_lacks_the_suffix_that_the_machines_own_address_has() {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER)
          .address(NAME, SERVER)
          .address("pc7.lab.test", "10.77.0.1")
          .reverse("10.77.0.1", "pc7.lab.test");
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check("server").answer()).isEqualTo("failing name: name.missing-suffix");
    }
  }

  @SideBySide
  void a_short_name_lacks_the_suffix_of_the_machines_own_name() throws UnknownHostException {
    try (var network = TestNetwork.create()) {
      network.serve();
      dns(network, SERVER).address(NAME, SERVER);
      network.client().resolver("nameserver 10.77.0.2\n");
      String own = InetAddress.getLocalHost().getHostName();
      network.client().hosts("127.0.1.1 pc7.lab.test " + own + "\n");
      assertThat(network.check("server").answer()).isEqualTo("failing name: name.missing-suffix");
    }
  }

  @SideBySide
  void a_short_name_that_exists_nowhere_does_not_exist() {
    try (var network = TestNetwork.create()) {
      dns(network, SERVER).reverse("10.77.0.1", "pc7.lab.test");
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check("server").answer()).isEqualTo("failing name: name.nxdomain");
    }
  }

  @SideBySide
  void a_dead_ipv6_address_slows_clients_down() {
    assertThat(asked(NAME, dns -> dns.address(NAME, SERVER).address(NAME, DEAD_6)))
        .isEqualTo("degraded name: name.aaaa-dead");
  }

  @SideBySide
  void a_filtered_ipv6_address_slows_clients_down() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules("in meta nfproto ipv6 tcp dport 3389 drop");
      dns(network, SERVER).address(NAME, SERVER).address(NAME, SERVER_6);
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME).answer()).isEqualTo("degraded name: name.aaaa-dead");
    }
  }

  @SideBySide
  void one_dead_address_of_two_is_told() {
    assertThat(asked(NAME, dns -> dns.address(NAME, DEAD).address(NAME, SERVER)))
        .isEqualTo("degraded name: name.partly-dead");
  }

  @SideBySide
  void one_closed_address_of_two_is_told() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy", SERVER_2, TestNetwork.RDP);
      dns(network, SERVER).address(NAME, SERVER).address(NAME, SERVER_2);
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME).answer()).isEqualTo("degraded name: name.partly-dead");
    }
  }

  @SideBySide
  void an_ipv6_address_is_of_no_use_to_a_machine_without_ipv6() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.client().setting("net/ipv6/conf/all/disable_ipv6", "1");
      dns(network, SERVER).address(NAME, "2001:db8::5");
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME).answer()).isEqualTo("failing name: name.aaaa-only");
    }
  }

  @SideBySide
  void an_ipv6_address_is_of_no_use_without_a_route() {
    try (var network = TestNetwork.create()) {
      network.client().ip("-6 addr flush dev eth0");
      network.client().ip("-6 route flush dev eth0");
      dns(network, SERVER).address(NAME, "2001:db8::5");
      network.client().resolver("nameserver 10.77.0.2\n");
      assertThat(network.check(NAME).answer()).isEqualTo("failing name: name.aaaa-only");
    }
  }

  @SideBySide
  void a_name_that_leads_to_another_rdp_host_is_told_by_what_that_calls_itself() {
    try (var network = TestNetwork.create()) {
      network.serve("another-computer", "::", TestNetwork.RDP);
      dns(network, SERVER).address("payroll.lab.test", SERVER);
      dns(network, SERVER_2).address("payroll.lab.test", DEAD);
      network.client().resolver("nameserver 10.77.0.2\nnameserver 10.77.0.3\n");
      assertThat(network.check("payroll.lab.test").answer())
          .isEqualTo("failing name: name.wrong-host");
    }
  }

  @SideBySide
  void a_name_that_cannot_be_one_is_wrong_usage() {
    try (var network = TestNetwork.create()) {
      assertThat(network.check("a".repeat(64) + ".test").exit()).isEqualTo(64);
      assertThat(network.check("srv..lab.test").exit()).isEqualTo(64);
      assertThat(network.check("s rv").exit()).isEqualTo(64);
    }
  }

  @SideBySide
  void the_longest_possible_name_that_nobody_has_does_not_exist() {
    String longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(56) + ".test";
    assertThat(longest).hasSize(253);
    assertThat(asked(longest, _ -> {})).isEqualTo("failing name: name.nxdomain");
  }

  private static DnsServer dns(TestNetwork network, String address) {
    return network.keep(DnsServer.on(network.server(), address));
  }

  /// A healthy server, and one DNS server that was told so.
  private static String asked(String name, Consumer<DnsServer> told) {
    try (var network = TestNetwork.create()) {
      network.serve();
      told.accept(dns(network, SERVER));
      network.client().resolver("nameserver 10.77.0.2\n");
      return network.check(name).answer();
    }
  }
}
