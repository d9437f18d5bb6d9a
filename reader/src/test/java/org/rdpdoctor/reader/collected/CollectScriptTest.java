package org.rdpdoctor.reader.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// The collecting script, its documentation, its reader and the knowledge, held against each other:
/// it only reads, all that it reads is documented, and what the knowledge asks for is read.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CollectScriptTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String SCRIPT = text(HOME.resolve("collect/rdpdoctor-collect.ps1"));
  private static final String ALLOWED = text(HOME.resolve("collect/check/allowed.js"));
  private static final String DOCUMENT = text(HOME.resolve("docs/collect.md"));

  /// What it may write, and to where: lines as they stand in the script.
  private static final Pattern WRITES =
      Pattern.compile(
          "\\$null = New-Item -ItemType Directory -Path (\\$work|\\(Join-Path -Path \\$work .*\\))$"
              + "|Set-Content -LiteralPath (\\$path|\\(Join-Path -Path \\$work .*\\)) -Encoding UTF8$"
              + "|^Remove-Item -LiteralPath (\\$path|\\$file|\\$log) -Force -ErrorAction .*$"
              + "|^Remove-Item -LiteralPath \\$work -Recurse -Force -ErrorAction .*$"
              + "|^Compress-Archive -Path \\(Join-Path -Path \\$work .*\\) -DestinationPath \\$Out$");

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(String pattern, String text) {
    var found = new TreeSet<String>();
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /// Without comments and texts, in which other words may stand.
  private static String code(String script) {
    return script
        .replaceAll("(?s)<#.*?#>", "")
        .replaceAll("(?m)^\\s*#.*$", "")
        .replaceAll("'[^'\\n]*'", "''");
  }

  private static Set<String> unknownIn(String script) {
    String code = code(script);
    Set<String> known = new HashSet<>(found("'([A-Za-z]+-?[A-Za-z]*)'", ALLOWED));
    known.addAll(found("^ *function ([\\w-]+)", script));
    Set<String> unknown = found("(?<![\\w.$-])([A-Z][a-z]+-[A-Z]\\w+)", code);
    unknown.addAll(found("\\.(\\w+)\\(", code));
    unknown.addAll(found("(?i)\\b(iex|Invoke-\\w+|Start-Process|Add-Type)\\b", code));
    unknown.removeAll(known);
    return unknown;
  }

  @Test
  void it_calls_nothing_that_is_not_on_the_list_of_what_only_reads() {
    assertThat(unknownIn(SCRIPT)).isEmpty();
  }

  @Test
  void the_list_would_not_let_a_cmdlet_through_that_sets_something() {
    assertThat(unknownIn("Set-ItemProperty -Path x -Name y -Value 1\n$x.Delete()\niex $y"))
        .containsExactlyInAnyOrder("Set-ItemProperty", "Delete", "iex");
  }

  @Test
  void programs_are_started_with_words_that_only_ask() {
    List<String> starts =
        code(SCRIPT)
            .lines()
            .filter(line -> line.contains(".exe"))
            .map(line -> line.replaceAll(".*?(\\w+\\.exe\\b)", "$1").strip())
            .toList();

    assertThat(starts).hasSizeGreaterThan(8);
    assertThat(starts)
        .allMatch(
            start ->
                start.matches(
                    "(w32tm\\.exe /query /source|w32tm\\.exe /stripchart|netsh\\.exe winhttp show"
                        + " proxy|dsregcmd\\.exe /status|qwinsta\\.exe|secedit\\.exe /export /areas"
                        + " USER_RIGHTS|cmdkey\\.exe /list|wevtutil\\.exe epl|whoami\\.exe"
                        + " /groups)\\b.*"));
  }

  @Test
  void it_writes_to_its_temporary_folder_and_to_the_zip_file_alone() {
    List<String> writing =
        SCRIPT
            .lines()
            .map(String::strip)
            .filter(
                line ->
                    line.matches(".*\\b(New-Item|Set-Content|Remove-Item|Compress-Archive)\\b.*"))
            .toList();

    assertThat(writing).hasSize(9);
    assertThat(writing).allMatch(line -> WRITES.matcher(line).find(), "writes elsewhere");
    assertThat(code(SCRIPT)).doesNotContain("Out-File", "Export-", "Add-Content", "Tee-Object");
    assertThat(code(SCRIPT).replace("2>&1", "")).doesNotContainPattern("[^-=]>");
  }

  @Test
  void only_methods_of_wmi_that_tell_are_called() {
    assertThat(found("-MethodName (\\w+)", SCRIPT))
        .containsExactly("GetGracePeriodDays", "GetSpecifiedLicenseServerList");
    assertThat(found("-ComObject '([^']+)'", SCRIPT)).containsExactly("Microsoft.Update.Session");
  }

  @Test
  void of_stored_logons_nothing_but_the_target_is_kept() {
    assertThat(SCRIPT)
        .contains(
            "if ($_ -match '(\\w+):target=(.+)$') { @{ kind = $Matches[1]; target = $Matches[2].Trim() } }");
  }

  @Test
  void it_is_plain_ascii_which_windows_powershell_reads_in_every_language() {
    assertThat(SCRIPT.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127)).isTrue();
  }

  @Test
  void the_page_about_it_names_every_section_log_service_key_and_value() {
    Set<String> read = new TreeSet<>(found("\\bname = '([^']+)'", SCRIPT));
    for (Read each : reads()) {
      read.addAll(each.names());
      read.add(
          each.key().replaceAll("^.*\\\\(?=[^\\\\]*\\\\[^\\\\]*$)", "").replaceAll("\\$\\w+", ""));
    }
    read.addAll(
        found(
            "'(\\w+)'",
            SCRIPT.substring(
                SCRIPT.indexOf("function Read-Services"), SCRIPT.indexOf("$found = @{}"))));

    assertThat(read).hasSizeGreaterThan(150);
    assertThat(read).allMatch(DOCUMENT::contains, "stands in docs/collect.md");
  }

  /// One call that reads values of a key, or of those below it.
  private record Read(String how, String key, List<String> names) {}

  private static List<Read> reads() {
    var reads = new ArrayList<Read>();
    Matcher matcher =
        Pattern.compile(
                "Read-(Key|Presence|Children)\\s+(['\"])(.+?)\\2\\s+@\\(([^)]*)\\)", Pattern.DOTALL)
            .matcher(SCRIPT);
    while (matcher.find()) {
      reads.add(
          new Read(
              matcher.group(1),
              matcher.group(3),
              List.copyOf(found("'([^']+)'", matcher.group(4)))));
    }
    return reads;
  }

  /// The names that the reader gives to all that the script reads.
  private static Set<String> settings() {
    var rows = new ArrayList<Row>();
    for (Read each : reads()) {
      for (String version : List.of("TLS 1.0\\Client", "TLS 1.0\\Server", "TLS 1.2\\Server")) {
        String key =
            each.key()
                .replace("$protocol\\$side", version)
                .replace("$list", "AllowSavedCredentials")
                .replace("$root", "HKLM:");
        for (String name : each.names()) {
          rows.add(Row.of(Map.of("key", key, "name", name, "present", "true", "value", "1")));
        }
      }
    }
    var sections = new LinkedHashMap<String, Section>();
    sections.put("machine/registry", new Section("machine/registry.json", rows));
    var manifest = new Manifest(true, true, "h", Instant.EPOCH, List.of(), List.of());
    var collected = new Collected("b.zip", manifest, sections);
    var names = new TreeSet<String>();
    Settings.of(collected, Machine.CLIENT)
        .map(fact -> String.valueOf(Vocabulary.valuesOf(fact).get("setting")))
        .forEach(names::add);
    names.addAll(Set.of("Credential Guard", "Logons", "SessionBrokerDrainMode"));
    return names;
  }

  private static Set<String> inKnowledge(String pattern) throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(HOME.resolve("knowledge"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        found.addAll(found(pattern, Files.readString(file, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }

  @Test
  void every_setting_that_the_knowledge_asks_for_is_read_under_that_name() throws IOException {
    Set<String> asked = inKnowledge("-setting-found: \\{setting: '?([^',}]+)'?");

    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(settings()).containsAll(asked);
  }

  @Test
  void every_service_that_the_knowledge_asks_for_is_read() throws IOException {
    var asked = new TreeSet<String>();
    for (String names : inKnowledge("service-found: \\{name: (\\w+|\\[[^]]*])")) {
      asked.addAll(List.of(names.replaceAll("[\\[\\] ]", "").split(",")));
    }

    assertThat(asked).contains("TermService");
    assertThat(found("'(\\w+)'", SCRIPT)).containsAll(asked);
  }

  @Test
  void every_value_that_two_keys_may_have_is_one_setting_with_its_origin() {
    List<Row> rows =
        List.of(
            Row.of(
                Map.of(
                    "key",
                    "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp",
                    "name",
                    "SecurityLayer",
                    "present",
                    "true",
                    "value",
                    "2")),
            Row.of(
                Map.of(
                    "key",
                    "HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services",
                    "name",
                    "SecurityLayer",
                    "present",
                    "true",
                    "value",
                    "0")));
    var manifest = new Manifest(false, true, "h", Instant.EPOCH, List.of(), List.of());
    var collected =
        new Collected(
            "b.zip",
            manifest,
            Map.of("machine/registry", new Section("machine/registry.json", rows)));

    List<Observation> facts = Settings.of(collected, Machine.SERVER).toList();

    assertThat(facts).hasSize(1);
    assertThat(Vocabulary.valuesOf(facts.getFirst()))
        .containsEntry("setting", "SecurityLayer")
        .containsEntry("value", "0")
        .containsEntry("origin", "policy");
    assertThat(facts.getFirst().evidence().heard())
        .isEqualTo("SecurityLayer = 2 (local), 0 (policy)");
  }
}
