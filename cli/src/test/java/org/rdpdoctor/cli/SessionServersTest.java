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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.SecurityFact.EncryptionChosen;
import org.rdpdoctor.facts.SecurityFact.ServerKeyPresented;
import org.rdpdoctor.facts.SessionFact.DesktopShown;
import org.rdpdoctor.facts.SessionFact.SessionActivated;
import org.rdpdoctor.facts.SessionFact.SessionLeft;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.peers.FreeRdpShadow;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.wire.x224.Protocols;

/// How far real servers let a client in that does not log on, and that they are left as they were.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionServersTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  private static Report check(Peer server, Protocols offered) {
    int port = server.port();
    return DOCTOR.examine(
        new Target("127.0.0.1:" + port, "127.0.0.1", port, Optional.empty()),
        CheckOptions.climbing(
            ClimbOptions.usual().offering(offered).within(Duration.ofSeconds(20))),
        Doctor.NOBODY);
  }

  private static Report checkToTheSession(Peer server, Protocols offered) {
    int port = server.port();
    return DOCTOR.examine(
        new Target("127.0.0.1:" + port, "127.0.0.1", port, Optional.empty()),
        CheckOptions.climbing(
            ClimbOptions.usual()
                .offering(offered)
                .upTo(Layer.SESSION)
                .within(Duration.ofSeconds(30))),
        Doctor.NOBODY);
  }

  @Test
  void xrdp_with_tls_joins_channels_and_sees_no_logon() {
    try (var server = Xrdp.tls()) {
      Report report = check(server, Offer.CURRENT_WINDOWS);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(rung(report, Layer.MCS)).isEqualTo(Status.PASSED);
      assertThat(rung(report, Layer.SECURITY)).isEqualTo(Status.PASSED);
      assertThat(fact(report, EncryptionChosen.class).tls()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, NONE, degraded, security.no-encryption",
    "low, 40BIT, degraded, security.weak-encryption",
    "medium, 40BIT, degraded, security.weak-encryption",
    "high, 128BIT, healthy, ",
    "fips, FIPS, degraded, security.fips-only"
  })
  void xrdp_without_tls_is_told_by_its_encryption(
      String level, String method, String verdict, String first) {
    try (var server = Xrdp.rdpSecurity(level)) {
      Report report = check(server, Protocols.RDP);

      assertThat(report.diagnosis().verdict().id()).isEqualTo(verdict);
      assertThat(breaks(report))
          .isEqualTo(Optional.ofNullable(first).map(List::of).orElse(List.of()));
      assertThat(fact(report, EncryptionChosen.class).method()).isEqualTo(method);
      if (!method.equals("NONE")) {
        assertThat(fact(report, ServerKeyPresented.class).signed()).isTrue();
      }
      assertThat(report.diagnosis().unexplained()).isEmpty();
      assertThat(rung(report, Layer.MCS)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void freerdp_without_tls_encrypts_nothing_and_is_said_so() {
    try (var server = FreeRdpShadow.rdpSecurityOnly()) {
      Report report = check(server, Protocols.RDP);

      assertThat(breaks(report)).containsExactly("security.no-encryption");
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.DEGRADED);
      assertThat(rung(report, Layer.MCS)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void freerdp_with_tls_joins_channels() {
    try (var server = FreeRdpShadow.tls()) {
      Report report = check(server, Offer.CURRENT_WINDOWS);

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(rung(report, Layer.MCS)).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void xrdp_shows_its_logon_window_and_is_left_without_a_session() {
    try (var server = Xrdp.tls()) {
      Report report = checkToTheSession(server, Offer.CURRENT_WINDOWS);

      assertThat(breaks(report)).isEmpty();
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(rung(report, Layer.LICENSING)).isEqualTo(Status.PASSED);
      assertThat(rung(report, Layer.SESSION)).isEqualTo(Status.PASSED);
      assertThat(fact(report, SessionLeft.class).how()).isNotEmpty();
      assertThat(server.log()).doesNotContain("login successful").doesNotContain("started");
    }
  }

  @ParameterizedTest
  @CsvSource({"none", "low", "high", "fips"})
  void xrdp_without_tls_shows_its_logon_window_too(String level) {
    try (var server = Xrdp.rdpSecurity(level)) {
      Report report = checkToTheSession(server, Protocols.RDP);

      assertThat(fact(report, DesktopShown.class)).isNotNull();
    }
  }

  @Test
  void a_usual_check_of_xrdp_does_not_come_as_far_as_the_clients_settings() {
    try (var server = Xrdp.tls()) {
      Report report = check(server, Offer.CURRENT_WINDOWS);

      assertThat(rung(report, Layer.LICENSING)).isEqualTo(Status.NOT_TESTED);
      assertThat(rung(report, Layer.SESSION)).isEqualTo(Status.NOT_TESTED);
    }
  }

  @Test
  void freerdp_without_a_logon_shows_its_display() {
    try (var server = FreeRdpShadow.tls()) {
      Report report = checkToTheSession(server, Offer.CURRENT_WINDOWS);

      assertThat(fact(report, SessionActivated.class)).isNotNull();
      assertThat(rung(report, Layer.LICENSING)).isEqualTo(Status.PASSED);
    }
  }
}
