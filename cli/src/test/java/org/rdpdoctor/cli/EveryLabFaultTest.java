package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;

/// Every fault of the lab, played and found.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryLabFaultTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  static Stream<String> faults() {
    return Faults.all().stream().map(Fault::id);
  }

  @ParameterizedTest
  @MethodSource("faults")
  @Execution(ExecutionMode.CONCURRENT)
  void each_fault_is_found_as_its_entry_says(String fault) {
    Run run = Run.of(DOCTOR, "lab", fault, "--check");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }
}
