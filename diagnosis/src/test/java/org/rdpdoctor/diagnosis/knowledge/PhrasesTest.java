package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.Phrase;

/// What signs and cases say of dialogs is what the tables call them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PhrasesTest {
  private static final Pattern NAMED =
      Pattern.compile("dialog-shown: *\\{phrase: *(?:\\[([^\\]]*)]|([^,{}\\s]+))");

  @ParameterizedTest
  @ValueSource(strings = {"knowledge", "cases"})
  void every_dialog_that_is_named_has_a_row(String folder) throws IOException {
    Set<String> known =
        CodeBook.load(new PackagedKnowledge()).phrases().stream()
            .map(Phrase::id)
            .collect(Collectors.toSet());

    Set<String> named = named(Path.of("..", folder));

    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  private static Set<String> named(Path folder) throws IOException {
    var named = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .forEach(
              file ->
                  NAMED
                      .matcher(text(file))
                      .results()
                      .flatMap(
                          found ->
                              Stream.of(
                                  (found.group(1) == null ? found.group(2) : found.group(1))
                                      .split(", *")))
                      .forEach(named::add));
    }
    return named;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
