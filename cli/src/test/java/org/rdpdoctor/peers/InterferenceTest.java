package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  void a_device_that_closes_in_the_servers_name_at_the_request_of_rdp() {
    assertThat(
            meddledWith(
                Duration.ofMillis(20),
                (there, packet) ->
                    there && TcpPacket.isOne(packet) && new TcpPacket(packet).asksForRdp()
                        ? Meddler.Leaving.back(new TcpPacket(packet).closed())
                        : Meddler.Leaving.on(packet)))
        .isEqualTo("failing negotiation: negotiation.interference");
  }

  @SideBySide
  void a_device_near_by_that_resets_at_the_client_hello_is_known_by_its_haste() {
    try (var network = TestNetwork.apart()) {
      InterferenceScene.cable(
          network,
          (there, packet) ->
              there && TcpPacket.isOne(packet) && new TcpPacket(packet).isClientHello()
                  ? Meddler.Leaving.back(new TcpPacket(packet).reset())
                  : Meddler.Leaving.on(packet),
          () -> Duration.ofMillis(40));
      network.serve();
      NetworkCheck check = network.check(InterferenceScene.SERVER);
      assertThat(check.answer()).isEqualTo("failing tls: tls.reset");
      assertThat(check.saw("end-timed")).isTrue();
    }
  }

  @SideBySide
  void a_tarpit_that_takes_no_byte() {
    assertThat(
            meddledWith(
                Duration.ofMillis(1),
                (there, packet) ->
                    Meddler.Leaving.on(
                        !there && TcpPacket.isOne(packet)
                            ? new TcpPacket(packet).withoutWindow()
                            : packet)))
        .isEqualTo("failing tcp: tcp.tarpit");
  }

  @SideBySide
  void a_device_that_opens_tls_is_known_by_another_way_to_the_server() {
    try (var network = TestNetwork.create()) {
      network.serve("healthy", TestNetwork.SERVER_2, TestNetwork.RDP);
      network.keep(
          new TlsInterceptor(
              network.server().listener(TestNetwork.SERVER, TestNetwork.RDP, 50),
              TlsInterceptor.to(network.server(), TestNetwork.SERVER_2, TestNetwork.RDP),
              "srv01.corp.example"));
      assertThat(
              network.check(TestNetwork.SERVER, "--compare-address", TestNetwork.SERVER_2).answer())
          .isEqualTo("failing tls: tls.interception");
      assertThat(
              network
                  .check(TestNetwork.SERVER_2, "--compare-address", TestNetwork.SERVER_2)
                  .saw("certificate-matches-elsewhere"))
          .isTrue();
    }
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

  private static String meddledWith(Duration oneWay, Meddler device) {
    try (var network = TestNetwork.apart()) {
      InterferenceScene.cable(network, device, () -> oneWay);
      network.serve();
      return network.check(InterferenceScene.SERVER).answer();
    }
  }

  private static String behind(String rule) {
    try (var network = TestNetwork.create()) {
      network.serve();
      network.server().rules(rule);
      return network.check(TestNetwork.SERVER, "--timeout", "12s").answer();
    }
  }
}
