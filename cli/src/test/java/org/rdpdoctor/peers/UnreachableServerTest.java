package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/// Firewalls, routes and lost packets between a client and a server, each on a network of its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnreachableServerTest {
  private static final String SERVER = TestNetwork.SERVER;
  private static final String SERVER_6 = "[" + TestNetwork.SERVER_6 + "]";
  private static final String NEW = "in tcp dport 3389 tcp flags & (syn|ack) == syn ";

  @SideBySide
  void a_server_on_the_same_cable_is_healthy() {
    try (var network = TestNetwork.create()) {
      network.serve();
      assertThat(network.check(SERVER).answer()).isEqualTo("healthy");
      assertThat(network.check(SERVER_6).answer()).isEqualTo("healthy");
    }
  }

  @SideBySide
  void a_firewall_that_drops_is_told_from_a_dead_host() {
    assertThat(behind("in tcp dport 3389 drop")).isEqualTo("failing tcp: tcp.filtered");
  }

  @SideBySide
  void a_firewall_that_forbids_is_believed() {
    assertThat(behind("in tcp dport 3389 reject with icmpx admin-prohibited"))
        .isEqualTo("failing tcp: tcp.rejected");
  }

  @SideBySide
  void a_firewall_that_forbids_over_ipv6_is_believed() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules("in tcp dport 3389 reject with icmpx admin-prohibited");
      assertThat(network.check(SERVER_6).answer()).isEqualTo("failing tcp: tcp.rejected");
    }
  }

  @SideBySide
  void a_firewall_that_says_port_unreachable_is_believed() {
    assertThat(behind("in tcp dport 3389 reject with icmpx port-unreachable"))
        .isIn("failing tcp: tcp.rejected", "failing tcp: tcp.closed");
  }

  @SideBySide
  void a_firewall_that_resets_looks_like_a_closed_port() {
    assertThat(behind("in tcp dport 3389 reject with tcp reset"))
        .isEqualTo("failing tcp: tcp.closed");
  }

  @SideBySide
  void a_gateway_behind_a_firewall_that_drops_is_told_from_one_that_is_closed() {
    try (var network = TestNetwork.create()) {
      network.server().rules("in tcp dport 443 drop");
      assertThat(network.check("gateway://" + SERVER).answer())
          .isEqualTo("failing gateway: gateway.filtered");
      assertThat(network.check("gateway://" + SERVER + ":444").answer())
          .isEqualTo("failing gateway: gateway.closed");
    }
  }

  @SideBySide
  void a_firewall_on_the_clients_side_that_forbids_is_no_dead_host() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.client().rules("out tcp dport 3389 reject with icmpx admin-prohibited");
      assertThat(network.check(SERVER).answer()).isEqualTo("failing tcp: tcp.rejected");
    }
  }

  @SideBySide
  void a_firewall_on_the_clients_side_that_drops_is_a_filter() {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.client().rules("out tcp dport 3389 drop");
      assertThat(network.check(SERVER).answer()).isEqualTo("failing tcp: tcp.filtered");
    }
  }

  @SideBySide
  void a_machine_that_is_off_is_not_found_on_its_network() {
    try (var network = TestNetwork.create()) {
      assertThat(network.check("10.77.0.99").answer())
          .isEqualTo("failing route: route.host-unreachable");
    }
  }

  @SideBySide
  void a_machine_that_is_off_is_not_found_over_ipv6_either() {
    try (var network = TestNetwork.create()) {
      assertThat(network.check("[fd77::99]").answer())
          .isEqualTo("failing route: route.host-unreachable");
    }
  }

  @SideBySide
  void a_machine_that_drops_everything_is_a_black_hole() {
    assertThat(behind("in meta l4proto { tcp, udp, icmp } drop"))
        .isEqualTo("failing route: route.blackhole");
  }

  @SideBySide
  void an_address_without_a_route_to_it_is_told() {
    try (var network = TestNetwork.create()) {
      network.client().ip("route del default");
      network.client().ip("-6 route del default");
      assertThat(network.check("10.99.0.1", "--timeout", "3s").answer())
          .isEqualTo("failing route: route.none");
      assertThat(network.check("[fd99::1]", "--timeout", "3s").answer())
          .isEqualTo("failing route: route.none");
    }
  }

  @SideBySide
  void a_route_that_says_unreachable_is_none() {
    try (var network = TestNetwork.create()) {
      network.client().ip("route add unreachable 10.99.0.0/24");
      assertThat(network.check("10.99.0.1", "--timeout", "3s").answer())
          .isEqualTo("failing route: route.none");
    }
  }

  @SideBySide
  void a_router_that_says_host_unreachable_is_heard() {
    try (var network = TestNetwork.apart()) {
      routed(network).ip("route add unreachable 10.99.0.0/24");
      assertThat(network.check("10.99.0.1").answer())
          .isEqualTo("failing route: route.host-unreachable");
    }
  }

  @SideBySide
  void a_router_that_says_network_unreachable_is_heard() {
    try (var network = TestNetwork.apart()) {
      Namespace router = routed(network);
      router.ip("route add 10.99.0.0/24 via 10.78.0.2");
      router.rules("forward ip daddr 10.99.0.0/24 reject with icmp net-unreachable");
      assertThat(network.check("10.99.0.1").answer())
          .isEqualTo("failing route: route.net-unreachable");
    }
  }

  @SideBySide
  void a_router_that_finds_the_machine_off_is_heard() {
    try (var network = TestNetwork.apart()) {
      routed(network);
      assertThat(network.check("10.78.0.99").answer())
          .isEqualTo("failing route: route.host-unreachable");
    }
  }

  @SideBySide
  void a_router_that_forbids_the_port_is_believed() {
    try (var network = TestNetwork.apart()) {
      Namespace router = routed(network);
      network.serve();
      assertThat(network.check("10.78.0.2").answer()).isEqualTo("healthy");
      router.rules("forward tcp dport 3389 reject with icmp admin-prohibited");
      assertThat(network.check("10.78.0.2").answer()).isEqualTo("failing tcp: tcp.rejected");
    }
  }

  @SideBySide
  void a_closed_port_beside_an_rdp_port_is_a_wrong_port() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy", "::", 3390);
      assertThat(network.check(SERVER).answer()).isEqualTo("failing tcp: tcp.other-port");
      assertThat(network.check(SERVER + ":3391").answer()).isEqualTo("failing tcp: tcp.closed");
    }
  }

  @SideBySide
  void a_filtered_port_beside_an_rdp_port_is_a_wrong_port() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy", "::", 3390);
      network.server().rules("in tcp dport 3389 drop");
      assertThat(network.check(SERVER).answer()).isEqualTo("failing tcp: tcp.other-port");
    }
  }

  @SideBySide
  void every_other_connection_refused_is_no_closed_port() {
    assertThat(behind(NEW + "numgen inc mod 2 == 0 reject with tcp reset"))
        .isEqualTo("degraded tcp: tcp.intermittent");
    assertThat(behind(NEW + "numgen inc mod 2 == 1 reject with tcp reset"))
        .isEqualTo("degraded tcp: tcp.intermittent");
  }

  @SideBySide
  void every_fifth_packet_lost_is_loss() {
    assertThat(behind("in tcp dport 3389 numgen inc mod 5 == 1 drop"))
        .isEqualTo("degraded route: route.loss");
  }

  @SideBySide
  void two_of_five_first_packets_lost_are_loss() {
    assertThat(behind(NEW + "numgen inc mod 5 { 0, 2 } drop"))
        .isEqualTo("degraded route: route.loss");
  }

  @SideBySide
  void a_limit_that_drops_is_no_filter() {
    assertThat(behind(NEW + "limit rate over 2/minute burst 3 packets drop"))
        .isEqualTo("degraded tcp: tcp.rate-limited");
  }

  @SideBySide
  void a_limit_that_resets_is_no_closed_port() {
    assertThat(behind(NEW + "limit rate over 2/minute burst 3 packets reject with tcp reset"))
        .isEqualTo("degraded tcp: tcp.rate-limited");
  }

  @SideBySide
  void a_server_that_takes_nobody_up_has_a_full_queue() {
    try (var network = TestNetwork.create()) {
      network.keep(network.server().listener("::", TestNetwork.RDP, 1));
      assertThat(network.check(SERVER, "--timeout", "12s").answer())
          .isEqualTo("failing tcp: tcp.backlog-full");
    }
  }

  @SideBySide
  void a_path_of_300_ms_is_slow() {
    try (var network = TestNetwork.apart()) {
      slow(network, Duration.ofMillis(155));
      assertThat(network.check("10.78.0.2").answer()).isEqualTo("degraded route: route.latency");
    }
  }

  @SideBySide
  void a_path_of_80_ms_is_healthy() {
    try (var network = TestNetwork.apart()) {
      slow(network, Duration.ofMillis(40));
      assertThat(network.check("10.78.0.2").answer()).isEqualTo("healthy");
    }
  }

  private static void slow(TestNetwork network, Duration oneWay) {
    network.keep(new SlowCable(network.client(), network.server(), "slow", () -> oneWay));
    network.client().ip("addr add 10.78.0.1/24 dev slow");
    network.server().ip("addr add 10.78.0.2/24 dev slow");
    network.serve();
  }

  /// A router between client (10.77.0.1) and server (10.78.0.2).
  private static Namespace routed(TestNetwork network) {
    Namespace router = network.namespace("r");
    network.cable(network.client(), "eth0", router, "eth0");
    network.cable(network.server(), "eth0", router, "eth1");
    network.client().ip("addr add 10.77.0.1/24 dev eth0");
    network.server().ip("addr add 10.78.0.2/24 dev eth0");
    router.ip("addr add 10.77.0.254/24 dev eth0");
    router.ip("addr add 10.78.0.254/24 dev eth1");
    network.client().ip("route add default via 10.77.0.254");
    network.server().ip("route add default via 10.78.0.254");
    router.setting("net/ipv4/ip_forward", "1");
    return router;
  }

  private static String behind(String rule) {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules(rule);
      return network.check(SERVER).answer();
    }
  }
}
