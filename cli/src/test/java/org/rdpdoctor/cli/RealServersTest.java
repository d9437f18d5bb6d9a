package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.cli.Findings.breaks;
import static org.rdpdoctor.cli.Findings.fact;
import static org.rdpdoctor.cli.Findings.rung;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.ProtocolsMeasured;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TlsFact.TlsVersionsMeasured;
import org.rdpdoctor.peers.FreeRdpShadow;
import org.rdpdoctor.peers.GnomeRemoteDesktop;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.Sshd;
import org.rdpdoctor.peers.TlsBehindX224;
import org.rdpdoctor.peers.WebServer;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.wire.x224.Protocols;

/// The whole doctor against servers that nobody here wrote.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealServersTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  private static Report check(Peer server) {
    return check(server, Offer.CURRENT_WINDOWS);
  }

  private static Report check(Peer server, Protocols offered) {
    int port = server.port();
    return DOCTOR.examine(
        new Target("127.0.0.1:" + port, "127.0.0.1", port, Optional.empty()),
        CheckOptions.climbing(ClimbOptions.usual().offering(offered)),
        Doctor.NOBODY);
  }

  @Test
  void xrdp_with_tls_is_healthy_and_does_no_nla() {
    try (var server = Xrdp.tls()) {
      Report report = check(server);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(breaks(report)).isEmpty();
      assertThat(report.diagnosis().unexplained()).isEmpty();
      assertThat(fact(report, ProtocolsMeasured.class).nla()).isEqualTo("absent");
      assertThat(rung(report, Layer.TLS)).isEqualTo(Status.PASSED);
      assertThat(rung(report, Layer.CERTIFICATE)).isEqualTo(Status.PASSED);
      assertThat(rung(report, Layer.CREDSSP)).isEqualTo(Status.NOT_TESTED);
    }
  }

  @Test
  void xrdp_with_rdp_security_alone_connects_and_is_degraded() {
    try (var server = Xrdp.rdpSecurityOnly()) {
      Report report = check(server);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.DEGRADED);
      assertThat(breaks(report)).containsExactly("negotiation.tls-not-allowed");
    }
  }

  @Test
  void xrdp_with_old_tls_alone_is_too_old_for_a_current_client() {
    try (var server = Xrdp.tlsOf("TLSv1", "TLSv1.1")) {
      Report report = check(server);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
      assertThat(breaks(report)).first().isEqualTo("tls.too-old");
      assertThat(fact(report, TlsVersionsMeasured.class).best()).isEqualTo("TLSv1.1");
    }
  }

  @Test
  void freerdp_with_nla_is_healthy_and_tells_its_names_and_its_build() {
    try (var server = FreeRdpShadow.nla()) {
      Report report = check(server);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(breaks(report)).isEmpty();
      assertThat(fact(report, ProtocolsMeasured.class).nla()).isEqualTo("required");
      assertThat(fact(report, NtlmChallengeReceived.class).netbiosComputer()).isNotEmpty();
      assertThat(fact(report, NtlmChallengeReceived.class).build()).isEqualTo("6.1.7601");
      assertThat(rung(report, Layer.CREDSSP)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void freerdp_with_nla_refuses_a_client_that_offers_tls_alone() {
    try (var server = FreeRdpShadow.nla()) {
      Report report = check(server, Protocols.SSL);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
      assertThat(breaks(report)).first().isEqualTo("negotiation.nla-required");
    }
  }

  @Test
  void freerdp_with_tls_alone_is_healthy_for_a_current_client_and_refuses_rdp_security() {
    try (var server = FreeRdpShadow.tls()) {
      assertThat(check(server).diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(breaks(check(server, Protocols.RDP)))
          .first()
          .isEqualTo("negotiation.tls-required");
    }
  }

  @Test
  void gnome_remote_desktop_is_healthy_and_survives_the_check() {
    try (var server = GnomeRemoteDesktop.start()) {
      for (int round = 1; round <= 3; round++) {
        Report report = check(server);

        assertThat(report.diagnosis().verdict()).as("round %d", round).isEqualTo(Verdict.HEALTHY);
        assertThat(fact(report, ProtocolsMeasured.class).nla()).isEqualTo("required");
      }
    }
  }

  @Test
  void openssl_without_a_shared_suite_is_said_to_share_none() {
    try (var server =
        TlsBehindX224.openssl(Protocols.SSL, "-tls1_2", "-cipher", "CAMELLIA256-SHA:@SECLEVEL=0")) {
      assertThat(breaks(check(server))).first().isEqualTo("tls.no-shared-cipher");
    }
  }

  @Test
  void openssl_without_encryption_has_only_broken_suites() {
    try (var server =
        TlsBehindX224.openssl(Protocols.SSL, "-tls1_2", "-cipher", "NULL:@SECLEVEL=0")) {
      assertThat(breaks(check(server))).first().isEqualTo("tls.weak-ciphers");
    }
  }

  @Test
  void openssl_that_demands_a_client_certificate_is_said_to_under_both_versions() {
    for (String version : List.of("-tls1_2", "-tls1_3")) {
      try (var server = TlsBehindX224.openssl(Protocols.SSL, version, "-Verify", "1")) {
        assertThat(breaks(check(server))).as(version).first().isEqualTo("tls.client-cert");
      }
    }
  }

  @Test
  void nss_with_ssl_3_alone_is_too_old() {
    try (var server = TlsBehindX224.nss(Protocols.SSL, "-V", "ssl3:ssl3")) {
      assertThat(breaks(check(server))).first().isEqualTo("tls.too-old");
    }
  }

  @Test
  void an_ssh_server_and_a_web_server_are_told_from_rdp() {
    try (var ssh = Sshd.start();
        var web = WebServer.start()) {
      assertThat(breaks(check(ssh))).first().isEqualTo("tcp.foreign-service");
      assertThat(breaks(check(web))).first().isEqualTo("tcp.foreign-service");
    }
  }
}
