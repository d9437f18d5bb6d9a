package org.rdpdoctor.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Change.RegistryValue;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Scripted;

/// The part of a plan that PowerShell does on Windows, for Windows PowerShell 5.1 and later ones.
public final class PowerShellScript {
  private static final String PARAMETERS =
      """
      [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
      param(
        # Also restart services that have to be restarted; that ends their sessions.
        [switch] $Restart,
        # Take back what this script changed.
        [switch] $Undo,
        # This is the right machine, although it has another name.
        [switch] $Here,
        # Where old values are kept, instead of beside this script.
        [string] $Saved = ''
      )

      """;

  private final Scripted scripted;

  private PowerShellScript(Scripted scripted) {
    this.scripted = scripted;
  }

  /// The script that makes the changes, and takes them back with `-Undo`.
  public static String render(Scripted scripted, ScriptOrigin origin) {
    String name = origin.name();
    var hints =
        List.of(
            "first: powershell -File " + name + " -WhatIf",
            "then: powershell -File " + name + " (with -Restart, what has to be restarted is)",
            "back: powershell -File " + name + " -Undo",
            "",
            "Its makers have parsed this script and not run it on Windows: -WhatIf first.");
    return new PowerShellScript(scripted).script(origin, false, hints);
  }

  /// The script beside it, which only takes them back.
  public static String renderUndo(Scripted scripted, ScriptOrigin origin) {
    var hints =
        List.of(
            "first: powershell -File " + origin.name() + " -WhatIf",
            "then: powershell -File " + origin.name(),
            "",
            "Its makers have parsed this script and not run it on Windows: -WhatIf first.");
    return new PowerShellScript(scripted).script(origin, true, hints);
  }

  private String script(ScriptOrigin origin, boolean undo, List<String> hints) {
    var text = new StringBuilder("#Requires -Version 5.1\n");
    text.append(ScriptHeader.of(scripted, origin, undo, hints)).append('\n').append(PARAMETERS);
    boolean onServer = scripted.side().filter(side -> side == Fix.Side.SERVER).isPresent();
    String target = onServer ? scripted.plan().proving().host() : "";
    String proof =
        undo || scripted.steps().isEmpty()
            ? ""
            : scripted.plan().proof(scripted.steps().getFirst().fix());
    text.append("$Target = ").append(ShellWord.powershell(target)).append('\n');
    text.append("$Proof = ").append(ShellWord.powershell(proof)).append('\n');
    if (undo) {
      text.append("$Undo = $true\n");
    }
    text.append('\n').append(part("start"));
    Map<String, String> parts = parts();
    parts.keySet().forEach(part -> text.append(part(part)));
    restore(text, parts);
    text.append(part("undo"));
    if (undo) {
      text.append(
          "function Invoke-AllChanges {\n  Write-ByHand 'this script only takes back'\n}\n\n");
    } else {
      changes(text);
    }
    return text.append(ScriptParts.load("powershell/end.ps1")).toString();
  }

  private static String part(String name) {
    return ScriptParts.load("powershell/" + name + ".ps1") + "\n";
  }

  /// The parts that are needed, each with how its old values are put back; empty if they are not.
  private Map<String, String> parts() {
    var parts = new LinkedHashMap<String, String>();
    for (Step step : scripted.steps()) {
      for (Change change : step.fix().changes()) {
        switch (change) {
          case RegistryValue _ -> parts.put("registry", "Restore-RegistryEntry -Old $Old");
          case Change.Service _ -> parts.put("service", "Restore-OneService -Old $Old");
          case Change.FirewallRules _ -> parts.put("firewall", "Restore-InboundRule -Old $Old");
          case Change.RdpCertificate _ ->
              parts.put(
                  "certificate",
                  "Write-ByHand \"the certificate $($Old.Name) stays away: Windows has made another"
                      + " one\"");
          case Change.Power _ -> parts.put("power", "Restore-Sleep -Old $Old");
          case Change.Once _ -> parts.put("once", "");
          case Change.RestartService _,
              Change.RestartComputer _,
              Change.IniLine _,
              Change.Unit _,
              Change.XrdpCertificate _,
              Change.XrdpKey _,
              Change.RestartUnit _ -> {}
        }
      }
    }
    return parts;
  }

