package org.rdpdoctor.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Scripted;

/// The part of a plan that Bash does on the machine where xrdp runs.
public final class BashScript {
  private final Scripted scripted;

  private BashScript(Scripted scripted) {
    this.scripted = scripted;
  }

  /// The script that makes the changes, and takes them back with `--undo`.
  public static String render(Scripted scripted, ScriptOrigin origin) {
    String name = origin.name();
    var hints =
        List.of(
            "first: sudo bash " + name + " --dry-run",
            "then: sudo bash " + name + " (with --restart, what has to be restarted is)",
            "back: sudo bash " + name + " --undo");
    return new BashScript(scripted).script(origin, false, hints);
  }

  /// The script beside it, which only takes them back.
  public static String renderUndo(Scripted scripted, ScriptOrigin origin) {
    var hints =
        List.of(
            "first: sudo bash " + origin.name() + " --dry-run", "then: sudo bash " + origin.name());
    return new BashScript(scripted).script(origin, true, hints);
  }

  private String script(ScriptOrigin origin, boolean undo, List<String> hints) {
    var text = new StringBuilder("#!/usr/bin/env bash\n");
    text.append(ScriptHeader.of(scripted, origin, undo, hints)).append('\n');
    boolean onServer = scripted.side().filter(side -> side == Fix.Side.SERVER).isPresent();
    String target = onServer ? scripted.plan().proving().host() : "";
    text.append("readonly target=").append(ShellWord.bash(target)).append('\n');
    text.append("readonly proof=").append(ShellWord.bash(proof(undo))).append("\n\n");
    text.append(ScriptParts.load("bash/start.sh")).append('\n');
    if (undo) {
      text.append("undo=yes\n\n");
    } else {
      parts().forEach(part -> text.append(ScriptParts.load("bash/" + part)).append('\n'));
      changes(text);
    }
    text.append(ScriptParts.load("bash/undo.sh")).append('\n');
    return text.append(ScriptParts.load("bash/end.sh")).toString();
  }

  private String proof(boolean undo) {
    return undo || scripted.steps().isEmpty()
        ? ""
        : scripted.plan().proof(scripted.steps().getFirst().fix());
  }

  private Set<String> parts() {
    var parts = new LinkedHashSet<String>();
    for (Step step : scripted.steps()) {
      for (Change change : step.fix().changes()) {
        switch (change) {
          case Change.IniLine _ -> parts.add("ini.sh");
          case Change.Unit _ -> parts.add("unit.sh");
          case Change.XrdpCertificate _ ->
              parts.addAll(List.of("ini.sh", "files.sh", "certificate.sh"));
          case Change.XrdpKey _ -> parts.addAll(List.of("ini.sh", "files.sh", "key.sh"));
          case Change.RestartUnit _ -> parts.add("restart.sh");
          case Change.RegistryValue _,
              Change.Service _,
              Change.FirewallRules _,
              Change.RdpCertificate _,
              Change.Power _,
              Change.Once _,
              Change.RestartService _,
              Change.RestartComputer _ -> {}
        }
      }
    }
    return parts;
  }

  private void changes(StringBuilder text) {
    text.append("# What this script is for.\nchange_all() {\n");
    boolean restarts =
        scripted.steps().stream()
            .flatMap(step -> step.fix().changes().stream())
            .anyMatch(Change.RestartUnit.class::isInstance);
    if (restarts) {
      text.append("  local before\n");
    }
    for (Step step : scripted.steps()) {
      Fix fix = step.fix();
      List<Change> changes =
          fix.changes().stream()
              .filter(change -> change.platform() == Change.Platform.LINUX)
              .toList();
      boolean onlyRestarts = changes.stream().allMatch(Change.RestartUnit.class::isInstance);
      text.append("  say ")
          .append(ShellWord.bash(fix.title() + " (" + fix.id() + ")"))
          .append('\n');
      if (restarts) {
        text.append("  before=").append(onlyRestarts ? "always" : "$changed").append('\n');
      }
      changes.forEach(change -> text.append("  ").append(line(change)).append('\n'));
    }
    text.append("}\n\n");
  }

  private static String line(Change change) {
    return switch (change) {
      case Change.IniLine(var file, String section, String key, var value) ->
          "ini "
              + ShellWord.bash(file.fileName())
              + " "
              + ShellWord.bash(section)
              + " "
              + ShellWord.bash(key)
              + (value.isPresent() ? " set " : " remove ")
              + ShellWord.bash(value.orElse(""));
      case Change.Unit(String name) -> "unit " + ShellWord.bash(name);
      case Change.XrdpCertificate(int days, boolean own) ->
          "xrdp_certificate " + days + " " + (own ? "yes" : "no");
      case Change.XrdpKey() -> "xrdp_key";
      case Change.RestartUnit(String name) ->
          "restart_unit " + ShellWord.bash(name) + " \"$before\"";
      case Change.RegistryValue _,
          Change.Service _,
          Change.FirewallRules _,
          Change.RdpCertificate _,
          Change.Power _,
          Change.Once _,
          Change.RestartService _,
          Change.RestartComputer _ ->
          throw new IllegalArgumentException("Bash does not do this: " + change);
    };
  }
}
