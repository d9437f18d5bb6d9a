package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RdpfileCommandTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/rdp");
  private static final String SOUND = "full address:s:server.example.com\r\n";
  private static final String ODD =
      """
      full address:s:server.example.com
      server port:s:3390
      authentication level:i:0
      password:s:letmein
      gatewayhostname:s:gw.example.com:8443
      gatewayusagemethod:i:4
      vendor setting:s:x
      not a setting
      redirectclipboard:i:1
      """;

  @TempDir Path folder;

  @Test
  void lint_says_what_is_wrong_and_what_to_write_instead() throws IOException {
    Run run = lint(file(ODD));

    assertThat(run.exit()).isEqualTo(2);
    Golden.check("rdpfile-lint.txt", hidden(run.out()));
  }

  @Test
  void lint_ends_with_the_worst_that_it_found() throws IOException {
    assertThat(lint(file(SOUND)).exit()).isZero();
    assertThat(lint(file(SOUND + "redirectclipboard:i:1\r\n")).exit()).isZero();
    assertThat(lint(file(SOUND + "enablecredsspsupport:i:0\r\n")).exit()).isEqualTo(1);
    assertThat(lint(file(SOUND + "server port:i:0\r\n")).exit()).isEqualTo(2);
  }

  @Test
  void lint_in_json_keeps_its_schema() throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("../docs/rdpfile-lint-1.schema.json")), InputFormat.JSON);
    for (String text : List.of(SOUND, ODD)) {
      Run run = run("rdpfile", "lint", "--json", file(text).toString());

      assertThat(schema.validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
      assertThat(run.out()).doesNotContain("letmein");
    }
    assertThat(schema.validate("{\"file\": \"a\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void several_files_are_one_document_a_line() throws IOException {
    Path one = file(SOUND);
    Path other = Files.writeString(folder.resolve("other.rdp"), ODD);

    Run run = run("rdpfile", "lint", "--json", one.toString(), other.toString());

    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"schema\""));
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void show_groups_the_settings_and_keeps_secrets_back() throws IOException {
    Run run = run("rdpfile", "show", file(ODD).toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).doesNotContain("letmein");
    Golden.check("rdpfile-show.txt", hidden(run.out()));
  }

  @Test
  void show_in_json_has_every_setting_and_no_secret() throws IOException {
    Run run = run("rdpfile", "show", "--json", file(ODD).toString());

    assertThat(run.out())
        .contains("\"key\": \"gatewayhostname\"", "\"port\": 8443", "\"state\": \"none\"")
        .contains("\"secret\": true")
        .doesNotContain("letmein");
  }

  @Test
  void set_changes_its_line_and_no_other_byte() throws IOException {
    Bytes before = utf16("\ufefffull address:s:a\r\nServer Port:i:1\nvendor:s:\u00e9\r\n\r\n");
    Path file = Files.write(folder.resolve("a.rdp"), before.toArray());

    Run run = run("rdpfile", "set", file.toString(), "server port=3390");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(content(file))
        .isEqualTo(utf16("\ufefffull address:s:a\r\nServer Port:i:3390\nvendor:s:\u00e9\r\n\r\n"));
    assertThat(content(folder.resolve("a.rdp.bak"))).isEqualTo(before);
    assertThat(run.out()).contains("-Server Port:i:1", "+Server Port:i:3390", "a.rdp.bak");
  }

  @Test
  void set_adds_and_removes_and_keeps_every_old_file() throws IOException {
    Path file = file(SOUND + "password 51:b:0102\r\n");

    run("rdpfile", "set", file.toString(), "vendor thing:i:7");
    run("rdpfile", "set", file.toString(), "--remove", "Password 51");

    assertThat(Files.readString(file)).isEqualTo(SOUND + "vendor thing:i:7\r\n");
    assertThat(names()).containsExactly("a.rdp", "a.rdp.bak", "a.rdp.bak.1");
    assertThat(Files.readString(folder.resolve("a.rdp.bak"))).endsWith("0102\r\n");
  }

  @Test
  void set_says_when_a_value_is_odd_and_a_second_time_does_nothing() throws IOException {
    Path file = file(SOUND);

    assertThat(run("rdpfile", "set", file.toString(), "server port=70000").out())
        .contains("Error: 70000 is outside");
    assertThat(run("rdpfile", "set", file.toString(), "server port=70000").out())
        .contains("nothing to change");
    assertThat(names()).containsExactly("a.rdp", "a.rdp.bak");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | is no setting",
        "vendor thing=1 | is not known here",
        "server port=many | is a number",
        "server port:x:1 | there is no type x",
        "password=letmein | secrets are not taken",
        "ClearTextPassword:s:letmein | secrets are not taken",
      })
  void set_refuses_what_makes_no_sense_and_writes_nothing(String word, String advice)
      throws IOException {
    Path file = file(SOUND);

    Run run = run("rdpfile", "set", file.toString(), word);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains(advice).doesNotContain("letmein");
    assertThat(names()).containsExactly("a.rdp");
  }

  @Test
  void a_letter_that_the_file_cannot_hold_is_refused() throws IOException {
    Path file =
        Files.write(folder.resolve("a.rdp"), Bytes.latin1("username:s:\u00fc\r\n").toArray());

    assertThat(run("rdpfile", "set", file.toString(), "username=\u0142").err())
        .contains("Windows-1252");
  }

  @Test
  void fix_shows_what_it_would_do_and_asks() throws IOException {
    Path file = file(ODD);

    Run dry = run("rdpfile", "fix", file.toString(), "--dry-run");
    Run asked = run("rdpfile", "fix", file.toString());

    assertThat(dry.exit()).isZero();
    assertThat(dry.out()).contains("-server port:s:3390", "+server port:i:3390", "Left for you");
    assertThat(dry.out()).doesNotContain("letmein");
    assertThat(asked.exit()).isEqualTo(64);
    assertThat(asked.err()).contains("--yes");
    assertThat(Files.readString(file)).isEqualTo(ODD);
    assertThat(names()).containsExactly("a.rdp");
  }

  @Test
  void fix_writes_what_is_safe_and_what_was_asked_for() throws IOException {
    Path file = file(ODD);

    Run run = run("rdpfile", "fix", file.toString(), "--yes", "--also", "password-in-clear");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(
            ODD.replace("server port:s:", "server port:i:").replace("password:s:letmein\n", ""));
    assertThat(Files.readString(folder.resolve("a.rdp.bak"))).isEqualTo(ODD);
    assertThat(run("rdpfile", "fix", file.toString(), "--yes").out()).contains("nothing to change");
  }

  @Test
  void a_step_for_a_minute_tells_the_way_back_which_leads_back() throws IOException {
    Path file = file(SOUND + "enablecredsspsupport:i:1\r\n");
    String before = Files.readString(file);

    Run there = run("rdpfile", "fix", file.toString(), "--yes", "--temporary", "nla-off");
    assertThat(there.out())
        .contains("for a minute only", "The way back:", "\"enablecredsspsupport=1\"");
    assertThat(Files.readString(file)).contains("enablecredsspsupport:i:0");

    run("rdpfile", "set", file.toString(), "enablecredsspsupport=1");
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(run("rdpfile", "fix", file(SOUND).toString(), "--temporary", "nla-off").out())
        .contains("--remove \"enablecredsspsupport\"");
  }

  @Test
  void unknown_rules_are_refused() throws IOException {
    Path file = file(ODD);

    assertThat(run("rdpfile", "fix", file.toString(), "--also", "frobnicate").err())
        .contains("there is no change for the rule", "gateway-bypassed");
    assertThat(run("rdpfile", "fix", file.toString(), "--temporary", "frobnicate").err())
        .contains("nla-off, server-unverified, negotiation-off");
  }

  @Test
  void what_is_no_rdp_file_is_called_what_it_is() throws IOException {
    assertThat(run("rdpfile", "lint", folder.toString()).err()).contains("is a folder");
    assertThat(run("rdpfile", "lint", folder + "/none").err()).contains("does not exist");
    assertThat(run("rdpfile", "lint", file("PK\3\4").toString()).err()).contains("a ZIP archive");
    assertThat(run("rdpfile", "lint", file("root:x:0:0:root\n").toString()).err())
        .contains("is no .rdp file");
    assertThat(run("rdpfile").exit()).isEqualTo(64);
  }

  @Test
  void a_link_stays_and_what_it_leads_to_is_written_with_its_permissions() throws IOException {
    Path file = file(SOUND);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.rdp"), file.getFileName());

    run("rdpfile", "set", link.toString(), "server port=3390");

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(file)).contains("3390");
    for (Path written : List.of(file, folder.resolve("a.rdp.bak"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
          .isEqualTo("rw-r-----");
    }
  }

  @Test
  void a_file_that_changed_meanwhile_is_left_alone() throws IOException {
    Path file = file(SOUND);

    assertThatThrownBy(() -> SafeFile.replace(file, Bytes.utf8("other"), Bytes.utf8("new")))
        .isInstanceOfSatisfying(
            UsageException.class,
            refused -> assertThat(refused.advice()).contains("was changed meanwhile"));
    assertThat(Files.readString(file)).isEqualTo(SOUND);
    assertThat(names()).containsExactly("a.rdp");
  }

  /// No error where Microsoft's and FreeRDP's own tests see none; every finding of the others was
  /// read and holds.
  @Test
  void the_corpus_has_the_findings_that_were_judged() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here");
    var told = new StringBuilder();
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path path : files.sorted().toList()) {
        told.append(path.getFileName()).append('\n');
        for (var finding : RdpfileDesk.open(path).findings()) {
          told.append("  ")
              .append(finding.severity().id())
              .append(' ')
              .append(finding.rule())
              .append(finding.line() == 0 ? "" : " in line " + finding.line())
              .append('\n');
        }
      }
    }
    Golden.check("rdpfile-corpus.txt", told.toString());
    assertThat(told.toString().split("(?m)^(?=\\S)"))
        .filteredOn(entry -> entry.startsWith("freerdp_") || entry.startsWith("mswpts_"))
        .hasSize(6)
        .noneMatch(entry -> entry.contains("  error "));
  }

  private Run lint(Path file) {
    return run("rdpfile", "lint", file.toString());
  }

  private static Run run(String... words) {
    return Run.of(Run.nobody(), words);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.rdp"), text);
  }

  private String hidden(String out) {
    return out.replace(folder.toString() + "/", "");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Bytes content(Path file) throws IOException {
    return Bytes.copyOf(Files.readAllBytes(file));
  }

  private static Bytes utf16(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE));
  }
}
