package org.rdpdoctor.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A text as people paste it, with the codes and sentences that are to be recognised in it.
///
/// In the file a case is a line `## title | codes | phrases`, then the text.
record PastedCase(String title, String text, List<String> codes, List<String> phrases) {
  private static final Path FILE = Path.of("src/test/resources/pasted/cases.txt");

  static Stream<PastedCase> all() {
    try {
      var cases = new ArrayList<PastedCase>();
      for (String part : Files.readString(FILE).split("(?m)^## ", -1)) {
        if (!part.isBlank() && !part.startsWith("#")) {
          cases.add(of(part));
        }
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PastedCase of(String part) {
    int line = part.indexOf('\n');
    String[] heading = part.substring(0, line).split("\\|", -1);
    return new PastedCase(
        heading[0].strip(), part.substring(line + 1), words(heading[1]), words(heading[2]));
  }

  private static List<String> words(String column) {
    return column.isBlank() ? List.of() : Arrays.asList(column.strip().split(" +"));
  }

  @Override
  public String toString() {
    return title;
  }
}
