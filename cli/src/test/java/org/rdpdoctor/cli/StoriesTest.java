package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.Look;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.TextReport;

/// The folders of `cases/stories`: everything that somebody had of one incident, and what it proves
/// together.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoriesTest {
  private static final Path STORIES = Path.of("..", "cases", "stories");
  private static final InstantSource THEN =
      InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));

  static List<Path> stories() throws IOException {
    try (Stream<Path> folders = Files.list(STORIES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void all_files_together_give_one_diagnosis_whose_signs_come_from_several(Path story)
      throws IOException {
    Properties expected = properties(story.resolve("expect.properties"));

    Diagnosis diagnosis = analyzed(story).diagnosis();

    assertThat(diagnosis.verdict().name()).isEqualTo(expected.getProperty("verdict"));
    assertThat(diagnosis.breaks().getFirst().id()).isEqualTo(expected.getProperty("break"));
    assertThat(diagnosis.causes().getFirst().id()).isEqualTo(expected.getProperty("cause"));
    List<String> files =
        Stream.concat(
                diagnosis.breaks().getFirst().signs().stream(),
                diagnosis.causes().getFirst().signs().stream())
            .filter(Sign::speaksFor)
            .flatMap(sign -> sign.places().stream())
            .map(place -> place.replaceFirst(",.*", ""))
            .distinct()
            .toList();
    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(3)
        .containsExactlyInAnyOrder(expected.getProperty("files").split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void the_report_of_a_story_reads_as_it_is_kept_beside_it(Path story) throws IOException {
    String text = TextReport.render(analyzed(story), Look.plain(), Detail.SHORT);

    Golden.check(story.resolve("report.txt"), text);
  }

  private static Report analyzed(Path story) {
    Exhibits exhibits =
        ExhibitReader.read(FileDesk.find(List.of(story.resolve("given"))), THEN.instant());
    return new FileDoctor(THEN).examine(String.valueOf(story.getFileName()), exhibits, List.of());
  }

  private static Properties properties(Path file) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }
}
