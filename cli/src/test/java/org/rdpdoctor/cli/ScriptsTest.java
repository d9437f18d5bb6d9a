package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.plan.Planner;
import org.rdpdoctor.diagnosis.plan.Proving;
import org.rdpdoctor.diagnosis.plan.Scripted;
import org.rdpdoctor.peers.ShellScript;
import org.rdpdoctor.report.BashScript;
import org.rdpdoctor.report.PowerShellScript;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.ScriptOrigin;

/// Every script that can come out of the knowledge, as far as it can be judged without running it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScriptsTest {
  /// Of Windows PowerShell 5.1, on every Windows that still gets updates.
  private static final Set<String> CMDLETS =
      Set.of(
          "Clear-DnsClientCache",
          "Disable-NetFirewallRule",
          "Enable-NetFirewallRule",
          "Export-Certificate",
          "Export-Clixml",
          "ForEach-Object",
          "Get-ChildItem",
          "Get-CimInstance",
          "Get-Content",
          "Get-Date",
          "Get-NetFirewallRule",
          "Import-Clixml",
          "Join-Path",
          "New-Item",
          "New-Object",
          "Out-Null",
          "Remove-Item",
          "Rename-Item",
          "Restart-Service",
          "Select-String",
          "Set-Content",
          "Set-Service",
          "Set-StrictMode",
          "Sort-Object",
          "Start-Service",
          "Stop-Service",
          "Test-Path",
          "Where-Object",
          "Write-Information",
          "Write-Verbose");

  private static final Set<String> APPROVED_VERBS =
      Set.of(
          "Add", "Disable", "Enable", "Get", "Invoke", "Open", "Restore", "Save", "Set", "Start",
          "Test", "Undo", "Update", "Write");

  private static final Pattern FUNCTION = Pattern.compile("(?m)^function (\\S+) \\{\n(.*)");
  private static final Pattern CALL = Pattern.compile("[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+");

  @TempDir Path folder;

  private static List<Fix> fixes(Change.Platform platform) {
    Catalogue.Causes causes = PackedCatalogue.loadCauses();
    var fixes = new TreeMap<String, Fix>();
    for (String id : causes.ids()) {
      for (Fix fix : causes.cause(id).orElseThrow().fixes()) {
        if (Scripted.canScript(fix, platform)) {
          fixes.put(fix.id(), fix);
        }
      }
    }
    return List.copyOf(fixes.values());
  }

  private static ScriptOrigin origin(String name) {
    return new ScriptOrigin(
        new Report.Tool("rdpdoctor", "1.0"), Instant.parse("2026-11-22T02:00:00Z"), "", name);
  }

  private static Scripted scripted(List<Fix> fixes, Change.Platform platform, String target) {
    return Scripted.of(
        Planner.ofFixes(fixes, new Proving(target, List.of())), platform, Optional.empty());
  }

  @Test
  void the_main_fixes_can_be_scripted() {
    assertThat(fixes(Change.Platform.WINDOWS)).hasSizeGreaterThanOrEqualTo(40);
    assertThat(fixes(Change.Platform.LINUX)).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void shellcheck_and_bash_have_nothing_to_say_of_any_script() throws IOException {
    var files = new ArrayList<Path>();
    for (Fix fix : fixes(Change.Platform.LINUX)) {
      Scripted one = scripted(List.of(fix), Change.Platform.LINUX, "srv01");
      files.add(write(fix.id() + ".sh", BashScript.render(one, origin("fix.sh"))));
      files.add(write(fix.id() + ".undo.sh", BashScript.renderUndo(one, origin("fix.undo.sh"))));
    }
    Scripted all = scripted(fixes(Change.Platform.LINUX), Change.Platform.LINUX, "srv01");
    files.add(write("all.sh", BashScript.render(all, origin("fix.sh"))));

    ShellScript parsed = ShellScript.parsed(files.getLast());
    assertThat(parsed.exit()).as(parsed.output()).isZero();
    ShellScript checked = ShellScript.shellcheck(files);
    assertThat(checked.output()).isEmpty();
    assertThat(checked.exit()).isZero();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch OWNED)",
        "`touch OWNED`",
        "'; touch OWNED; '",
        "\"; touch OWNED; \"",
        "a\ntouch OWNED\n",
        "a\r\ntouch OWNED #",
        "’; touch OWNED; ‘",
        "-x; touch OWNED",
        "*",
        "$IFS",
        "\\",
        "\u0000\u001b[2J",
        "!!",
        "#>touch OWNED",
        "${x:-$(touch OWNED)}"
      })
  void a_hostile_name_stays_a_name_in_bash(String name) throws IOException {
    List<Fix> fixes = List.of(PackedCatalogue.loadFix("raise-the-security-layer").orElseThrow());
    Scripted evil = scripted(fixes, Change.Platform.LINUX, name);
    var named =
        new ScriptOrigin(
            new Report.Tool("rdpdoctor", name), Instant.parse("2026-11-22T02:00:00Z"), name, name);
    Path script = write("fix.sh", BashScript.render(evil, named));
    write("xrdp.ini", "[Globals]\nsecurity_layer=rdp\n");

    ShellScript.bash(script, "--dry-run", "--here", "--config", ".");
    ShellScript.bash(script, "--dry-run", "--config", ".");

    assertThat(folder.resolve("OWNED")).doesNotExist();
    assertThat(Files.readString(script)).matches("[\\x20-\\x7e\\n]*");
    assertThat(ShellScript.parsed(script).exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(Stop-Computer)",
        "'; Stop-Computer; '",
        "’; Stop-Computer; ‘",
        "\"; Stop-Computer; \"",
        "a\nStop-Computer\n",
        "a\rStop-Computer",
        "#> Stop-Computer <#",
        "`n Stop-Computer",
        "a\u2028Stop-Computer"
      })
  void a_hostile_name_stays_a_name_in_powershell(String name) {
    List<Fix> fixes = List.of(PackedCatalogue.loadFix("raise-the-security-layer").orElseThrow());
    var named =
        new ScriptOrigin(
            new Report.Tool("rdpdoctor", name), Instant.parse("2026-11-22T02:00:00Z"), name, name);
    String script = PowerShellScript.render(scripted(fixes, Change.Platform.WINDOWS, name), named);

    assertThat(script).matches("[\\x20-\\x7e\\n]*");
    assertThat(PowerShellText.parse(script).words()).doesNotContain("Stop-Computer");
  }

  @Test
  void every_powershell_script_reads_as_one_and_calls_nothing_unknown() {
    var scripts = new ArrayList<String>();
    for (Fix fix : fixes(Change.Platform.WINDOWS)) {
      Scripted one = scripted(List.of(fix), Change.Platform.WINDOWS, "srv01");
      scripts.add(PowerShellScript.render(one, origin("fix.ps1")));
      scripts.add(PowerShellScript.renderUndo(one, origin("fix.undo.ps1")));
    }
    scripts.add(
        PowerShellScript.render(
            scripted(fixes(Change.Platform.WINDOWS), Change.Platform.WINDOWS, "srv01"),
            origin("fix.ps1")));

    for (String script : scripts) {
      PowerShellText.Parsed parsed = PowerShellText.parse(script);
      Set<String> own = functions(script);
      for (String word : parsed.words()) {
        if (CALL.matcher(word).matches()) {
          assertThat(own.contains(word) || CMDLETS.contains(word)).as(word).isTrue();
        }
      }
      assertThat(parsed.words())
          .as("aliases and evaluation")
          .doesNotContain("iex", "gci", "cd", "rm", "echo", "Invoke-Expression", "Write-Host");
      assertThat(script).contains("not run it on Windows", "Set-StrictMode -Version Latest");
      assertThat(script).matches("[\\x20-\\x7e\\n]*");
    }
  }

  /// The names of its functions: approved verbs, and what changes the machine can be asked to only
  /// say so.
  private static Set<String> functions(String script) {
    var names = new HashSet<String>();
    Matcher function = FUNCTION.matcher(script);
    while (function.find()) {
      String name = function.group(1);
      assertThat(APPROVED_VERBS).contains(name.substring(0, name.indexOf('-')));
      boolean changes =
          name.matches("(Set|Start|Enable|Disable|Update|Undo)-.*")
              || name.matches("Restore-(?!OldValue).*");
      if (changes) {
        assertThat(function.group(2)).as(name).contains("SupportsShouldProcess");
      }
      names.add(name);
    }
    return names;
  }

  @Test
  void a_script_that_is_damaged_would_be_noticed() {
    assertThatThrownBy(() -> PowerShellText.parse("function A-B { 'x }"))
        .hasMessageContaining("without an end");
    assertThatThrownBy(() -> PowerShellText.parse("if ($a { }")).hasMessageContaining("not closed");
    assertThatThrownBy(() -> PowerShellText.parse("\"$(Get-Date\""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_script_restarts_nothing_unless_it_is_told_to() {
    String bash =
        BashScript.render(
            scripted(fixes(Change.Platform.LINUX), Change.Platform.LINUX, "srv01"),
            origin("fix.sh"));
    List<String> restarts =
        bash.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("systemctl restart"))
            .toList();

    assertThat(restarts).containsExactly("systemctl restart -- \"$unit\"");
    assertThat(bash).contains("if [ \"$restart\" = no ]; then");
  }
}
