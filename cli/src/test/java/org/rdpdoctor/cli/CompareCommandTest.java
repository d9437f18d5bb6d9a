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
class CompareCommandTest {
  @TempDir Path folder;

  @Test
  void files_go_by_their_names_their_labels_or_what_stands_before_them() throws IOException {
    String one = saved("monday.json", report("srv", Verdict.HEALTHY));
    String other = saved("tuesday.json", report("srv", Verdict.HEALTHY));

    assertThat(compare(one, other).out()).contains("monday").contains("tuesday");
    assertThat(compare("here=" + one, "there=" + other).out()).contains("here").contains("there");
    assertThat(compare(one, other, "--label", "north", "--label", "south").out())
        .contains("north")
        .contains("south");
  }

  @Test
  void two_files_of_the_same_name_go_by_their_folders_too() throws IOException {
    Files.createDirectories(folder.resolve("north"));
    Files.createDirectories(folder.resolve("south"));
    String one = saved("north/report.json", report("srv", Verdict.HEALTHY));
    String other = saved("south/report.json", report("srv", Verdict.HEALTHY));

    assertThat(compare(one, other).out()).contains("north/report").contains("south/report");
    assertThat(compare(one, one).out()).contains("report (1)").contains("report (2)");
  }

  @Test
  void the_exit_code_says_how_it_ends() throws IOException {
    String good = saved("good.json", report("srv", Verdict.HEALTHY));
    String bad = saved("bad.json", report("srv", Verdict.FAILING));
    String open = saved("open.json", report("srv", Verdict.INCONCLUSIVE));

    assertThat(compare(good, good).exit()).isZero();
    assertThat(compare(good, bad).exit()).isEqualTo(2);
    assertThat(compare(bad, good, "--as", "change").exit()).isEqualTo(1); // fixed
    assertThat(compare(good, bad, "--as", "change").exit()).isEqualTo(2);
    assertThat(compare(good, open).exit()).isEqualTo(3);
  }

  @Test
  void several_targets_are_compared_one_by_one() throws IOException {
    String one =
        saved(
            "a.jsonl", line("srv1", Verdict.HEALTHY) + "\n" + line("srv2", Verdict.HEALTHY) + "\n");
    String other =
        saved(
            "b.jsonl", line("srv2", Verdict.FAILING) + "\n" + line("srv3", Verdict.HEALTHY) + "\n");

    Run run = compare(one, other);

    assertThat(run.out()).contains("srv2:3389").contains("srv1:3389 is in a only.");
    assertThat(run.out()).contains("srv3:3389 is in b only.");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void one_file_with_several_reports_is_compared_within_itself() throws IOException {
    String both =
        saved(
            "both.jsonl",
            line("srv1", Verdict.HEALTHY) + "\n" + line("srv1", Verdict.HEALTHY) + "\n");

    assertThat(compare(both).exit()).isZero();
  }

  @Test
  void the_document_keeps_to_the_schema_and_markdown_is_a_table() throws IOException {
    String good = saved("good.json", report("srv", Verdict.HEALTHY));
    String bad = saved("bad.json", report("srv", Verdict.FAILING, "tcp.closed"));
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("../docs/compare-1.schema.json")), InputFormat.JSON);

    assertThat(schema.validate(compare(good, bad, "--json").out(), InputFormat.JSON)).isEmpty();
    assertThat(compare(good, bad, "--format", "markdown").out()).contains("| rung | good | bad |");
  }

  @Test
  void what_cannot_be_compared_gets_one_clear_line() throws IOException {
    String good = saved("good.json", report("srv", Verdict.HEALTHY));
    String text = saved("text.json", "✓ HEALTHY: it works\n");
    String capture = saved("capture.json", "{\"schema\":\"rdpdoctor/capture/1\"}");
    String other =
        saved("other.json", line("a", Verdict.HEALTHY) + "\n" + line("b", Verdict.HEALTHY));

    assertThat(refusal()).contains("there is nothing to compare");
    assertThat(refusal(good)).contains("holds one report, and a comparison takes two");
    assertThat(refusal(good, folder.resolve("no.json").toString())).contains("does not exist");
    assertThat(refusal(good, folder.toString())).contains("is a folder");
    assertThat(refusal(good, text)).contains("is no JSON: save one with rdpdoctor check");
    assertThat(refusal(good, capture)).contains("holds what rdpdoctor capture wrote");
    assertThat(refusal(good, good, "--label", "x")).contains("2 files and 1 labels");
    assertThat(refusal("x=" + good, "x=" + good)).contains("two files have the label \"x\"");
    assertThat(refusal(good, other)).contains("no two of these files");
    assertThat(refusal(good, good, "--as", "sideways")).contains("places, change, names");
  }

  private String refusal(String... words) {
    Run run = compare(words);
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    return run.err();
  }

  private static Run compare(String... words) {
    var all = new String[words.length + 1];
    all[0] = "compare";
    System.arraycopy(words, 0, all, 1, words.length);
    return Run.of(Run.nobody(), all);
  }

  private static String report(String host, Verdict verdict, String... breaks) {
    return JsonReport.render(Run.report(target(host), verdict, breaks), true) + "\n";
  }

  private static String line(String host, Verdict verdict) {
    return JsonReport.render(Run.report(target(host), verdict), false);
  }

  private static Target target(String host) {
    return new Target(host, host, 3389, Optional.empty());
  }

  private String saved(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
