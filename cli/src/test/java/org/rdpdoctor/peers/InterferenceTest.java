package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/// Something on the way that looks into the packets, or at their size.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterferenceTest {
  /// TPKT, and X.224's Connection Request TPDU.
  private static final String REQUEST = "in tcp dport 3389 @ih,0,16 0x0300 @ih,40,8 0xe0 ";

  /// "Cookie: " where the request has its variable part.
  private static final String COOKIE = REQUEST + "@ih,88,64 0x436f6f6b69653a20 ";

  /// A handshake record whose first message is a ClientHello.
  private static final String CLIENT_HELLO = "in tcp dport 3389 @ih,0,16 0x1603 @ih,40,8 0x01 ";

  @SideBySide
  void a_device_that_drops_the_request_of_rdp() {
    assertThat(behind(REQUEST + "drop")).isEqualTo("failing negotiation: negotiation.interference");
  }

  @SideBySide
  void a_device_that_resets_at_the_request_of_rdp() {
    assertThat(behind(REQUEST + "reject with tcp reset"))
        .isEqualTo("failing negotiation: negotiation.interference");
  }

  @SideBySide
  void a_device_that_drops_the_cookie() {
    assertThat(behind(COOKIE + "drop"))
        .isEqualTo("failing negotiation: negotiation.cookie-interference");
  }

  @SideBySide
  void a_device_that_resets_at_the_cookie() {
    assertThat(behind(COOKIE + "reject with tcp reset"))
        .isEqualTo("failing negotiation: negotiation.cookie-interference");
  }

  @SideBySide
  void a_device_that_drops_the_client_hello() {
    assertThat(behind(CLIENT_HELLO + "drop")).isEqualTo("failing tls: tls.hello-dropped");
  }

  @SideBySide
  void a_device_that_resets_at_the_client_hello() {
    assertThat(behind(CLIENT_HELLO + "reject with tcp reset")).isEqualTo("failing tls: tls.reset");
  }

  @SideBySide
  void a_path_on_which_the_servers_large_packets_vanish() {
    try (var network = TestNetwork.create()) {
      network.serve("untrusted-authority", "::", TestNetwork.RDP);
      network.server().rules("out tcp sport 3389 meta length > 1250 drop");
      assertThat(network.check(TestNetwork.SERVER).answer())
          .isEqualTo("failing route: route.mtu-blackhole");
    }
  }

  @SideBySide
  void a_path_on_which_the_clients_large_packets_vanish() {
    assertThat(behind("in tcp dport 3389 meta length > 1000 drop"))
        .isIn("failing route: route.mtu-blackhole", "degraded route: route.mtu-blackhole");
  }

  private static String behind(String rule) {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules(rule);
      return network.check(TestNetwork.SERVER, "--timeout", "12s").answer();
    }
  }
}
