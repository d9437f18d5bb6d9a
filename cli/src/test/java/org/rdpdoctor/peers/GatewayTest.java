package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.testkit.LabServer;
import org.rdpdoctor.testkit.gateway.AccountScript;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;
import org.rdpdoctor.testkit.gateway.GatewayStep;
import org.rdpdoctor.testkit.gateway.TunnelScript;
import org.rdpdoctor.testkit.gateway.WebScript;
import org.rdpdoctor.testkit.gateway.WebScript.Upgrade;
import org.rdpdoctor.wire.tsgu.TsguStatus;

/// The lab's RD Gateway and xfreerdp, which nobody here wrote, understand each other.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTest {
  private static final String ACCOUNT = "/gu:" + LabServer.USER;
  private static final String PASSWORD = "/gp:" + LabServer.PASSWORD;
  private static final GatewayScript HEALTHY = GatewayScript.healthy();
  private static final TunnelScript TUNNEL = TunnelScript.healthy();

  private static Workplace workplace;
  private static VirtualDisplay display;

  @BeforeAll
  static void open_a_screen() {
    workplace = Workplace.of("gateway");
    display = VirtualDisplay.start(workplace);
  }

  @AfterAll
  static void close_the_screen() {
    if (display != null) {
      display.close();
    }
    if (workplace != null) {
      workplace.close();
    }
  }

  private static void reachesTheLogonWindow(
      GatewayScript script, String transport, GatewayStage stage, String... logon)
      throws Exception {
    try (var xrdp = Xrdp.withLogonWindow();
        var gateway = Gateway.start(script, 0);
        var client = GatewayClient.start(display, gateway.port(), xrdp.port(), transport, logon)) {
      boolean shown = ServerProcess.waitUntil(xrdp::showedLogonWindow);

      assertThat(shown).as(client.said() + gateway.sights() + xrdp.log()).isTrue();
      assertThat(xrdp.log()).contains("TLS connection established");
      assertThat(gateway.saw(stage)).as(gateway.sights().toString()).isTrue();
      assertThat(gateway.saw(GatewayStage.CHANNEL)).isTrue();
      assertThat(gateway.bytesToTarget()).isGreaterThan(1000);
      assertThat(gateway.bytesFromTarget()).isGreaterThan(1000);
    }
  }

  @Test
  void xfreerdp_reaches_the_logon_window_of_xrdp_through_a_websocket() throws Exception {
    reachesTheLogonWindow(HEALTHY, "http", GatewayStage.WEBSOCKET, ACCOUNT, PASSWORD);
  }

  @Test
  void xfreerdp_reaches_the_logon_window_of_xrdp_through_two_http_channels() throws Exception {
    reachesTheLogonWindow(HEALTHY, "http,no-websockets", GatewayStage.IN, ACCOUNT, PASSWORD);
  }

  @Test
  void xfreerdp_falls_back_to_two_channels_where_the_upgrade_is_taken_away() throws Exception {
    GatewayScript stripped = HEALTHY.web(WebScript.healthy().upgrade(Upgrade.IGNORED));
    reachesTheLogonWindow(stripped, "http", GatewayStage.IN, ACCOUNT, PASSWORD);
  }

  @Test
  void xfreerdp_gets_in_with_the_cookie_of_pluggable_authentication() throws Exception {
    GatewayScript pluggable = HEALTHY.account(AccountScript.healthy().cookie("lab-cookie"));
    reachesTheLogonWindow(pluggable, "http", GatewayStage.WEBSOCKET, "/gat:lab-cookie");
    reachesTheLogonWindow(pluggable, "http,no-websockets", GatewayStage.IN, "/gat:lab-cookie");
  }

  private static void isTold(GatewayScript script, String words, String... logon) throws Exception {
    for (String transport : new String[] {"http", "http,no-websockets"}) {
      // The target does not matter: nobody gets that far.
      try (var gateway = Gateway.start(script, 0);
          var client = GatewayClient.start(display, gateway.port(), 9, transport, logon)) {
        assertThat(client.says(words)).as(client.said() + gateway.sights()).isTrue();
        assertThat(gateway.saw(GatewayStage.CHANNEL)).isFalse();
      }
    }
  }

  @Test
  void a_wrong_password_is_told_as_such() throws Exception {
    isTold(HEALTHY, "ERRCONNECT_ACCESS_DENIED", ACCOUNT, "/gp:wrong");
  }

  @Test
  void a_user_whom_no_connection_policy_admits_is_told_so() throws Exception {
    isTold(
        HEALTHY.tunnel(TUNNEL.authorization(refused(TsguStatus.NAP_ACCESSDENIED))),
        "Tunnel authorization error E_PROXY_NAP_ACCESSDENIED",
        ACCOUNT,
        PASSWORD);
  }

  @Test
  void a_target_that_no_resource_policy_admits_is_told_as_such() throws Exception {
    isTold(
        HEALTHY.tunnel(TUNNEL.channel(refused(TsguStatus.RAP_ACCESSDENIED))),
        "channel response errorCode=E_PROXY_RAP_ACCESSDENIED",
        ACCOUNT,
        PASSWORD);
  }

  @Test
  void what_users_must_agree_to_is_shown_to_them() throws Exception {
    isTold(HEALTHY.tunnel(TUNNEL.consent("Be kind.")), "Be kind.", ACCOUNT, PASSWORD);
  }

  @Test
  void a_wrong_cookie_is_told_as_such() throws Exception {
    isTold(
        HEALTHY.account(AccountScript.healthy().cookie("lab-cookie")),
        "Tunnel creation error E_PROXY_COOKIE_AUTHENTICATION_ACCESS_DENIED",
        "/gat:another");
  }

  private static GatewayStep refused(TsguStatus status) {
    return new GatewayStep.Refused(status);
  }
}
