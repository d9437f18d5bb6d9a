package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.UpdateBook;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpdatesReaderTest {
  private static final String ENTRY =
      """
      asOf: 2026-11-22
      updates:
        - id: one
          what: "It breaks."
          on: [server]
          date: 2026-01-13
          brought:
            - {kb: KB5074109, builds: [26100], revision: 7623}
          mended:
            - {kb: KB5077744, builds: [26100], revision: 7627}
          fixed: "A later update."
          codes: ["hresult:0x80080005"]
          confidence: documented
          see: ["a page"]
      """;

  @Test
  void an_entry_is_read_with_what_brings_and_what_mends_it() {
    UpdateBook book =
        new UpdatesReader(
                fault -> {
                  throw new AssertionError(fault);
                })
            .book(YamlTrees.parse("updates.yaml", ENTRY, _ -> {}).orElseThrow());

    KnownUpdate update = book.updates().getFirst();
    assertThat(book.asOf()).isEqualTo(LocalDate.parse("2026-11-22"));
    assertThat(update.name()).isEqualTo("KB5074109");
    assertThat(update.mendedBy(26100)).containsExactly("KB5077744");
    assertThat(update.mendedBy(20348)).isEmpty();
    assertThat(update.workaround()).isEmpty();
    assertThat(faults(ENTRY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "asOf: 2026-11-22 | asOf: soon | 1 | asOf must be a day",
        "asOf: 2026-11-22 | asOf: 2025-11-22 | 1 | one is newer than asOf",
        "It breaks. | It breaks | 4 | what must be a sentence",
        "on: [server] | on: [printer] | 5 | printer is none of client, server, gateway, directory",
        "date: 2026-01-13 | date: 13.1.2026 | 6 | date must be a day",
        "kb: KB5074109 | kb: 5074109 | 8 | bad number of an update: 5074109",
        "revision: 7623 | revision: x | 8 | x is no number",
        "KB5077744, builds: [26100] | KB5077744, builds: [20348] | 9 | which nothing breaks",
        "hresult:0x80080005 | | 12 | codes must be text",
        "documented | certain | 13 | unknown confidence certain",
        "see: [\"a page\"] | saw: [\"a page\"] | 14 | unknown key saw",
      })
  void a_fault_is_told_with_its_file_and_line(String good, String bad, int line, String message) {
    assertThat(faults(ENTRY.replace(good, bad == null ? "" : bad)))
        .anySatisfy(
            fault -> {
              assertThat(fault.file()).isEqualTo("updates.yaml");
              assertThat(fault.message()).contains(message);
              assertThat(fault.line()).isEqualTo(line);
            });
  }

  @Test
  void an_unknown_break_an_id_given_twice_and_a_version_without_a_program_are_faults() {
    String twice = ENTRY + ENTRY.substring(ENTRY.indexOf("  - id"));

    assertThat(messages(ENTRY.replace("codes:", "breaks: [tcp.odd]\n    codes:")))
        .contains("one: no break is called tcp.odd");
    assertThat(messages(twice)).contains("the id one is given twice");
    assertThat(messages(ENTRY.replace("mended:", "product: FreeRDP\n    mended:")))
        .contains("the key versions is missing")
        .contains("one needs either brought, or product and versions");
  }

  private static List<String> messages(String yaml) {
    return faults(yaml).stream().map(KnowledgeFault::message).toList();
  }

  private static List<KnowledgeFault> faults(String yaml) {
    return CatalogueSource.of(Map.of("updates.yaml", yaml)).faults();
  }
}
