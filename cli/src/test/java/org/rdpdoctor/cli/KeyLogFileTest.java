package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.probe.SecretsLog;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyLogFileTest {
  @TempDir Path folder;
  private final StringWriter warnings = new StringWriter();

  @Test
  void nobody_is_told_unless_the_environment_asks_for_it() {
    assertThat(wantedBy(Map.of())).isSameAs(SecretsLog.NONE);
    assertThat(wantedBy(Map.of(KeyLogFile.VARIABLE, ""))).isSameAs(SecretsLog.NONE);
  }

  @Test
  void lines_are_added_to_what_is_there() throws IOException {
    Path file = Files.writeString(folder.resolve("keys.log"), "of another program\n");
    SecretsLog log = wantedBy(Map.of(KeyLogFile.VARIABLE, file.toString()));
    log.add("one");
    log.add("two");
    assertThat(file).hasContent("of another program\none\ntwo\n");
    assertThat(warnings.toString()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a new file has its folder's rights there")
  void a_new_file_belongs_to_its_owner_alone() throws IOException {
    Path file = folder.resolve("keys.log");
    wantedBy(Map.of(KeyLogFile.VARIABLE, file.toString())).add("one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_place_that_cannot_be_written_to_is_told_once() {
    SecretsLog log = wantedBy(Map.of(KeyLogFile.VARIABLE, folder.toString()));
    log.add("one");
    log.add("two");
    assertThat(warnings.toString().lines())
        .containsExactly("SSLKEYLOGFILE cannot be written to: " + folder);
  }

  private SecretsLog wantedBy(Map<String, String> environment) {
    return KeyLogFile.wantedBy(environment, new PrintWriter(warnings, true));
  }
}
