package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.cli.Findings.breaks;
import static org.rdpdoctor.cli.Findings.fact;
import static org.rdpdoctor.cli.Findings.rung;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.BrokerFact.RedirectionEndless;
import org.rdpdoctor.facts.BrokerFact.RedirectionFollowed;
import org.rdpdoctor.facts.BrokerFact.RedirectionNotFollowed;
import org.rdpdoctor.facts.BrokerFact.RedirectionUnusable;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.probe.Ascent;
import org.rdpdoctor.probe.Routing;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;
import org.rdpdoctor.testkit.script.Redirection;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;

/// Clients that are sent from one server to the next, each on a loopback address of its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FollowingTest {
  private static final Fault DESKTOP = Faults.named("session-desktop").orElseThrow();

  /// A server that sends everybody on.
  private static Fault sending(Redirection where) {
    Script script =
        DESKTOP
            .script()
            .session(SessionScript.healthy().activation(new SessionStep.Redirect(where)));
    return new Fault("sending", "", "", "", List.of(), List.of(), "", List.of(), "healthy", script);
  }

  private static LabServer at(String address, int port, Fault fault) throws IOException {
    return LabServer.start(fault, new ServerSocket(port, 50, InetAddress.ofLiteral(address)));
  }

  private record Checked(Run run, Report report) {}

  private static Checked check(int port, String... options) {
    var reports = new ArrayList<Report>();
    Doctor doctor = new LiveDoctor(InstantSource.system(), Duration.ZERO);
    Doctor listening =
        (target, wanted, watcher) -> {
          reports.add(doctor.examine(target, wanted, watcher));
          return reports.getLast();
        };
    var words =
        new ArrayList<>(
            List.of(
                "check",
                "127.0.0.1:" + port,
                "--until",
                "session",
                "--yes-session",
                "--timeout",
                "60s"));
    words.addAll(List.of(options));
    Run run = Run.of(listening, words.toArray(String[]::new));
    assertThat(reports).as(run.out() + run.err()).hasSize(1);
    return new Checked(run, reports.getFirst());
  }

  @Test
  void a_client_that_is_sent_on_twice_is_followed_to_the_desktop() throws IOException {
    try (var first = LabServer.start(sending(Redirection.to("127.0.0.2")), 0);
        var second = at("127.0.0.2", first.port(), sending(Redirection.to("127.0.0.3")));
        var third = at("127.0.0.3", first.port(), DESKTOP)) {
      Checked checked = check(first.port());
      Report report = checked.report();

      assertThat(report.hops()).hasSize(2);
      assertThat(report.hops())
          .extracting(hop -> hop.target().host())
          .containsExactly("127.0.0.2", "127.0.0.3");
      assertThat(rung(report.hops().getLast(), Layer.SESSION)).isEqualTo(Status.PASSED);
      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(report.diagnosis().unexplained()).isEmpty();
      assertThat(checked.run().out()).contains("Hop 2: 127.0.0.2", "Hop 3: 127.0.0.3");
      assertThat(second.connections()).isPositive();
      assertThat(third.connections()).isPositive();
    }
  }

  @Test
  void two_servers_that_send_clients_to_each_other_are_a_loop() throws IOException {
    try (var first = LabServer.start(sending(Redirection.to("127.0.0.2")), 0);
        var _ = at("127.0.0.2", first.port(), sending(Redirection.to("127.0.0.1")))) {
      Report report = check(first.port()).report();

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.FAILING);
      assertThat(breaks(report)).containsExactly("broker.redirect-loop");
      assertThat(report.hops()).hasSize(1);
    }
  }

  @Test
  void an_address_that_answers_is_found_behind_one_that_does_not() throws IOException {
    try (var first =
            LabServer.start(sending(Redirection.to("127.0.0.9").addresses("127.0.0.2")), 0);
        var _ = at("127.0.0.2", first.port(), DESKTOP)) {
      Report report = check(first.port()).report();

      assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(fact(report, RedirectionFollowed.class).to()).startsWith("127.0.0.2");
      assertThat(fact(report, RedirectionFollowed.class).by()).isEqualTo("addresses");
    }
  }

  @Test
  void a_broken_computer_at_the_end_makes_the_whole_fail() throws IOException {
    try (var first = LabServer.start(sending(Redirection.to("127.0.0.2")), 0);
        var _ = at("127.0.0.2", first.port(), Faults.named("activation-reset").orElseThrow())) {
      Checked checked = check(first.port());

      assertThat(checked.report().diagnosis().verdict()).isEqualTo(Verdict.FAILING);
      assertThat(breaks(checked.report())).startsWith("broker.redirect-broke");
      assertThat(breaks(checked.report().hops().getFirst())).contains("session.closed");
      assertThat(checked.run().exit()).isEqualTo(2);
    }
  }

  @Test
  void nobody_goes_where_the_user_said_not_to_go() throws IOException {
    try (var first = LabServer.start(sending(Redirection.to("127.0.0.2")), 0);
        var second = at("127.0.0.2", first.port(), DESKTOP)) {
      Report report = check(first.port(), "--no-follow").report();

      assertThat(report.hops()).isEmpty();
      assertThat(second.connections()).isZero();
      assertThat(breaks(report)).containsExactly("session.redirected-away");
      assertThat(fact(report, RedirectionNotFollowed.class).reason()).isEqualTo("choice");
    }
  }

  @Test
  void what_a_redirection_carries_is_in_no_report() throws IOException {
    String secret = "Cookie: msts=2886794753.15629.TOPSECRET";
    try (var first = LabServer.start(sending(Redirection.byToken(secret)), 0)) {
      Checked checked = check(first.port(), "--verbose");
      Run json = check(first.port(), "--json").run();

      assertThat(checked.run().out()).doesNotContain("TOPSECRET");
      assertThat(json.out()).doesNotContain("TOPSECRET").contains("\"hops\"");
      assertThat(first.received().toString()).isNotEmpty();
    }
  }

  @Test
  void a_server_without_end_is_left_after_five_hops() {
    var climbed = new ArrayList<String>();
    Report report =
        follow(
            (number, target, _, _, _) -> {
              climbed.add(target.host());
              return stop(target, Optional.of(Redirection.to("127.0.1." + number)));
            },
            Duration.ofMinutes(1));

    assertThat(climbed).hasSize(Following.MOST_HOPS);
    assertThat(seen).anyMatch(RedirectionEndless.class::isInstance);
    assertThat(report.hops()).hasSize(Following.MOST_HOPS);
  }

  @Test
  void no_hop_begins_that_has_no_time_left() {
    follow(
        (_, target, _, _, _) -> {
          throw new AssertionError("climbed to " + target);
        },
        Duration.ofMillis(200));

    assertThat(seen)
        .singleElement()
        .isInstanceOfSatisfying(
            RedirectionNotFollowed.class, fact -> assertThat(fact.reason()).isEqualTo("time"));
  }

  @Test
  void a_stranger_may_not_send_the_check_to_this_machine_or_to_metadata() {
    for (String address :
        List.of(
            "127.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "::ffff:127.0.0.1", "224.0.0.1")) {
      seen.clear();
      Target outside = new Target("192.0.2.10", "192.0.2.10", 3389, Optional.empty());
      following(
              (_, target, _, _, _) -> {
                throw new AssertionError("climbed to " + target);
              },
              Duration.ofMinutes(1))
          .follow(
              stop(outside, Optional.of(Redirection.to(address))),
              Routing.NONE,
              true,
              () -> Duration.ZERO);

      assertThat(seen)
          .as(address)
          .singleElement()
          .isInstanceOfSatisfying(
              RedirectionUnusable.class,
              fact -> assertThat(fact.reason()).isEqualTo("own-machine"));
    }
  }

  private final List<Observation> seen = new ArrayList<>();

  private Report follow(Following.Climber climber, Duration left) {
    Target target = new Target("127.0.0.1", "127.0.0.1", 3389, Optional.empty());
    return following(climber, left)
        .follow(
            stop(target, Optional.of(Redirection.to("127.0.1.1"))),
            Routing.NONE,
            true,
            () -> Duration.ofSeconds(1));
  }

  private Following following(Following.Climber climber, Duration left) {
    return new Following(
        climber,
        (stop, later) -> {
          seen.clear();
          seen.addAll(later);
          return stop.report().diagnosis();
        },
        () -> left);
  }

  private static Stop stop(Target target, Optional<Redirection> where) {
    var connected =
        new Connected(
            target.host(), target.port(), Duration.ofMillis(1), Evidence.of("", "", Duration.ZERO));
    var ascent =
        new Ascent(
            List.of(connected),
            Map.of(),
            List.of(target.host()),
            Optional.of(target.host()),
            1,
            where.map(Redirection::packet),
            Duration.ofMillis(5));
    return new Stop(Run.report(target, Verdict.HEALTHY), List.of(connected), List.of(), ascent);
  }
}
