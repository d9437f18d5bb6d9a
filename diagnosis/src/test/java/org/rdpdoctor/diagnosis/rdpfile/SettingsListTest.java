package org.rdpdoctor.diagnosis.rdpfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SettingsListTest {
  private static final Path FILE = Path.of("../docs/rdpfile-settings.md");

  /// `-Dgolden.update=true` writes it anew.
  @Test
  void the_list_in_the_documentation_is_the_table() throws IOException {
    String list = list(PropertyBook.load(new PackagedKnowledge()));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FILE, list);
    }
    assertThat(list).isEqualTo(Files.readString(FILE));
  }

  private static String list(PropertyBook book) {
    var text = new StringBuilder("# Settings of .rdp files\n\n");
    text.append(book.all().size()).append(" settings, as `knowledge/rdpfile.tsv` has them. ");
    text.append("A line of a file is `name:type:value`; `i` is a number, `s` text, `b` hex.\n");
    for (Property.Group group : Property.Group.values()) {
      text.append("\n## ").append(group.title()).append("\n\n");
      text.append("| Setting | Type | Values | Default | What for | Read by |\n");
      text.append("|---|---|---|---|---|---|\n");
      for (Property property : book.all()) {
        if (property.group() == group) {
          text.append(row(property));
        }
      }
    }
    return text.toString();
  }

  private static String row(Property property) {
    String what =
        property.meaning()
            + (property.advice().isEmpty() ? "" : " " + property.advice())
            + (property.period().isEmpty() ? "" : " (" + property.period() + ")");
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            property.name(),
            property.type(),
            cell(property.values().told()),
            cell(property.usual().orElse("")),
            cell(what),
            String.join(", ", property.clients()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*");
  }
}
