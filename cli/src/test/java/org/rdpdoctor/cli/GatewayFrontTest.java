package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.cli.Findings.fact;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.ConnectTrouble;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNameDiffers;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificatePresented;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUntrusted;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayNameFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayProductRecognized;
import org.rdpdoctor.facts.GatewayFact.GatewaySchemesOffered;
import org.rdpdoctor.facts.GatewayFact.GatewayServiceAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsEstablished;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportOffered;
import org.rdpdoctor.facts.GatewayFact.TlsTrouble;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.peers.HttpsServer;
import org.rdpdoctor.peers.TlsServer;
import org.rdpdoctor.peers.WebServer;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;

/// What a check tells of a gateway, and of what may stand in its place, without logging on.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class GatewayFrontTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);
  private static final List<String> RSA = List.of("-newkey", "rsa:2048", "-sha256", "-days", "30");

  private static Report check(int port) {
    return check("localhost", port, Optional.empty(), true);
  }

  private static Report check(String host, int port, Optional<String> address, boolean targetless) {
    var gateway =
        new Itinerary.Gateway(
            host, port, address, Optional.empty(), Optional.empty(), Optional.empty(), targetless);
    ClimbOptions options =
        ClimbOptions.usual()
            .within(Duration.ofSeconds(30)) // machines that test are busy
            .withUdp(false)
            .travelling(Itinerary.DIRECT.through(Optional.of(gateway)));
    Target target =
        targetless
            ? new Target("gateway://" + host + ":" + port, host, port, Optional.empty())
            : new Target("srv01", "srv01", Target.RDP_PORT, Optional.empty());
    return DOCTOR.examine(target, CheckOptions.climbing(options), Doctor.NOBODY);
  }

  private static List<Observation> facts(Report report) {
    return report.diagnosis().rungs().stream()
        .flatMap(rung -> rung.observations().stream())
        .toList();
  }

  private static List<String> missing(Report report) {
    return facts(report).stream()
        .filter(GatewayTransportMissing.class::isInstance)
        .map(fact -> ((GatewayTransportMissing) fact).transport())
        .sorted()
        .toList();
  }

  private static List<String> offered(Report report) {
    return facts(report).stream()
        .filter(GatewayTransportOffered.class::isInstance)
        .map(fact -> ((GatewayTransportOffered) fact).transport())
        .sorted()
        .toList();
  }

  @Test
  void a_gateway_tells_its_schemes_names_and_transports_to_somebody_without_a_password()
      throws IOException {
    try (var gateway = Gateway.start(GatewayScript.healthy(), 0)) {
      Report report = check(gateway.port());

      assertThat(fact(report, GatewayHttpAnswered.class).status()).isEqualTo(401);
      assertThat(fact(report, GatewaySchemesOffered.class).schemes()).contains("Negotiate", "NTLM");
      assertThat(fact(report, GatewayChallengeReceived.class).netbiosComputer()).isNotEmpty();
      assertThat(offered(report)).contains("http", "websocket");
      assertThat(fact(report, GatewayServiceAnswered.class).url()).startsWith("https://");
      assertThat(gateway.saw(GatewayStage.LOGON_REFUSED)).isFalse();
      assertThat(report.diagnosis().notTested()).isEmpty();
      assertThat(report.diagnosis().rungs())
          .allSatisfy(rung -> assertThat(rung.layer()).isEqualTo(Layer.GATEWAY));
    }
  }

  @Test
  void what_is_behind_a_gateway_takes_a_logon_there() throws IOException {
    try (var gateway = Gateway.start(GatewayScript.healthy(), 0)) {
      Report report = check("localhost", gateway.port(), Optional.empty(), false);

      assertThat(report.diagnosis().notTested())
          .filteredOn(left -> left.layer() == Layer.TCP)
          .singleElement()
          .satisfies(left -> assertThat(left.because()).contains("--user"));
      assertThat(report.diagnosis().verdict()).isNotEqualTo(Verdict.HEALTHY);
    }
  }

  @Test
  void the_password_free_look_makes_few_connections() throws IOException {
    try (var gateway = Gateway.start(GatewayScript.healthy(), 0)) {
      check(gateway.port());

      assertThat(gateway.connections()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void a_port_that_speaks_http_without_tls_is_told_as_such() throws IOException {
    try (var gateway = Gateway.start(GatewayScript.healthy().plain(), 0)) {
      assertThat(fact(check(gateway.port()), GatewayTlsFailed.class).how())
          .isEqualTo(TlsTrouble.NOT_TLS);
    }
    try (var server = WebServer.start()) {
      GatewayTlsFailed failed = fact(check(server.port()), GatewayTlsFailed.class);

      assertThat(failed.how()).isEqualTo(TlsTrouble.NOT_TLS);
      assertThat(failed.reason()).contains("HTTP");
    }
  }

  @Test
  void nginx_in_the_place_of_a_gateway_is_recognized() {
    try (var server = HttpsServer.nginx()) {
      Report report = check(server.port());

      assertThat(fact(report, GatewayProductRecognized.class).product()).isEqualTo("nginx");
      assertThat(fact(report, GatewayHttpAnswered.class).status()).isEqualTo(405);
      assertThat(missing(report)).containsExactly("http", "rpc", "websocket");
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
    }
  }

  @Test
  void haproxy_without_servers_is_recognized_by_its_page() {
    try (var server = HttpsServer.haproxyWithoutServers()) {
      Report report = check(server.port());

      assertThat(fact(report, GatewayProductRecognized.class).product()).isEqualTo("HAProxy");
      assertThat(fact(report, GatewayHttpAnswered.class).status()).isEqualTo(503);
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
    }
  }

  @Test
  void tls_that_is_older_than_current_clients_is_told_and_what_it_means_for_them() {
    try (var server = TlsServer.openssl(RSA, "-tls1", "-cipher", "ALL:@SECLEVEL=0")) {
      Report report = check(server.port());

      assertThat(fact(report, GatewayTlsEstablished.class).version()).isEqualTo("TLSv1.0");
      assertThat(fact(report, GatewayTlsFailed.class).reason()).contains("current client");
    }
  }

  @Test
  void a_certificate_of_another_name_and_of_nobody_is_told_as_both() {
    try (var server = TlsServer.openssl(RSA)) {
      Report report = check("gw.example.com", server.port(), Optional.of("127.0.0.1"), true);

      assertThat(fact(report, GatewayCertificatePresented.class).trusted()).isFalse();
      assertThat(fact(report, GatewayCertificateUntrusted.class).selfSigned()).isTrue();
      assertThat(fact(report, GatewayCertificateNameDiffers.class).host())
          .isEqualTo("gw.example.com");
    }
  }

  @Test
  void a_closed_port_and_a_name_that_nobody_has_are_told() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(fact(check(free), GatewayNotConnected.class).how())
        .isEqualTo(ConnectTrouble.REFUSED);
    assertThat(
            fact(
                    check("no-such-gateway.invalid", 443, Optional.empty(), true),
                    GatewayNameFailed.class)
                .host())
        .isEqualTo("no-such-gateway.invalid");
  }

  @Test
  void a_port_that_stays_silent_is_no_tls_server() throws IOException {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(fact(check(socket.getLocalPort()), GatewayTlsFailed.class).how())
          .isEqualTo(TlsTrouble.SILENT);
    }
  }
}
