package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.codes.AvdAddresses;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.facts.GatewayFact.GatewayServiceAnswered;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;

/// The public addresses of Azure Virtual Desktop, for which servers on this machine stand.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AvdDoctorTest {
  private static Report check(Map<String, AvdDoctor.Stand> stands) {
    Doctor nobody =
        (_, _, _) -> {
          throw new AssertionError("not for this doctor");
        };
    return new AvdDoctor(nobody, InstantSource.system(), stands)
        .examine(
            TargetParser.avd(),
            CheckOptions.climbing(ClimbOptions.usual().within(Duration.ofSeconds(30))),
            Doctor.NOBODY);
  }

  private static Map<String, AvdDoctor.Stand> all(int port) {
    var stands = new HashMap<String, AvdDoctor.Stand>();
    AvdAddresses.load(new PackagedKnowledge())
        .forEach(each -> stands.put(each.host(), new AvdDoctor.Stand("127.0.0.1", port)));
    return stands;
  }

  private static List<GatewayServiceAnswered> answers(Report report) {
    return report.diagnosis().rungs().stream()
        .flatMap(rung -> rung.observations().stream())
        .filter(GatewayServiceAnswered.class::isInstance)
        .map(GatewayServiceAnswered.class::cast)
        .toList();
  }

  @Test
  void somebody_who_intercepts_tls_is_told_by_the_certificate_that_nobody_trusts()
      throws IOException {
    try (var interceptor = Gateway.start(GatewayScript.healthy(), 0)) {
      Report report = check(all(interceptor.port()));

      assertThat(answers(report)).hasSize(6);
      assertThat(answers(report))
          .allSatisfy(
              each -> {
                assertThat(each.service()).isEqualTo("avd");
                assertThat(each.usable()).isFalse();
                assertThat(each.because()).contains("certificate");
              });
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
      assertThat(Findings.breaks(report)).containsExactly("gateway.avd-blocked");
    }
  }

  @Test
  void a_firewall_that_refuses_is_told_with_what_does_not_work_then() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    Report report = check(all(closed));

    assertThat(answers(report))
        .filteredOn(each -> each.url().contains("login.microsoftonline.com"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.because()).contains("the port is closed", "Nobody can sign in."));
  }
}
