package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.compared.Comparer;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Conclusion;
import org.rdpdoctor.report.ComparisonText;
import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.Look;

/// The folders of `cases/compare`: reports of one server, and what they prove together. The files
/// were written by `check --json` (see `CompareTest` of the peers).
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompareStoriesTest {
  private static final Path STORIES = Path.of("..", "cases", "compare");

  /// Stays on one line, to be copied.
  private static final String COMMAND = "            rdpdoctor ";

  static List<Path> stories() throws IOException {
    try (Stream<Path> folders = Files.list(STORIES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void reports_of_one_server_prove_what_is_expected_of_them(Path story) throws IOException {
    Properties expected = properties(story.resolve("expect.properties"));

    Comparison comparison = compared(story);

    assertThat(comparison.question().id()).isEqualTo(expected.getProperty("question"));
    assertThat(comparison.outcome().id()).isEqualTo(expected.getProperty("outcome"));
    assertThat(comparison.rung().orElse("")).isEqualTo(expected.getProperty("rung"));
    Optional<Conclusion> first = comparison.allConclusions().stream().findFirst();
    assertThat(first.map(Conclusion::id).orElse("")).isEqualTo(expected.getProperty("conclusion"));
    assertThat(first.map(each -> each.place().id()).orElse(""))
        .isEqualTo(expected.getProperty("place"));
    assertThat(first.map(each -> each.sureness().id()).orElse(""))
        .isEqualTo(expected.getProperty("certainty"));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void the_comparison_of_a_story_reads_as_it_is_kept_beside_it(Path story) throws IOException {
    String text = ComparisonText.render(compared(story), List.of(), Look.plain(), Detail.SHORT);

    Golden.check(story.resolve("report.txt"), text);
    assertThat(text.lines().filter(line -> !line.startsWith(COMMAND)))
        .allMatch(line -> line.length() <= Look.USUAL_WIDTH);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void the_order_of_the_files_does_not_matter(Path story) throws IOException {
    List<String> files = files(story);

    Comparison there = compared(files);
    Comparison back = compared(files.reversed());

    assertThat(back.outcome()).isEqualTo(there.outcome());
    assertThat(back.rung()).isEqualTo(there.rung());
    assertThat(back.allConclusions().stream().map(Conclusion::id))
        .isEqualTo(there.allConclusions().stream().map(Conclusion::id).toList());
  }

  private static Comparison compared(Path story) throws IOException {
    return compared(files(story));
  }

  private static Comparison compared(List<String> files) {
    return Comparer.compare(
        SavedFiles.load(files, List.of()).comparisons().getFirst(), Optional.empty());
  }

  private static List<String> files(Path story) throws IOException {
    try (Stream<Path> given = Files.list(story.resolve("given"))) {
      return new ArrayList<>(given.map(Path::toString).sorted().toList());
    }
  }

  private static Properties properties(Path file) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }
}
