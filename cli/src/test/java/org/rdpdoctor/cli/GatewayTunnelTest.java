package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelOpened;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonAccepted;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonRejected;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;
import org.rdpdoctor.testkit.gateway.WebScript;
import org.rdpdoctor.testkit.gateway.WebScript.Upgrade;

/// The whole ladder through a gateway, with a logon there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayTunnelTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);
  private static final GatewayScript HEALTHY = GatewayScript.healthy();

  /// What carries the packets.
  enum Transport {
    WEBSOCKET,
    HTTP;

    GatewayScript script() {
      return switch (this) {
        case WEBSOCKET -> HEALTHY;
        case HTTP -> HEALTHY.web(WebScript.healthy().upgrade(Upgrade.UNKNOWN));
      };
    }
  }

  /// A check through `gateway`, and what came of it.
  private record Check(Run run, Report report) {
    static Check through(Gateway gateway, int port, String password, String... more) {
      return pinned(gateway.pin(), gateway, port, password, more);
    }

    static Check pinned(String pin, Gateway gateway, int port, String password, String... more) {
      var reports = new ArrayList<Report>();
      Doctor listening =
          (target, options, watcher) -> {
            reports.add(DOCTOR.examine(target, options, watcher));
            return reports.getLast();
          };
      var words =
          Stream.concat(
              Stream.of(
                  "check",
                  "127.0.0.1:" + port,
                  "--gateway",
                  "127.0.0.1:" + gateway.port(),
                  "--gateway-pin",
                  pin,
                  "--user",
                  LabServer.USER,
                  "--password-stdin",
                  "--yes-one-logon",
                  "--timeout",
                  "30s",
                  "--verbose"),
              Stream.of(more));
      Run run = Run.reading(listening, password + "\n", words.toArray(String[]::new));
      assertThat(reports).as(run.out() + run.err()).hasSize(1);
      return new Check(run, reports.getFirst());
    }

    List<String> breaks() {
      return Findings.breaks(report);
    }

    <T extends Observation> List<T> all(Class<T> type) {
      return report.diagnosis().rungs().stream()
          .flatMap(rung -> rung.observations().stream())
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  @Execution(ExecutionMode.CONCURRENT)
  void xrdp_is_climbed_through_a_gateway_as_it_is_directly(Transport transport) throws Exception {
    try (var server = Xrdp.tls();
        var gateway = Gateway.start(transport.script(), 0)) {
      Check check = Check.through(gateway, server.port(), LabServer.PASSWORD);

      String seen = check.run.out() + gateway.sights();
      assertThat(check.breaks())
          .as(seen)
          .isEqualTo(
              transport == Transport.HTTP
                  ? List.of("gateway.transport-broken") // the WebSocket alone
                  : List.of());
      assertThat(check.report.diagnosis().verdict())
          .isEqualTo(transport == Transport.HTTP ? Verdict.DEGRADED : Verdict.HEALTHY);
      assertThat(check.all(GatewayChannelOpened.class)).as(seen).isNotEmpty();
      assertThat(check.all(HandshakeCompleted.class)).as(seen).isNotEmpty();
      for (Layer layer : List.of(Layer.TCP, Layer.NEGOTIATION, Layer.TLS, Layer.CERTIFICATE)) {
        assertThat(Findings.rung(check.report, layer)).as(layer + seen).isEqualTo(Status.PASSED);
      }
      assertThat(gateway.saw(GatewayStage.LOGON_REFUSED)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired-certificate", "hello-closed", "garbage-after-confirm"})
  @Execution(ExecutionMode.CONCURRENT)
  void what_is_wrong_behind_the_gateway_is_the_same_break_as_directly(String fault)
      throws Exception {
    try (var server = LabServer.start(Faults.named(fault).orElseThrow(), 0);
        var gateway = Gateway.start(HEALTHY, 0)) {
      Check check = Check.through(gateway, server.port(), LabServer.PASSWORD);

      assertThat(check.breaks())
          .as(check.run.out())
          .first()
          .isEqualTo(server.fault().breaks().getFirst());
      assertThat(Findings.rung(check.report, Layer.GATEWAY)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void how_the_target_left_is_not_told_by_a_gateway() throws Exception {
    try (var server = LabServer.start(Faults.named("hello-reset").orElseThrow(), 0);
        var gateway = Gateway.start(HEALTHY, 0)) {
      Check check = Check.through(gateway, server.port(), LabServer.PASSWORD);

      assertThat(check.breaks()).as(check.run.out()).first().isEqualTo("tls.closed");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void a_wrong_password_is_proved_once_and_on_no_other_transport(Transport transport)
      throws Exception {
    try (var server = LabServer.start(Faults.named("healthy").orElseThrow(), 0);
        var gateway = Gateway.start(transport.script(), 0)) {
      Check check = Check.through(gateway, server.port(), "wrong-on-purpose");

      assertThat(check.breaks()).first().isEqualTo("gateway.auth-required");
      assertThat(check.all(GatewayLogonRejected.class)).hasSize(1);
      assertThat(gateway.sights())
          .filteredOn(sight -> sight.stage() == GatewayStage.LOGON_REFUSED)
          .hasSize(1);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void the_account_of_the_gateway_logs_on_at_the_target_only_if_that_is_asked_for()
      throws Exception {
    try (var server = LabServer.start(Faults.named("healthy").orElseThrow(), 0);
        var gateway = Gateway.start(HEALTHY, 0)) {
      Check alone = Check.through(gateway, server.port(), LabServer.PASSWORD);
      Check both =
          Check.through(gateway, server.port(), LabServer.PASSWORD, "--until", "authentication");

      assertThat(Findings.rung(alone.report, Layer.AUTHENTICATION)).isEqualTo(Status.NOT_TESTED);
      assertThat(alone.run.err()).contains("one logon as lab at the gateway 127.0.0.1:");
      assertThat(Findings.rung(both.report, Layer.AUTHENTICATION)).isEqualTo(Status.PASSED);
      assertThat(both.run.err()).contains("at the gateway 127.0.0.1, and one at 127.0.0.1:");
      assertThat(alone.all(GatewayLogonAccepted.class)).hasSize(1);
    }
  }

  @Test
  void nobody_logs_on_where_the_certificate_is_not_the_pinned_one() throws Exception {
    try (var server = LabServer.start(Faults.named("healthy").orElseThrow(), 0);
        var gateway = Gateway.start(HEALTHY, 0)) {
      Check check = Check.pinned("00".repeat(32), gateway, server.port(), LabServer.PASSWORD);

      assertThat(check.breaks()).first().isEqualTo("gateway.cert-changed");
      assertThat(check.run.out()).contains("nobody was logged on at the gateway");
      assertThat(gateway.saw(GatewayStage.LOGGED_ON)).isFalse();
      assertThat(gateway.saw(GatewayStage.LOGON_REFUSED)).isFalse();
    }
  }

  @Test
  void the_password_is_nowhere_in_what_is_printed() throws Exception {
    String secret = "Zq7-unlikely-password";
    byte[] pair = (LabServer.USER + ":" + secret).getBytes(StandardCharsets.UTF_8);
    try (var server = LabServer.start(Faults.named("healthy").orElseThrow(), 0);
        var gateway = Gateway.start(HEALTHY, 0)) {
      for (String format : List.of("text", "json", "markdown")) {
        Check check = Check.through(gateway, server.port(), secret, "--format", format);

        assertThat(check.run.out() + check.run.err() + check.report)
            .doesNotContain(secret)
            .doesNotContain(Base64.getEncoder().encodeToString(pair));
      }
    }
  }
}
