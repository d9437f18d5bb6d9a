package org.rdpdoctor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.SpecifiedIn;

/// docs/SPECS.md says what the annotations say.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpecificationsTest {
  private static final Path FILE = Path.of("..", "docs", "SPECS.md");
  private static final Pattern CITATION =
      Pattern.compile("(MS-[A-Z]+|RFC \\d+|[TX]\\.\\d+|draft-[a-z-]+) (.+)");
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\|(.+)\\|([^|]*)\\|");
  private static final String HEAD = "Document";

  @Test
  void every_section_that_a_message_cites_stands_in_the_list_of_specifications()
      throws IOException {
    var left = sectionsByDocument();
    String written = Files.readString(FILE);
    String right =
        written.lines().map(line -> withSections(line, left)).collect(Collectors.joining("\n"))
            + "\n";

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FILE, right);
    } else {
      assertThat(written).as("docs/SPECS.md; -Dgolden.update=true writes it anew").isEqualTo(right);
    }
    assertThat(left).as("documents without a row in docs/SPECS.md").isEmpty();
  }

  /// Takes what it uses out of `sections`.
  private static String withSections(String line, Map<String, Set<String>> sections) {
    Matcher row = ROW.matcher(line);
    if (!row.matches() || row.group(1).equals(HEAD)) {
      return line;
    }
    var cited = sections.remove(row.group(1));
    String cell = cited == null ? "" : String.join(", ", cited);
    return "| " + row.group(1) + " |" + row.group(2) + "| " + cell + " |";
  }

  private static Map<String, Set<String>> sectionsByDocument() {
    var found = new TreeMap<String, Set<String>>();
    for (String citation : citations()) {
      String document = "";
      for (String part : citation.split(", ", -1)) {
        Matcher full = CITATION.matcher(part);
        if (full.matches()) {
          document = full.group(1);
        }
        found
            .computeIfAbsent(document, _ -> new TreeSet<>(byNumber()))
            .add(full.matches() ? full.group(2) : part);
      }
    }
    return found;
  }

  private static List<String> citations() {
    return Rooms.HOUSE.stream().flatMap(SpecificationsTest::citations).distinct().sorted().toList();
  }

  private static Stream<String> citations(JavaClass type) {
    return type.tryGetAnnotationOfType(SpecifiedIn.class).map(SpecifiedIn::value).stream();
  }

  /// `2.2.10` after `2.2.9`.
  private static Comparator<String> byNumber() {
    return Comparator.comparing(
        (String section) ->
            Arrays.stream(section.split("\\D+", -1))
                .filter(number -> !number.isEmpty())
                .map(number -> "%06d".formatted(Integer.parseInt(number)))
                .collect(Collectors.joining(".")));
  }
}
