package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.AddressLiteral;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RepeatingDoctorTest {
  private static final Target SERVER = new Target("server", "192.0.2.10", 3389, Optional.empty());
  private static final CheckOptions OPTIONS =
      CheckOptions.climbing(ClimbOptions.usual().upTo(Layer.NEGOTIATION));
  private static final Diagnostician DIAGNOSTICIAN = new Diagnostician(PackedCatalogue.load());
  private static final Evidence EVIDENCE = new Evidence(1, "a", "b", Duration.ofMillis(3));

  @ParameterizedTest
  @CsvSource({
    // s: served, t: ends in TLS, r: refused, each letter a round
    "sssss, HEALTHY, ''",
    "ssttsssst, DEGRADED, tls.intermittent",
    "stttt, FAILING, tls.intermittent",
    "rsrsssss, DEGRADED, tcp.intermittent",
    "rrr, FAILING, tcp.closed",
    "trr, FAILING, tcp.closed",
  })
  void rounds_that_differ_are_intermittent_on_the_rung_that_varies(
      String rounds, Verdict verdict, String broken) {
    Report report = examined(rounds, rounds.length(), Interruption.never());

    assertThat(report.diagnosis().verdict()).isEqualTo(verdict);
    assertThat(report.diagnosis().breaks().stream().map(Diagnosis.Break::id).findFirst())
        .isEqualTo(broken.isEmpty() ? Optional.empty() : Optional.of(broken));
    assertThat(report.rounds()).hasSameSizeAs(rounds.chars().boxed().toList());
  }

  @Test
  void each_round_says_how_it_ended() {
    Report report = examined("str", 3, Interruption.never());

    assertThat(report.rounds())
        .extracting(round -> round.number() + " " + round.verdict().id() + " " + round.broken())
        .containsExactly("1 healthy ", "2 failing tls.reset", "3 failing tcp.closed");
  }

  @Test
  void only_the_first_round_maps_the_server() {
    var mapped = new ArrayList<Boolean>();
    Doctor doctor =
        (target, options, _) -> {
          mapped.add(options.climb().mapped());
          return report(target, 's');
        };

    repeating(doctor, 3, Interruption.never()).examine(SERVER, OPTIONS, Doctor.NOBODY);

    assertThat(mapped).containsExactly(true, false, false);
  }

  @Test
  void who_will_not_wait_is_told_what_is_known() {
    var interruption = Interruption.never();
    var rounds = new ArrayList<Integer>();
    Doctor doctor =
        (target, _, _) -> {
          rounds.add(rounds.size());
          if (rounds.size() == 3) {
            interruption.wish();
            hang();
          }
          return report(target, 's');
        };

    Report report = repeating(doctor, 50, interruption).examine(SERVER, OPTIONS, Doctor.NOBODY);

    assertThat(report.rounds()).hasSize(2);
    assertThat(report.diagnosis().verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void before_the_first_round_is_over_nothing_is_known() {
    var interruption = Interruption.never();
    interruption.wish();
    Doctor doctor =
        (target, _, _) -> {
          hang();
          return report(target, 's');
        };

    assertThatThrownBy(
            () -> repeating(doctor, 5, interruption).examine(SERVER, OPTIONS, Doctor.NOBODY))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("before the first round was over");
  }

  @ParameterizedTest
  @CsvSource({"1", "51", "0", "-3"})
  void a_number_of_rounds_that_says_nothing_or_harms_is_refused(String number) {
    Run run = Run.of(Run.nobody(), "check", "server", "--repeat=" + number);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("--repeat takes a number from 2 to 50");
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Report examined(String rounds, int count, Interruption interruption) {
    var left = new ArrayList<>(rounds.chars().mapToObj(c -> (char) c).toList());
    Doctor doctor = (target, _, _) -> report(target, left.removeFirst());
    return repeating(doctor, count, interruption).examine(SERVER, OPTIONS, Doctor.NOBODY);
  }

  private static RepeatingDoctor repeating(Doctor doctor, int rounds, Interruption interruption) {
    return new RepeatingDoctor(
        doctor, rounds, Duration.ofMillis(1), interruption, DIAGNOSTICIAN::diagnose);
  }

  private static Report report(Target target, char kind) {
    Diagnosis diagnosis =
        DIAGNOSTICIAN.diagnose(
            new Situation(
                "server", facts(kind), OPTIONS.climb().offered(), Layer.NEGOTIATION, List.of()));
    return new Report(
        new Report.Tool("rdpdoctor", "0"),
        Instant.EPOCH,
        Duration.ofMillis(20),
        target,
        List.of(),
        Optional.empty(),
        diagnosis,
        List.of());
  }

  private static List<Observation> facts(char kind) {
    var facts = new ArrayList<Observation>();
    facts.add(new AddressLiteral("192.0.2.10", EVIDENCE));
    if (kind == 'r') {
      facts.add(new ConnectRefused("192.0.2.10", 3389, Duration.ofMillis(1), EVIDENCE));
      return facts;
    }
    facts.add(new Connected("192.0.2.10", 3389, Duration.ofMillis(1), EVIDENCE));
    facts.add(
        new ProtocolSelected(
            OPTIONS.climb().offered(),
            Protocols.HYBRID_EX,
            new ResponseFlags(0),
            true,
            true,
            Duration.ofMillis(2),
            EVIDENCE));
    if (kind == 't') {
      facts.add(
          new HandshakeEnded("usual", 240, Ending.RESET, "hello", Duration.ofMillis(2), EVIDENCE));
    }
    return facts;
  }
}
