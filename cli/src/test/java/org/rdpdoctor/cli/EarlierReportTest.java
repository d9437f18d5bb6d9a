package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.JsonReport;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EarlierReportTest {
  @TempDir Path folder;

  @Test
  void what_was_broken_and_is_not_any_more_is_told_after_the_report() throws IOException {
    String before = saved("monday.json", "srv", Verdict.FAILING, "tcp.closed");

    Run run = Run.of(Run.saying(Verdict.HEALTHY), "check", "srv", "--before", before);

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("Since monday")
        .contains("Failing before, healthy now; 1 fixed.")
        .contains("✓ fixed  tcp.closed: the rung tcp passes now (tcp.closed)");
  }

  @Test
  void the_fixes_that_a_rung_was_to_prove_are_named_together() throws IOException {
    String before =
        text(
            "before.json",
            """
            {"schema":"rdpdoctor/report/1","started":"2026-11-21T08:00:00Z","verdict":"failing",
             "brokenLayer":"tcp","target":{"host":"srv","port":3389},
             "layers":[{"id":"tcp","status":"failed","summary":"closed"}],
             "breaks":[{"id":"tcp.closed","layer":"tcp","title":"Closed","probability":0.9}],
             "causes":[{"id":"stopped","layer":"tcp","title":"Stopped","probability":0.8,
               "breaks":["tcp.closed"],"fixes":[
                 {"id":"start","title":"Start it","proof":"tcp passes","proofRung":"tcp"},
                 {"id":"restart","title":"Restart","proof":"tcp passes","proofRung":"tcp"},
                 {"id":"look","title":"Look","proof":"it is seen"}]}]}""");

    Run run = Run.of(Run.saying(Verdict.HEALTHY), "check", "srv", "--before", before);
    Run full = Run.of(Run.saying(Verdict.HEALTHY), "check", "srv", "--before", before, "-v");

    assertThat(run.out())
        .contains("Turned green: tcp.")
        .contains("The rung tcp has turned green, which was to prove “Start it” (start) and 1")
        .contains("✓ fixed  Stopped: what it would explain is gone (stopped)");
    assertThat(full.out()).contains("“Restart” (restart)").doesNotContain("Look");
  }

  @Test
  void the_exit_code_stays_that_of_the_check() throws IOException {
    String before = saved("before.json", "srv", Verdict.HEALTHY);
    Doctor doctor = Run.saying(Verdict.FAILING, "tcp.closed");

    assertThat(Run.of(doctor, "check", "srv", "--before", before).exit()).isEqualTo(2);
  }

  @Test
  void each_of_several_targets_is_held_against_its_own_newest_report() throws IOException {
    String both =
        line("srv1", Verdict.FAILING, "tcp.closed") + "\n" + line("srv2", Verdict.HEALTHY) + "\n";
    String before = Files.writeString(folder.resolve("both.jsonl"), both).toString();

    Run run = Run.of(Run.saying(Verdict.HEALTHY), "check", "srv1", "srv2", "--before", before);

    assertThat(run.out()).contains("1 fixed").contains("nothing was broken, and nothing is");
  }

  @Test
  void json_keeps_to_the_schema_and_markdown_tells_the_same() throws IOException {
    String before = saved("before.json", "srv", Verdict.FAILING, "tcp.closed");
    Doctor doctor = Run.saying(Verdict.DEGRADED, "udp.silent");
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/report-1.schema.json")), InputFormat.JSON);

    String json = Run.of(doctor, "check", "srv", "--before", before, "--json").out();
    String markdown =
        Run.of(doctor, "check", "srv", "--before", before, "--format", "markdown").out();

    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json).contains("\"since\"").contains("\"fate\": \"fixed\"");
    assertThat(markdown).contains("### Since before").contains("**fixed**: tcp.closed");
  }

  @Test
  void what_cannot_be_held_against_it_is_said_before_anything_is_sent() throws IOException {
    String other = saved("other.json", "elsewhere", Verdict.HEALTHY);
    String newer = text("newer.json", "{\"schema\":\"rdpdoctor/report/2\"}");
    String prose = text("prose.json", "it works");

    assertThat(refusal("check", "srv", "--before", other))
        .contains("holds no report of srv:3389, but of elsewhere:3389");
    assertThat(refusal("check", "srv", "--before", newer)).contains("another version");
    assertThat(refusal("check", "srv", "--before", prose)).contains("is no JSON");
    assertThat(refusal("check", "srv", "--before", folder.toString())).contains("is a folder");
    assertThat(refusal("check", "srv", "--before", folder.resolve("no.json").toString()))
        .contains("does not exist");
    assertThat(refusal("check", "srv:3390", "--before", saved("srv.json", "srv", Verdict.HEALTHY)))
        .contains("no report of srv:3390");
  }

  @Test
  void analyze_holds_its_report_against_an_earlier_one_of_the_same_server() throws IOException {
    String before = saved("before.json", "srv.example", Verdict.FAILING, "tcp.closed");
    String file = text("office.rdp", "full address:s:srv.example\r\n");

    Run run = Run.of(Run.nobody(), "analyze", file, "--before", before);

    assertThat(run.out())
        .contains("Since before")
        .contains("? not seen now  tcp.closed: the rung tcp was not reached");
  }

  private static String refusal(String... words) {
    Run run = Run.of(Run.nobody(), words);
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    return run.err();
  }

  private String saved(String name, String host, Verdict verdict, String... breaks)
      throws IOException {
    return text(name, line(host, verdict, breaks));
  }

  private String text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String line(String host, Verdict verdict, String... breaks) {
    var target = new Target(host, host, 3389, Optional.empty());
    return JsonReport.render(Run.report(target, verdict, breaks), false);
  }
}
