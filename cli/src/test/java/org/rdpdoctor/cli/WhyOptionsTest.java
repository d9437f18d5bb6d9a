package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WhyOptionsTest {
  private static final Path STORY = Path.of("..", "cases", "stories", "nla-switched-off", "given");

  @Test
  void the_arithmetic_of_a_cause_and_of_a_break_follows_the_report() {
    Run run = analyze("--why", "nla-required-client-without,negotiation.nla-required");

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.out())
        .contains("Why nla-required-client-without", "Why negotiation.nla-required")
        .contains("Of 100 connections that break like this")
        .contains("With this cause that is seen")
        .contains("Before anything is seen");
  }

  @Test
  void a_cause_that_is_not_told_has_what_keeps_it_down() {
    Run run = analyze("--why-not", "cert-expired");

    assertThat(run.out())
        .contains("Why not cert-expired")
        .contains("which was not found")
        .contains("rdpdoctor check HOST");
  }

  @Test
  void programs_and_tickets_get_the_same() {
    assertThat(analyze("--why", "nla-required-client-without", "--json").out())
        .contains("\"why\": [", "\"what\": \"prior\"", "\"obstacles\": [");
    assertThat(analyze("--why", "nla-required-client-without", "--format", "markdown").out())
        .contains("### Why `nla-required-client-without`", "Of 100 connections");
    assertThat(analyze("--json").out()).doesNotContain("\"why\": [");
  }

  @Test
  void a_capture_and_the_connection_that_stands_for_it_can_be_asked_too() {
    Run run =
        Run.of(
            Run.nobody(),
            "capture",
            STORY.resolve("client.pcap").toString(),
            "--why",
            "negotiation.nla-required");

    assertThat(run.out()).contains("Why negotiation.nla-required");
  }

  @Test
  void an_unknown_id_is_refused_before_anybody_is_asked_anything() {
    Run run = Run.of(Run.nobody(), "check", "srv01.example.com", "--why", "cert-expird");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err())
        .contains("no cause and no break is called \"cert-expird\"", "did you mean cert-expired");
  }

  @Test
  void an_id_that_is_near_to_nothing_is_told_where_ids_stand() {
    Run run = Run.of(Run.nobody(), "check", "srv01.example.com", "--why-not", "qqqqqqqq");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("reports write their ids below them");
  }

  private static Run analyze(String... words) {
    var all = new String[words.length + 2];
    all[0] = "analyze";
    all[1] = STORY.toString();
    System.arraycopy(words, 0, all, 2, words.length);
    return Run.of(Run.nobody(), all);
  }
}
