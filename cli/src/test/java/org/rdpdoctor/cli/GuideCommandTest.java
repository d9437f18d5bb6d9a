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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.report.Report;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuideCommandTest {
  private static final Evidence EVIDENCE = new Evidence(1, "a SYN", "a RST", Duration.ofMillis(3));
  private static final List<Observation> CLOSED =
      List.of(
          new ConnectRefused("192.0.2.10", 3389, Duration.ofMillis(2), EVIDENCE),
          new HostAlive("192.0.2.10", "an answer to an echo request", EVIDENCE));

  @TempDir Path folder;

  private static Doctor closed() {
    return (target, options, _) ->
        new Report(
            new Report.Tool("rdpdoctor", "0"),
            Instant.EPOCH,
            Duration.ofMillis(20),
            target,
            List.of("192.0.2.10"),
            Optional.of("192.0.2.10"),
            new Diagnostician(PackedCatalogue.load())
                .diagnose(
                    new Situation(
                        LiveDoctor.typed(target, options.climb()),
                        CLOSED,
                        Offer.CURRENT_WINDOWS,
                        Layer.SECURITY,
                        List.of())),
            List.of());
  }

  private Run guide(String input, String... more) {
    var words = new ArrayList<String>(List.of("guide", "srv01"));
    words.addAll(List.of(more));
    return Run.reading(closed(), input, words.toArray(String[]::new));
  }

  private Path file() {
    return folder.resolve("a.case.json");
  }

  @Test
  void the_input_ends_and_the_case_is_saved_and_the_exit_code_is_that_of_the_check() {
    Run run = guide("", "--case", file().toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out())
        .contains("FAILING: ", "Question 1  ", "The input has ended.", "rdpdoctor guide --case");
    assertThat(run.out()).doesNotContain("\u001b");
    assertThat(file()).exists();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void without_a_target_it_asks_for_it_and_for_what_the_client_shows() {
    Run run = Run.reading(closed(), "srv01\n0x204\n", "guide", "--case", file().toString());

    assertThat(run.out())
        .containsSubsequence("Which server", "Which code or message", "FAILING", "Question 1");
  }

  @Test
  void who_names_no_server_is_told_so() {
    Run run = Run.reading(closed(), "\n", "guide");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("Without a server there is nothing to look at.");
  }

  @Test
  void an_answer_moves_the_ranking_and_is_shown_with_how_far() {
    Run run = guide("1\n", "--case", file().toString());

    assertThat(run.out()).contains("Question 2  ");
    assertThat(run.out()).containsPattern("[▲▼]\\d+");
  }

  @Test
  void the_last_answer_can_be_taken_back_and_the_ranking_is_as_before() {
    Run answered = guide("1\n", "--case", file().toString());
    String first = bars(answered.out(), "Question 1");
    Run back = guide("1\nb\n", "--case", folder.resolve("b.case.json").toString());

    assertThat(back.out()).contains("The last answer is taken back.");
    assertThat(plain(lastBars(back.out()))).isEqualTo(plain(first));
  }

  @Test
  void at_the_first_question_there_is_nothing_to_take_back() {
    assertThat(guide("b\n", "--case", file().toString()).out())
        .contains("there is nothing to take back");
  }

  @Test
  void who_does_not_know_is_asked_something_else() {
    Run run = guide("s\ns\n", "--case", file().toString());

    List<String> titles = run.out().lines().filter(line -> line.startsWith("Question ")).toList();
    assertThat(titles).hasSize(3);
    assertThat(titles.stream().map(line -> line.substring(12)).distinct()).hasSize(3);
  }

  @Test
  void what_is_no_answer_is_said_to_be_none_and_the_question_is_asked_again() {
    Run run = guide("perhaps\n\n7777\ny\n", "--case", file().toString());

    assertThat(run.out())
        .contains(
            "'perhaps' is none of the answers.",
            "'7777' is none of the answers.",
            "A number, please",
            "no yes-or-no question");
    assertThat(run.out()).doesNotContain("Question 2");
  }

  @Test
  void help_tells_what_each_answer_would_do_and_why_a_cause_stands_where_it_does() {
    Run run = guide("?\n? 1\n", "--case", file().toString());

    assertThat(run.out()).contains("would put first, at ", "bits of information");
    assertThat(run.out()).containsPattern("(?m)^  (for|against|Nothing speaks) ");
  }

  @Test
  void another_question_can_be_chosen_and_the_plan_be_seen_before_the_end() {
    Run run = guide("o\n2\np\nq\n", "--case", file().toString());

    assertThat(run.out())
        .containsSubsequence(
            "Other questions and tests", "Question 1  ", "Plan for srv01", "Saved.");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void a_saved_case_is_taken_up_again_where_it_was_left() throws IOException {
    Run first = guide("1\nq\n", "--case", file().toString());
    Run again = Run.reading(Run.nobody(), "q\n", "guide", "--case", file().toString());

    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.out()).contains("Taken up again after 1 answer.", "Question 2  ");
    assertThat(plain(lastBars(again.out()))).isEqualTo(plain(lastBars(first.out())));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                    Files.readString(Path.of("../docs/guide-1.schema.json")), InputFormat.JSON)
                .validate(Files.readString(file()), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void a_file_with_something_else_in_it_is_left_alone() throws IOException {
    Files.writeString(file(), "{\"schema\":\"rdpdoctor/report/1\"}");
    Run run = Run.reading(Run.nobody(), "", "guide", "--case", file().toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("is no case that rdpdoctor guide saved");
    assertThat(file()).hasContent("{\"schema\":\"rdpdoctor/report/1\"}");
  }

  @Test
  void a_target_beside_a_case_that_is_there_is_refused() {
    guide("q\n", "--case", file().toString());
    Run run = guide("", "--case", file().toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("holds a case already");
  }

  @Test
  void options_of_a_check_are_taken_and_wrong_ones_refused() {
    Run run = guide("", "--offer", "tls", "--case", file().toString());
    Run wrong = guide("", "--nonsense");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(wrong.err()).contains("rdpdoctor guide: ", "--nonsense");
  }

  @Test
  void there_is_no_conversation_in_json() {
    assertThat(guide("", "--json").err()).contains("a conversation has no JSON");
  }

  private static String bars(String text, String until) {
    String before = text.substring(0, text.indexOf(until));
    return before.substring(before.indexOf("  1  "));
  }

  private static String lastBars(String text) {
    int at = Math.max(text.lastIndexOf("  1  █"), text.lastIndexOf("  1  ░"));
    String from = text.substring(at);
    int end = from.indexOf("\n\n");
    return end < 0 ? from : from.substring(0, end);
  }

  /// Bars and titles, without how far each moved and how the lines are broken.
  private static String plain(String bars) {
    return bars.replaceAll("[▲▼]\\d+|  =", " ").replaceAll("\\s+", " ").strip();
  }
}
