package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;

/// Every fault of the lab, played and found.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryLabFaultTest {
  private static final Clients CLIENTS = Clients.load();
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  static Stream<String> faults() {
    return Faults.all().stream().map(Fault::id);
  }

  @ParameterizedTest
  @MethodSource("faults")
  @Execution(ExecutionMode.CONCURRENT)
  void each_fault_is_found_as_its_entry_says(String fault) {
    var reports = new ArrayList<Report>();
    Doctor listening =
        (target, options, watcher) -> {
          reports.add(DOCTOR.examine(target, options, watcher));
          return reports.getLast();
        };

    Run run = Run.of(listening, "lab", fault, "--check");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(reports).hasSize(1);
    LabRecording.keep(Faults.named(fault).orElseThrow(), reports.getFirst());
    plausible(fault, reports.getFirst());
  }

  /// A current client connects where nothing is broken, and does not where TCP is.
  private static void plausible(String fault, Report report) {
    if (report.clients().isEmpty()) {
      return; // the fault is lower than a client's first word
    }
    assertThat(report.clients()).hasSameSizeAs(CLIENTS.all());
    ClientOutcome current =
        report.clients().stream()
            .filter(each -> each.client().id().equals("windows-11-25h2"))
            .findFirst()
            .orElseThrow();
    Verdict verdict = report.diagnosis().verdict();
    String said = current.kind() + ": " + current.because();
    boolean lessAsked = Faults.named(fault).orElseThrow().options().contains("--offer");
    if (verdict == Verdict.HEALTHY && !lessAsked) {
      assertThat(current.kind()).as(said).isEqualTo(Kind.CONNECTS);
    }
    if (report.diagnosis().brokenLayer().equals(Optional.of(Layer.TCP))
        && verdict == Verdict.FAILING) {
      assertThat(current.kind()).as(said).isIn(Kind.UNKNOWN, Kind.FAILS);
    }
    assertThat(report.clients()).allSatisfy(each -> assertThat(each.because()).isNotBlank());
  }
}
