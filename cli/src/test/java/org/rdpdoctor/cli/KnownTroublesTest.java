package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerSystemFound;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Report;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KnownTroublesTest {
  private static final Evidence SEEN = Evidence.of("a question", "an answer", Duration.ZERO);
  private static final Observation SERVER_2022 =
      new NtlmChallengeReceived("SRV", "CORP", "srv", "corp", "corp", "10.0.20348", "", SEEN);

  @Test
  void a_build_that_can_have_an_update_is_told_with_its_source_and_what_mends_it() {
    Run run = Run.of(seeing("2026-11-22T08:00:00Z", SERVER_2022), "check", "srv");

    assertThat(run.out())
        .contains("Known trouble")
        .contains("? possible  KB5122882, 2026-09-08")
        .contains("fixed by    The out-of-band updates of 14 September 2026")
        .contains("(KB5129237)")
        .doesNotContain("KB5129244")
        .contains("rds-unstable-2026-09, documented");
  }

  @Test
  void json_has_it_as_known_trouble_and_keeps_the_schema() throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/report-1.schema.json")), InputFormat.JSON);

    String json =
        Run.of(seeing("2027-11-22T08:00:00Z", SERVER_2022), "check", "srv", "--json").out();

    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .contains("\"knownTrouble\"")
        .contains("\"certainty\": \"possible\"")
        .contains("What is known of updates here is from");
  }

  @Test
  void markdown_tells_the_same_and_what_is_out_of_support_is_a_remark() {
    var old =
        new ServerSystemFound(
            "Windows Server 2012 R2 Standard",
            "",
            9600,
            0,
            "server",
            true,
            Instant.EPOCH,
            Evidence.in("bundle.zip", "it"));

    String out =
        Run.of(seeing("2026-11-22T08:00:00Z", old), "check", "srv", "--format", "markdown").out();

    assertThat(out)
        .contains("### Known trouble")
        .contains("possible, `rds-unstable-2026-09`")
        .contains("### Remarks")
        .contains(
            "Windows Server 2012 R2 Standard (build 9600) got its last updates on 2023-10-10");
  }

  @Test
  void a_healthy_server_has_neither() {
    String out = Run.of(healthy(), "check", "srv").out();

    assertThat(out).doesNotContain("Known trouble").doesNotContain("Remarks");
  }

  @Test
  void explain_tells_an_update_by_its_number_with_or_without_its_letters() {
    Run run = Run.reading("", "explain", "KB5050094");
    Run bare = Run.reading("", "explain", "5050094");
    Run json = Run.reading("", "explain", "--json", "KB5129237");
    Run unknown = Run.reading("", "explain", "KB1234567");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("1 entry among the updates that are known to break Remote Desktop, as of 20")
        .contains("KB5050094, KB5051987, 2025-01-28")
        .contains("about 65 seconds");
    assertThat(bare.out()).contains("about 65 seconds");
    assertThat(json.out()).contains("\"rds-unstable-2026-09\"").contains("\"known\": true");
    assertThat(unknown.exit()).isEqualTo(3);
  }

  private static Doctor seeing(String started, Observation fact) {
    return (target, _, _) -> report(target, Instant.parse(started), "session.no-start", fact);
  }

  private static Doctor healthy() {
    return (target, _, _) -> report(target, Instant.parse("2026-11-22T08:00:00Z"), "", SERVER_2022);
  }

  private static Report report(Target target, Instant started, String broken, Observation fact) {
    List<Break> breaks =
        broken.isEmpty()
            ? List.of()
            : List.of(new Break(broken, Layer.SESSION, broken, false, 0.9, List.of()));
    return new Report(
        new Report.Tool("rdpdoctor", "0"),
        started,
        Duration.ofMillis(20),
        target,
        List.of("192.0.2.10"),
        Optional.of("192.0.2.10"),
        new Diagnosis(
            broken.isEmpty() ? Verdict.HEALTHY : Verdict.FAILING,
            Optional.empty(),
            "so it is",
            breaks,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Rung(fact.layer(), Rung.Status.PASSED, 3, "seen", List.of(fact)))),
        List.of());
  }
}
