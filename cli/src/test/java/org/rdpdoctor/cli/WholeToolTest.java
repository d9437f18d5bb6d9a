package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;

/// From the words on the command line to the exit code, with a scripted server on loopback.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WholeToolTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthy-nla",
        "healthy-tls",
        "foreign-ssh",
        "tls-not-allowed",
        "alert-80",
        "hello-reset",
        "wrong-name-certificate",
        "credssp-closed"
      })
  void a_fault_is_found_and_its_report_keeps_to_the_schema(String fault) throws IOException {
    Run run = Run.of(DOCTOR, "lab", fault, "--check", "--json");

    assertThat(run.err()).startsWith("As expected: ");
    assertThat(run.exit()).isZero();
    assertThat(schema().validate(run.out(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void what_a_newcomer_runs_first_names_the_cause() {
    Run run = Run.of(DOCTOR, "lab", "expired-certificate", "--check");

    assertThat(run.out()).containsSubsequence("has expired", "certificate.expired", "cert-expired");
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("../docs/report-1.schema.json")), InputFormat.JSON);
  }

  @Test
  void the_code_that_the_user_saw_is_explained_and_weighed_with_the_rest() throws IOException {
    try (var server = LabServer.start(Faults.named("hello-reset").orElseThrow(), 0)) {
      Run run = Run.of(DOCTOR, "check", server.target(), "--code", "0x904", "--extended", "0x7");

      assertThat(run.out())
          .containsSubsequence("What the code says", "  0x904  ", "  0x7    ", "tls.reset");
      assertThat(run.exit()).isEqualTo(2);
    }
  }

  @Test
  void a_healthy_and_a_failing_target_together_fail_and_each_has_its_line() throws IOException {
    try (var healthy = LabServer.start(Faults.named("healthy").orElseThrow(), 0);
        var failing = LabServer.start(Faults.named("foreign-ssh").orElseThrow(), 0)) {
      Run run = Run.of(DOCTOR, "check", "--json", healthy.target(), failing.target());

      assertThat(run.out().lines())
          .satisfiesExactly(
              line -> assertThat(line).contains("\"verdict\":\"healthy\""),
              line -> assertThat(line).contains("\"id\":\"tcp.foreign-service\""));
      assertThat(run.exit()).isEqualTo(2);
    }
  }

  @Test
  void on_a_terminal_the_ladder_is_drawn_and_taken_away_before_the_answer() throws IOException {
    try (var server = LabServer.start(Faults.named("healthy-nla").orElseThrow(), 0)) {
      Run run = Run.onTerminal(DOCTOR, "check", server.target());

      int answer = run.out().indexOf("HEALTHY");
      assertThat(run.out().substring(0, answer)).contains("\u001b[J").contains("credssp");
      assertThat(run.out().substring(answer)).doesNotContain("\u001b[J");
      assertThat(run.exit()).isZero();
    }
  }
}
