package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Linter;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.reader.rdpfile.RdpFile.Opened;
import org.rdpdoctor.reader.rdpfile.RdpSignature;
import org.rdpdoctor.wire.Bytes;

/// Every rule of the linter against a file that breaks it and one that nearly does.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenRdpfilesTest {
  private static final Path TABLE = Path.of("src/test/resources/rdpfile/broken.txt");
  private static final Linter LINTER = new Linter(PropertyBook.load(new PackagedKnowledge()));
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /// One of the table.
  record Pair(String name, String severity, String rule, Bytes broken, Bytes sound) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_broken_file_is_found_and_one_that_nearly_is_passes(Pair pair) {
    assertThat(findings(pair.broken))
        .as("broken")
        .anyMatch(is -> is.rule().equals(pair.rule) && is.severity().id().equals(pair.severity));
    assertThat(findings(pair.sound)).as("sound").noneMatch(is -> is.rule().equals(pair.rule));
    assertThat(findings(pair.sound))
        .as("sound, errors")
        .noneMatch(is -> is.severity().id().equals("error"));
  }

  @Test
  void there_are_more_than_sixty_of_them() throws IOException {
    assertThat(pairs()).hasSizeGreaterThan(60);
    assertThat(pairs()).extracting(Pair::name).doesNotHaveDuplicates();
  }

  @Test
  void what_is_said_are_sentences_without_secrets() throws IOException {
    for (Pair pair : pairs()) {
      for (Finding finding : findings(pair.broken)) {
        assertThat(finding.message()).as(pair.name).endsWith(".").doesNotContain("letmein");
        assertThat(finding.fix()).as(pair.name).endsWith(".").doesNotContain("letmein");
      }
    }
  }

  private static List<Finding> findings(Bytes content) {
    assertThat(RdpFile.decode(content)).isInstanceOf(Opened.class);
    var file = ((Opened) RdpFile.decode(content)).file();
    return LINTER.lint(file, RdpSignature.of(file), NOW);
  }

  static List<Pair> pairs() throws IOException {
    var pairs = new ArrayList<Pair>();
    for (String entry : Files.readString(TABLE).split("(?m)^== ", -1)) {
      if (entry.startsWith("#")) {
        continue;
      }
      String[] halves = entry.split("(?m)^--", 2);
      String[] head = halves[0].split("\n", 2);
      List<String> words = List.of(head[0].split(" \\| ", -1));
      String[] rule = words.get(1).strip().split(" ", 2);
      String[] sound = halves[1].split("\n", 2);
      pairs.add(
          new Pair(
              words.get(0),
              rule[0],
              rule[1],
              stored(head[1], words.size() > 2 ? words.get(2).strip() : "utf-8"),
              stored(sound[1], sound[0].isBlank() ? "utf-8" : sound[0].strip())));
    }
    return pairs;
  }

  private static Bytes stored(String lines, String encoding) {
    String text =
        lines
            .lines()
            .map(line -> line + "\r\n")
            .collect(Collectors.joining())
            .replace("\\0", "\0")
            .replace("\\s", " ");
    return switch (encoding) {
      case "utf-8" -> Bytes.utf8(text);
      case "utf-8-bom" -> Bytes.of(0xEF, 0xBB, 0xBF).plus(Bytes.utf8(text));
      case "utf-16le" -> Bytes.of(0xFF, 0xFE).plus(Bytes.utf16le(text));
      case "utf-16le-cut" -> Bytes.of(0xFF, 0xFE).plus(Bytes.utf16le(text)).plus(Bytes.of(0x41));
      case "utf-16le-bare" -> Bytes.utf16le(text);
      case "utf-16be" ->
          Bytes.of(0xFE, 0xFF).plus(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16BE)));
      case "windows-1252" -> Bytes.copyOf(text.getBytes(Charset.forName("windows-1252")));
      default -> throw new IllegalArgumentException(encoding);
    };
  }
}