  private static void restore(StringBuilder text, Map<String, String> parts) {
    text.append("function Restore-OldValue {\n  param([object] $Old)\n  switch ($Old.What) {\n");
    parts.forEach(
        (part, call) -> {
          if (!call.isEmpty()) {
            text.append("    '").append(part).append("' { ").append(call).append(" }\n");
          }
        });
    text.append("    'restart' { Add-Restart -Name $Old.Name -Before -1 }\n");
    text.append("    default { Write-ByHand \"nothing is known of $($Old.What)\" }\n  }\n}\n\n");
  }

  private void changes(StringBuilder text) {
    text.append("# What this script is for.\nfunction Invoke-AllChanges {\n");
    text.append("  $before = -1\n");
    for (Step step : scripted.steps()) {
      Fix fix = step.fix();
      List<Change> changes =
          fix.changes().stream()
              .filter(change -> change.platform() == Change.Platform.WINDOWS)
              .toList();
      String title = ShellWord.powershell(fix.title() + " (" + fix.id() + ")");
      text.append("  Write-Line ").append(title).append('\n');
      boolean onlyRestarts = changes.stream().allMatch(PowerShellScript::isRestart);
      text.append("  $before = ").append(onlyRestarts ? "-1" : "$script:Changed").append('\n');
      changes.forEach(change -> text.append("  ").append(line(change)).append('\n'));
    }
    text.append("}\n\n");
  }

  private static boolean isRestart(Change change) {
    return change instanceof Change.RestartService || change instanceof Change.RestartComputer;
  }

  private static String line(Change change) {
    return switch (change) {
      case RegistryValue(String key, String name, var kind, var value) ->
          "Set-RegistryEntry -Key "
              + ShellWord.powershell(key)
              + " -Name "
              + ShellWord.powershell(name)
              + " -Kind "
              + (kind == RegistryValue.Kind.DWORD ? "'DWord'" : "'String'")
              + " -Value "
              + literal(kind, value);
      case Change.Service(String name, var start) ->
          "Start-OneService -Name "
              + ShellWord.powershell(name)
              + " -Mode "
              + start
                  .map(
                      how ->
                          switch (how) {
                            case AUTOMATIC -> "'Automatic'";
                            case MANUAL -> "'Manual'";
                          })
                  .orElse("''");
      case Change.FirewallRules(var by, String match) ->
          "Enable-InboundRule -By "
              + (by == Change.FirewallRules.By.GROUP ? "'Group'" : "'Name'")
              + " -Match "
              + ShellWord.powershell(match);
      case Change.RdpCertificate(int days) -> "Update-RdpCertificate -Days " + days;
      case Change.Power(var never) -> "Disable-Sleep -What " + ShellWord.powershell(word(never));
      case Change.Once(var act) -> "Invoke-Once -Act " + ShellWord.powershell(word(act));
      case Change.RestartService(String name) ->
          "Add-Restart -Name " + ShellWord.powershell(name) + " -Before $before";
      case Change.RestartComputer() -> "Add-Restart -Name 'COMPUTER' -Before $before";
      case Change.IniLine _,
          Change.Unit _,
          Change.XrdpCertificate _,
          Change.XrdpKey _,
          Change.RestartUnit _ ->
          throw new IllegalArgumentException("PowerShell does not do this: " + change);
    };
  }

  /// A DWORD is a signed number to PowerShell.
  private static String literal(RegistryValue.Kind kind, Optional<String> value) {
    if (value.isEmpty()) {
      return "$null";
    }
    return switch (kind) {
      case DWORD -> Integer.toString((int) Long.parseLong(value.get()));
      case STRING -> ShellWord.powershell(value.get());
    };
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
