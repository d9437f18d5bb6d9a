package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.cli.Findings.breaks;
import static org.rdpdoctor.cli.Findings.fact;
import static org.rdpdoctor.cli.Findings.rung;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.BrokerFact.RoutingTokenSent;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.peers.Haproxy;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.report.Report;

/// Real balancers before real servers.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BalancersTest {
  private static Report check(Peer peer, String... options) {
    var reports = new ArrayList<Report>();
    Doctor doctor = new LiveDoctor(InstantSource.system(), Duration.ZERO);
    Doctor listening =
        (target, wanted, watcher) -> {
          reports.add(doctor.examine(target, wanted, watcher));
          return reports.getLast();
        };
    var words = new ArrayList<>(List.of("check", "127.0.0.1:" + peer.port(), "--timeout", "30s"));
    words.addAll(List.of(options));
    Run run = Run.of(listening, words.toArray(String[]::new));
    assertThat(reports).as(run.out() + run.err()).hasSize(1);
    return reports.getFirst();
  }

  private static String certificate(Report report) {
    return fact(report, CertificatePresented.class).sha256();
  }

  @Test
  void a_token_leads_every_request_through_haproxy_to_the_server_that_it_names() {
    try (var one = Xrdp.tls();
        var two = Xrdp.tls();
        var balancer = Haproxy.persisting(one, two)) {
      Report toOne = check(balancer, "--token", Haproxy.token(one));
      Report toTwo = check(balancer, "--token", Haproxy.token(two));

      assertThat(certificate(toOne)).isEqualTo(certificate(check(one)));
      assertThat(certificate(toTwo)).isEqualTo(certificate(check(two)));
      assertThat(certificate(toOne)).isNotEqualTo(certificate(toTwo));
      assertThat(fact(toTwo, RoutingTokenSent.class).names()).isEqualTo("127.0.0.1:" + two.port());
      assertThat(breaks(toTwo)).doesNotContain("certificate.intermittent");
      assertThat(rung(toTwo, Layer.BROKER)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void a_balancer_that_drops_tokens_is_told_from_a_server_that_is_dead() {
    try (var server = Xrdp.tls();
        var balancer = Haproxy.withoutTokens(server)) {
      Report without = check(balancer);
      Report with = check(balancer, "--token", Haproxy.token(server));

      assertThat(breaks(without)).doesNotContain("broker.token-refused");
      assertThat(rung(without, Layer.NEGOTIATION)).isEqualTo(Status.PASSED);
      assertThat(breaks(with)).startsWith("broker.token-refused");
    }
  }
}
