package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rdpdoctor.testkit.LabServer;
import org.rdpdoctor.testkit.gateway.AccountScript;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;

/// What becomes of an RD Gateway's transports behind real proxies, measured with xfreerdp.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class GatewayBehindProxyTest {
  private static final String WEBSOCKET = "http";
  private static final String TWO_CHANNELS = "http,no-websockets";
  private static final String[] PASSWORD = {"/gu:" + LabServer.USER, "/gp:" + LabServer.PASSWORD};
  private static final String[] COOKIE = {"/gat:lab-cookie"};
  private static final GatewayScript BOUND = GatewayScript.healthy();
  private static final GatewayScript UNBOUND = BOUND.account(AccountScript.healthy().unbound());
  private static final GatewayScript PLUGGABLE =
      BOUND.account(AccountScript.healthy().cookie("lab-cookie"));

  /// More than the handshake of TLS with the target takes.
  private static final long SESSION = 3000;

  /// What a client needs that gets through, several times over.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static Workplace workplace;
  private static VirtualDisplay display;
  private static Xrdp xrdp;

  @BeforeAll
  static void start_what_all_of_them_need() {
    workplace = Workplace.of("gateway-proxies");
    display = VirtualDisplay.start(workplace);
    xrdp = Xrdp.withLogonWindow();
  }

  @AfterAll
  static void stop_it() {
    if (xrdp != null) {
      xrdp.close();
    }
    if (display != null) {
      display.close();
    }
    if (workplace != null) {
      workplace.close();
    }
  }

  /// How far a client came.
  private record Way(Gateway gateway, String said, String proxy, boolean through) {
    Way isThrough(GatewayStage transport) {
      assertThat(through).as(this::toString).isTrue();
      assertThat(gateway.saw(transport)).as(this::toString).isTrue();
      return this;
    }

    Way isNotThrough() {
      assertThat(through).as(this::toString).isFalse();
      return this;
    }

    Way saw(GatewayStage stage) {
      assertThat(gateway.saw(stage)).as(this::toString).isTrue();
      return this;
    }

    Way neverSaw(GatewayStage stage) {
      assertThat(gateway.saw(stage)).as(this::toString).isFalse();
      return this;
    }

    @Override
    public String toString() {
      return gateway.sights() + "\n" + said + "\n" + proxy;
    }
  }

  private static Way way(
      IntFunction<Peer> proxy, GatewayScript script, String transport, String... logon)
      throws Exception {
    try (var gateway = Gateway.start(script, 0);
        var before = proxy.apply(gateway.port());
        var client = GatewayClient.start(display, before.port(), xrdp.port(), transport, logon)) {
      Instant end = Instant.now().plus(PATIENCE);
      while (gateway.bytesFromTarget() < SESSION
          && !client.said().contains("ERRCONNECT")
          && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
      return new Way(gateway, client.said(), before.log(), gateway.bytesFromTarget() >= SESSION);
    }
  }

  @Test
  void a_balancer_that_passes_tls_on_does_no_harm() throws Exception {
    way(HaproxyBeforeGateway::passing, BOUND, WEBSOCKET, PASSWORD)
        .isThrough(GatewayStage.WEBSOCKET);
    way(HaproxyBeforeGateway::passing, BOUND, TWO_CHANNELS, PASSWORD).isThrough(GatewayStage.IN);
  }

  @Test
  void who_ends_tls_breaks_the_channel_binding_of_the_logon() throws Exception {
    way(HaproxyBeforeGateway::bridging, BOUND, WEBSOCKET, PASSWORD)
        .isNotThrough()
        .saw(GatewayStage.LOGON_REFUSED);
    way(HaproxyBeforeGateway::bridging, UNBOUND, WEBSOCKET, PASSWORD)
        .isThrough(GatewayStage.WEBSOCKET);
    way(HaproxyBeforeGateway::bridging, UNBOUND, TWO_CHANNELS, PASSWORD).isThrough(GatewayStage.IN);
  }

  @Test
  void haproxy_that_reads_http_lets_two_channels_and_their_ntlm_through() throws Exception {
    way(HaproxyBeforeGateway::readingHttp, UNBOUND, TWO_CHANNELS, PASSWORD)
        .isThrough(GatewayStage.IN);
    way(HaproxyBeforeGateway::readingHttp, PLUGGABLE, TWO_CHANNELS, COOKIE)
        .isThrough(GatewayStage.IN);
  }

  /// FreeRDP 2 sends 15 letters as its key, not the Base64 of 16 bytes of RFC 6455 4.1.
  @Test
  void haproxy_that_reads_http_refuses_the_websocket_key_of_freerdp() throws Exception {
    Way way =
        way(HaproxyBeforeGateway::readingHttp, UNBOUND, WEBSOCKET, PASSWORD)
            .isNotThrough()
            .neverSaw(GatewayStage.REQUEST);
    assertThat(way.proxy()).contains(" 400 ");
  }

  @Test
  void nginx_as_it_comes_stops_both_transports() throws Exception {
    way(NginxBeforeGateway::asItComes, PLUGGABLE, WEBSOCKET, COOKIE)
        .isNotThrough()
        .neverSaw(GatewayStage.WEBSOCKET)
        .neverSaw(GatewayStage.IN);
    way(NginxBeforeGateway::asItComes, PLUGGABLE, TWO_CHANNELS, COOKIE)
        .isNotThrough()
        .saw(GatewayStage.OUT)
        .neverSaw(GatewayStage.IN);
  }

  @Test
  void nginx_that_is_told_of_upgrades_passes_the_websocket_and_nothing_else() throws Exception {
    way(NginxBeforeGateway::upgrading, PLUGGABLE, WEBSOCKET, COOKIE)
        .isThrough(GatewayStage.WEBSOCKET);
    way(NginxBeforeGateway::upgrading, PLUGGABLE, TWO_CHANNELS, COOKIE)
        .isNotThrough()
        .neverSaw(GatewayStage.IN);
  }

  @Test
  void nginx_that_buffers_nothing_passes_two_channels() throws Exception {
    way(gateway -> NginxBeforeGateway.flowing(gateway, true, true), PLUGGABLE, TWO_CHANNELS, COOKIE)
        .isThrough(GatewayStage.IN);
    // The wish for a WebSocket gets lost, and xfreerdp goes on with two channels.
    way(gateway -> NginxBeforeGateway.flowing(gateway, true, true), PLUGGABLE, WEBSOCKET, COOKIE)
        .isThrough(GatewayStage.IN)
        .neverSaw(GatewayStage.WEBSOCKET);
  }

  @Test
  void nginx_that_buffers_one_direction_stops_two_channels() throws Exception {
    way(
            gateway -> NginxBeforeGateway.flowing(gateway, false, true),
            PLUGGABLE,
            TWO_CHANNELS,
            COOKIE)
        .isNotThrough()
        .saw(GatewayStage.OUT)
        .neverSaw(GatewayStage.IN);
    way(
            gateway -> NginxBeforeGateway.flowing(gateway, true, false),
            PLUGGABLE,
            TWO_CHANNELS,
            COOKIE)
        .isNotThrough();
  }

  /// Each request may travel on a connection of its own, and NTLM proves only a connection.
  @Test
  void nginx_breaks_ntlm_whatever_it_buffers() throws Exception {
    way(gateway -> NginxBeforeGateway.flowing(gateway, true, true), UNBOUND, TWO_CHANNELS, PASSWORD)
        .isNotThrough()
        .neverSaw(GatewayStage.LOGGED_ON);
    way(NginxBeforeGateway::upgrading, UNBOUND, WEBSOCKET, PASSWORD)
        .isNotThrough()
        .neverSaw(GatewayStage.LOGGED_ON);
  }
}
