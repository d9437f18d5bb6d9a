package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueSourceTest {
  private static final Path FILES = Path.of("src/test/resources/org/rdpdoctor/diagnosis/knowledge");
  private static final String CAUSE = "causes/tcp/listener-off.yaml";

  static Stream<Path> invalid() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("invalid-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /// The first two lines of such a file say where it would stand, and the fault that is expected;
  /// lines are counted from the third.
  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_file_that_breaks_a_rule_is_refused_with_file_and_line(Path file) throws IOException {
    String[] parts = Files.readString(file).split("\n", 3);
    String path = parts[0].substring("# as ".length());
    String expected = "knowledge/" + parts[1].substring("# ".length());
    Map<String, String> files = sound();
    if (path.startsWith("causes")) {
      files.remove(CAUSE);
    }
    files.put(path, parts[2]);

    List<String> faults =
        CatalogueSource.of(files).faults().stream().map(KnowledgeFault::toString).toList();

    assertThat(faults).anySatisfy(fault -> assertThat(fault).startsWith(expected));
  }

  @Test
  void sound_files_have_no_faults() throws IOException {
    var source = CatalogueSource.of(sound());

    assertThat(source.faults()).isEmpty();
    assertThat(source.catalogue().causes().ids()).containsExactly("listener-off");
  }

  @Test
  void all_faults_of_all_files_are_told_at_once() throws IOException {
    Map<String, String> files = sound();
    files.computeIfPresent(
        CAUSE, (_, yaml) -> yaml.replace("side: server\n", "").replace("layer: tcp", "layer: x"));
    files.computeIfPresent(
        "breaks/tcp.yaml", (_, yaml) -> yaml.replace("degrades: false", "fails: 1"));

    var faults = CatalogueSource.of(files).faults();

    assertThat(faults)
        .extracting(KnowledgeFault::message)
        .anyMatch(message -> message.contains("side is missing"))
        .anyMatch(message -> message.contains("no layer is called x"))
        .anyMatch(message -> message.contains("unknown key fails"))
        .anyMatch(message -> message.contains("degrades is missing"));
  }

  @Test
  void faulty_knowledge_makes_no_catalogue() throws IOException {
    Map<String, String> files = sound();
    files.put("breaks/tcp.yaml", "- id: tcp.closed\n");
    var source = CatalogueSource.of(files);

    assertThatThrownBy(source::catalogue)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("breaks/tcp.yaml:1");
    assertThatThrownBy(source::packed).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void no_cut_and_no_changed_letter_breaks_the_reader() throws IOException {
    String sound = Files.readString(FILES.resolve("valid-cause.yaml"));
    for (int at = 0; at < sound.length(); at++) {
      String cut = sound.substring(0, at);
      assertThat(CatalogueSource.of(Map.of(CAUSE, cut)).faults()).isNotEmpty();
      for (char strange : new char[] {'{', ':', '\t', '&', '\u0000'}) {
        String changed = cut + strange + sound.substring(at + 1);
        assertThat(CatalogueSource.of(Map.of(CAUSE, changed)).faults()).isNotEmpty();
      }
    }
  }

  @Test
  void what_is_not_yaml_is_left_to_others() throws IOException {
    Map<String, String> files = sound();
    files.put("codes/mstsc.tsv", "not\tyaml: [");

    assertThat(CatalogueSource.of(files).faults()).isEmpty();
  }

  @Test
  void the_packed_catalogue_is_the_one_that_was_packed() throws IOException {
    var source = CatalogueSource.of(sound());
    Catalogue read = source.catalogue();

    Catalogue opened = PackedCatalogue.open(source.packed());

    assertThat(opened.breaks()).isEqualTo(read.breaks());
    assertThat(opened.rungs()).isEqualTo(read.rungs());
    assertThat(opened.causes().ids()).isEqualTo(read.causes().ids());
    assertThat(opened.causes().explaining("tcp.closed"))
        .isEqualTo(read.causes().explaining("tcp.closed"))
        .hasSize(1);
    assertThat(opened.causes().cause("listener-off"))
        .isEqualTo(read.causes().cause("listener-off"))
        .isPresent();
    assertThat(opened.tests().all()).isEqualTo(read.tests().all()).hasSize(1);
    assertThat(opened.tests().test("look")).isEqualTo(read.tests().test("look")).isPresent();
    assertThat(opened.tests().test("nobody")).isEmpty();
    assertThat(opened.causes().cause("nobody")).isEmpty();
    assertThat(opened.causes().explaining("tcp.filtered")).isEmpty();
  }

  private static Map<String, String> sound() throws IOException {
    var files = new HashMap<String, String>();
    files.put(CAUSE, Files.readString(FILES.resolve("valid-cause.yaml")));
    files.put("breaks/tcp.yaml", Files.readString(FILES.resolve("valid-breaks.yaml")));
    files.put("fixes/server/switch-on.yaml", Files.readString(FILES.resolve("valid-fix.yaml")));
    files.put("tests/look.yaml", Files.readString(FILES.resolve("valid-test.yaml")));
    files.put("ladder.yaml", "- layer: route\n  passed: {connected: {}}\n");
    return files;
  }
}
