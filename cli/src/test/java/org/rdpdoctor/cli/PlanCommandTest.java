package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanCommandTest {
  @TempDir Path folder;

  private Run plan(String... words) {
    return Run.of(Run.nobody(), words);
  }

  private String report(String cause, String probability) throws IOException {
    String report =
        """
        {"schema": "rdpdoctor/report/1", "tool": {"name": "rdpdoctor", "version": "0.9"},
         "started": "2026-11-22T02:00:00Z", "elapsedMillis": 5,
         "target": {"input": "srv01:3390", "host": "srv01", "port": 3390, "addresses": []},
         "options": ["--offer", "tls", "--no-udp"],
         "verdict": "failing", "summary": "The certificate has ended",
         "breaks": [], "layers": [{"id": "tcp", "status": "passed", "elapsedMillis": 1, "summary": "", "observations": []}],
         "causes": [{"id": "%s", "title": "t", "probability": %s},
                    {"id": "cert-rotated", "title": "t", "probability": 0.02},
                    {"id": "from-the-future", "title": "t", "probability": 0.01}],
         "nextTests": [{"id": "x", "title": "Look there", "why": "it decides", "command": "rdpdoctor check srv01", "gain": 0.5}]}
        """
            .formatted(cause, probability);
    return Files.writeString(folder.resolve("report.json"), report).toString();
  }

  @Test
  void a_report_becomes_steps_with_a_proof_that_meets_the_same_target_again() throws IOException {
    Run run = plan("plan", report("cert-expired", "0.9"));

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("Plan for srv01:3390: ")
        .contains("rdpdoctor check srv01:3390 --offer tls --no-udp")
        .contains("When it is green, stop")
        .contains("from-the-future is not known to this version")
        .doesNotContain("Decide first", "cert-rotated");
  }

  @Test
  void where_no_cause_is_likely_the_test_that_decides_comes_first() throws IOException {
    Run run = plan("plan", report("cert-expired", "0.3"));

    assertThat(run.out()).contains("Decide first", "This tells most: Look there");
  }

  @Test
  void a_cause_or_a_fix_alone_is_enough() {
    assertThat(plan("plan", "cert-expired").out()).contains("1. ", "check HOST");
    assertThat(plan("plan", "renew-xrdp", "--target", "[2001:db8::1]:3390").out())
        .startsWith("Plan for [2001:db8::1]:3390: 1 step")
        .contains("rdpdoctor check [2001:db8::1]:3390");
  }

  @Test
  void only_the_steps_of_one_side_are_shown_on_request() {
    Run run = plan("plan", "cert-expired", "--for", "network");

    assertThat(run.out()).contains("nothing to do");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void json_and_markdown_hold_everything() {
    assertThat(plan("plan", "cert-expired", "--json").out())
        .contains("\"schema\": \"rdpdoctor/plan/1\"", "\"ways\"", "\"scripts\": [");
    assertThat(plan("plan", "cert-expired", "--format", "markdown").out())
        .startsWith("# Plan")
        .contains("- [ ] 1. **", "- proof: ");
  }

  @Test
  void a_script_stands_beside_the_one_that_takes_it_back_and_overwrites_nothing() {
    Path file = folder.resolve("fix.sh");

    Run first = plan("plan", "renew-xrdp", "--script", "bash", "--out", file.toString());
    Run second = plan("plan", "renew-xrdp", "--script", "bash", "--out", file.toString());

    assertThat(first.exit()).isZero();
    assertThat(file).exists();
    assertThat(folder.resolve("fix.undo.sh")).exists();
    assertThat(second.exit()).isEqualTo(64);
    assertThat(second.err()).contains("is there already");
  }

  @Test
  void a_fix_that_must_not_stay_is_scripted_only_by_its_name() {
    Run cause = plan("plan", "nla-required-client-without", "--script", "powershell");
    Run fix = plan("plan", "allow-without-nla", "--script", "powershell");

    assertThat(cause.out()).doesNotContain("'UserAuthentication'");
    assertThat(fix.out())
        .contains("-Name 'UserAuthentication' -Kind 'DWord' -Value 0")
        .contains("only to test: take it back at once");
  }

  @Test
  void what_cannot_be_done_is_said_with_what_can() {
    Run nobody = plan("plan");
    Run unknown = plan("plan", "no-such-thing");
    Run mixed = plan("plan", "cert-expired", "renew-xrdp");
    Run noScript = plan("plan", "start-the-service", "--script", "bash");

    assertThat(nobody.err()).contains("give a report");
    assertThat(unknown.err()).contains("is no file, and no cause or fix is called so");
    assertThat(mixed.err()).contains("cert-expired is a cause and renew-xrdp a fix");
    assertThat(noScript.err()).contains("with --script powershell: start-the-service");
  }

  @Test
  void commands_that_show_many_connections_say_who_plans() {
    Run run = plan("capture", "trace.pcap", "--plan");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("a plan is made by analyze");
  }
}
