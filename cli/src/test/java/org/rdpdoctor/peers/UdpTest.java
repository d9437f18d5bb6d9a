package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.rdpdoctor.testkit.peer.UdpPeer;
import org.rdpdoctor.testkit.script.UdpScript;

/// UDP beside a healthy TCP, through firewalls of all manners.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UdpTest {
  private static final String SERVER = TestNetwork.SERVER;
  private static final String SERVER_6 = "[" + TestNetwork.SERVER_6 + "]";

  /// A server that calls itself Windows Server 2022, and one that says nothing of the kind.
  private static final String WINDOWS = "healthy";

  private static final String OTHER = "healthy-tls";

  @SideBySide
  void a_server_with_udp_is_healthy() {
    try (var network = TestNetwork.create()) {
      network.serve();
      UdpPeer udp =
          UdpPeer.start(
              new UdpScript.Serve(0x0002, 0), network.server().datagrams("::", TestNetwork.RDP));
      network.keep(udp);
      NetworkCheck check = network.check(SERVER);
      NetworkCheck left = network.check(SERVER, "--no-udp");

      assertThat(check.answer()).isEqualTo("healthy");
      assertThat(check.saw("udp-answered")).isTrue();
      assertThat(network.check(SERVER_6).saw("udp-answered")).isTrue();
      assertThat(left.answer()).isEqualTo("healthy");
      assertThat(left.saw("udp-answered")).isFalse();
    }
  }

  @SideBySide
  void a_server_without_udp_is_healthy() {
    NetworkCheck check = behind(WINDOWS, SERVER);

    assertThat(check.answer()).isEqualTo("healthy");
    assertThat(check.saw("udp-refused")).isTrue();
  }

  @SideBySide
  void a_firewall_that_drops_udp_leaves_the_server_healthy() {
    NetworkCheck check = behind(WINDOWS, SERVER, "in udp dport 3389 drop");

    assertThat(check.answer()).isEqualTo("healthy");
    assertThat(check.saw("udp-unanswered")).isTrue();
  }

  @SideBySide
  void a_firewall_that_says_port_unreachable_looks_like_a_closed_port() {
    NetworkCheck check =
        behind(WINDOWS, SERVER_6, "in udp dport 3389 reject with icmpx port-unreachable");

    assertThat(check.answer()).isEqualTo("healthy");
    assertThat(check.saw("udp-refused")).isTrue();
  }

  @SideBySide
  void a_firewall_that_forbids_udp_keeps_a_windows_server_from_it() {
    String rule = "in udp dport 3389 reject with icmpx admin-prohibited";

    assertThat(behind(WINDOWS, SERVER, rule).answer()).isEqualTo("degraded udp: udp.blocked");
    assertThat(behind(WINDOWS, SERVER_6, rule).answer()).isEqualTo("degraded udp: udp.blocked");
  }

  @SideBySide
  void a_firewall_that_forbids_udp_is_no_fault_of_a_server_that_may_have_none() {
    NetworkCheck check =
        behind(OTHER, SERVER, "in udp dport 3389 reject with icmpx admin-prohibited");

    assertThat(check.answer()).isEqualTo("healthy");
    assertThat(check.saw("udp-prohibited")).isTrue();
  }

  @SideBySide
  void a_firewall_of_the_clients_own_machine_is_told_from_the_path() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.client().rules("out udp dport 3389 drop");
      NetworkCheck check = network.check(SERVER);

      assertThat(check.answer()).isEqualTo("degraded udp: udp.blocked");
      assertThat(check.saw("udp-not-sent")).isTrue();
    }
  }

  @SideBySide
  void nothing_is_asked_over_udp_where_tcp_does_not_answer() {
    NetworkCheck check = behind(WINDOWS, SERVER, "in tcp dport 3389 drop");

    assertThat(check.answer()).isEqualTo("failing tcp: tcp.filtered");
    assertThat(check.json()).contains("UDP is tried only where RDP answers over TCP");
  }

  private static NetworkCheck behind(String fault, String target, String... rules) {
    try (var network = TestNetwork.create()) {
      network.serve(fault, "::", TestNetwork.RDP);
      network.server().rules(rules);
      return network.check(target);
    }
  }
}
