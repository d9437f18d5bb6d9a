package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/// Paths that lose packets, take long or carry only small ones, and what a check makes of them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PathQualityTest {
  private static final String FAR = "10.78.0.2";
  private static final String SYN = "in tcp dport 3389 tcp flags & (syn|ack) == syn ";

  /// A chain of certificates that fills several packets.
  private static final String LONG_ANSWER = "untrusted-authority";

  @SideBySide
  void on_a_good_path_nothing_is_lost_and_the_kernel_says_so_too() {
    try (var network = TestNetwork.create()) {
      network.serve();
      NetworkCheck check = network.check(TestNetwork.SERVER);

      assertThat(check.answer()).isEqualTo("healthy");
      assertThat(check.number("loss-estimated", "lost")).isZero();
      assertThat(check.number("loss-estimated", "highPercent")).isBetween(10, 50);
      assertThat(check.number("tcp-measured", "pathMtu")).isEqualTo(1500);
      assertThat(check.number("tcp-measured", "repeatedSegments")).isZero();
    }
  }

  @SideBySide
  void the_interval_holds_what_a_path_loses_at_the_syn() {
    holds(40, SYN + "numgen inc mod 5 { 1, 3 } drop");
    holds(20, SYN + "numgen inc mod 5 == 1 drop");
  }

  @SideBySide
  void the_interval_holds_what_a_path_loses_of_the_answers_to_syns() {
    holds(20, "out tcp sport 3389 tcp flags & (syn|ack) == (syn|ack) numgen inc mod 5 == 1 drop");
  }

  @SideBySide
  void loss_on_open_connections_is_loss_although_every_syn_came_through() {
    assertThat(
            behind(
                "healthy",
                "in tcp dport 3389 tcp flags & (syn|psh) == psh numgen inc mod 4 == 1 drop"))
        .isEqualTo("degraded route: route.loss");
  }

  @SideBySide
  void a_satellite_is_slow_and_nothing_else() {
    NetworkCheck check = far(Duration.ofMillis(300));

    assertThat(check.answer()).isEqualTo("degraded route: route.latency");
    assertThat(check.number("loss-estimated", "lost")).isZero();
  }

  /// The system repeats each SYN, since the answer takes longer than a second; none was lost.
  @SideBySide
  void a_round_trip_that_is_longer_than_the_patience_of_the_system_is_no_loss() {
    NetworkCheck check = far(Duration.ofMillis(560));

    assertThat(check.answer()).startsWith("degraded route: route.latency");
    assertThat(check.number("loss-estimated", "lost")).isZero();
    assertThat(check.saw("syn-repeated")).isFalse();
  }

  @SideBySide
  void the_servers_large_packets_vanish_on_ipv6() {
    try (var network = TestNetwork.create()) {
      network.serve(LONG_ANSWER, "::", TestNetwork.RDP);
      network.server().rules("out tcp sport 3389 meta length > 1280 drop");
      assertThat(network.check("[" + TestNetwork.SERVER_6 + "]").answer())
          .isEqualTo("failing route: route.mtu-blackhole");
    }
  }

  @SideBySide
  void the_servers_packets_vanish_even_where_small_pieces_are_asked_for() {
    assertThat(behind(LONG_ANSWER, "out tcp sport 3389 meta length > 900 drop"))
        .isEqualTo("failing route: route.mtu-blackhole");
  }

  @SideBySide
  void only_the_clients_full_size_packets_vanish() {
    assertThat(behind("healthy", "in tcp dport 3389 meta length > 1400 drop"))
        .isEqualTo("degraded route: route.mtu-blackhole");
  }

  private static NetworkCheck far(Duration oneWay) {
    try (var network = TestNetwork.apart()) {
      network.keep(new SlowCable(network.client(), network.server(), "slow", () -> oneWay));
      network.client().ip("addr add 10.78.0.1/24 dev slow");
      network.server().ip("addr add 10.78.0.2/24 dev slow");
      network.serve();
      return network.check(FAR);
    }
  }

  private static String behind(String fault, String rule) {
    try (var network = TestNetwork.create()) {
      network.serve(fault, "::", TestNetwork.RDP);
      network.server().rules(rule);
      return network.check(TestNetwork.SERVER).answer();
    }
  }

  private static void holds(int percent, String rule) {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules(rule);
      NetworkCheck check = network.check(TestNetwork.SERVER);
      assertThat(check.answer()).isEqualTo("degraded route: route.loss");
      assertThat(percent)
          .isBetween(
              check.number("loss-estimated", "lowPercent"),
              check.number("loss-estimated", "highPercent"));
    }
  }
}
