package org.rdpdoctor.diagnosis.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CodesCheckTest {
  private static final Path KNOWLEDGE = Path.of("../knowledge");
  private static final Path INVALID = Path.of("src/test/resources/codes");

  @Test
  void the_knowledge_of_the_project_keeps_every_rule() throws IOException {
    assertThat(CodesCheck.faults(knowledge())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          invalid-duplicate.tsv       | 3 | tls-alert 80 internal_error is given twice
          invalid-layer.tsv           | 2 | unknown layer x224
          invalid-family.tsv          | 2 | unknown family tls-alarm
          invalid-number.tsv          | 2 | bad number 0x8G
          invalid-nameless.tsv        | 2 | bad number -
          invalid-too-large.tsv       | 2 | bad number 0x100000000
          invalid-source.tsv          | 2 | no source
          invalid-columns.tsv         | 2 | 8 columns instead of 9
          invalid-empty-cell.tsv      | 2 | aliases is empty; write - for nothing
          invalid-confidence.tsv      | 2 | unknown confidence certain
          invalid-sentence.tsv        | 2 | not a sentence: An internal error
          invalid-last-line.tsv       | 2 | the last line has no end
          invalid-wrong-file.tsv      | 2 | family ntstatus belongs into windows.tsv
          """)
  void a_code_table_with_one_fault_is_refused_with_file_and_line(
      String file, int line, String message) throws IOException {
    var files = knowledge();
    files.put("codes/tls.tsv", Files.readString(INVALID.resolve(file)));

    assertThat(CodesCheck.faults(files))
        .filteredOn(fault -> fault.file().equals("codes/tls.tsv"))
        .containsExactly(new KnowledgeFault("codes/tls.tsv", line, message));
  }

  @Test
  void a_wrong_header_is_reported_once_for_the_whole_file() throws IOException {
    var files = knowledge();
    files.put("codes/tls.tsv", Files.readString(INVALID.resolve("invalid-header.tsv")));

    assertThat(CodesCheck.faults(files))
        .filteredOn(fault -> fault.file().equals("codes/tls.tsv"))
        .singleElement()
        .asString()
        .startsWith("knowledge/codes/tls.tsv:1: the header must be family, code, name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          codes/phrases.tsv    | mstsc:0x204     | mstsc:0x205       | unknown code mstsc:0x205
          codes/disputes.tsv   | errinfo:0x1129  | errorinfo:0x1129  | unknown family in errorinfo:0x1129
          codes/claims.tsv     | 0x904~2308      | 0x905~2308        | unknown dispute 0x905
          codes/dossiers.tsv   | mstsc:0x104     | mstsc:0x105       | unknown code mstsc:0x105
          codes/candidates.tsv | freerdp-tls~tls | freerdp-ssl~tls   | unknown dossier freerdp-ssl
          codes/structure.tsv  | low-byte~mstsc  | lowbyte~mstsc     | unknown kind lowbyte
          codes/families.tsv   | hex~main~1~     | oct~main~1~       | unknown notation oct
          codes/hints.tsv      | check~          | dialog~           | dialog is given twice
          builds.tsv           | 26100~          | 26200~            | 26200 is given twice
          """)
  void a_fault_in_the_other_tables_is_found_as_well(
      String file, String right, String wrong, String message) throws IOException {
    var files = knowledge();
    String before = right.replace('~', '\t');
    String text = files.getOrDefault(file, "");
    int at = text.indexOf(before);
    assertThat(at).isPositive();
    String after = wrong.replace('~', '\t');
    files.put(file, text.substring(0, at) + after + text.substring(at + before.length()));

    assertThat(CodesCheck.faults(files)).extracting(KnowledgeFault::message).contains(message);
  }

  @Test
  void every_fault_is_reported_not_only_the_first() throws IOException {
    var files = knowledge();
    files.put("codes/tls.tsv", Files.readString(INVALID.resolve("invalid-layer.tsv")));
    files.remove("codes/hints.tsv");
    files.put("codes/lost.tsv", "");

    assertThat(CodesCheck.faults(files))
        .extracting(KnowledgeFault::toString)
        .contains(
            "knowledge/codes/tls.tsv:2: unknown layer x224",
            "knowledge/codes/hints.tsv: the file is missing",
            "knowledge/codes/lost.tsv: no family names this file");
  }

  private static Map<String, String> knowledge() throws IOException {
    var files = new HashMap<String, String>();
    try (Stream<Path> paths = Files.walk(KNOWLEDGE)) {
      List<Path> tables = paths.filter(path -> path.toString().endsWith(".tsv")).toList();
      for (Path path : tables) {
        files.put(KNOWLEDGE.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return files;
  }
}
