package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.knowledge.Change;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Scripted;
import org.rdpdoctor.report.BashScript;
import org.rdpdoctor.report.PowerShellScript;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.report.ScriptOrigin;

/// Writes the script of a plan, and beside it the one that takes it back.
record ScriptDesk(Screen screen, Instant now) {
  /// @return the exit code
  /// @throws UsageException if nothing of the plan can be scripted so
  int write(PlanDesk.Found found, Words.Shell shell, Optional<Fix.Side> side, Optional<Path> out) {
    Scripted scripted = Scripted.of(found.plan(), shell.platform(), side);
    if (scripted.steps().isEmpty()) {
      throw new UsageException(nothing(found.plan(), shell, side));
    }
    Optional<Path> file = out.map(path -> NewFile.in(path, "fix." + shell.ending()));
    String name = file.map(Path::getFileName).map(Path::toString).orElse("fix." + shell.ending());
    var tool = new Report.Tool("rdpdoctor", Version.number());
    var origin = new ScriptOrigin(tool, now, found.from(), name);
    if (file.isEmpty()) {
      screen.out().print(script(scripted, shell, origin));
      screen.out().flush();
      return 0;
    }
    Path undo = file.get().resolveSibling(undoName(name, shell));
    var back = new ScriptOrigin(tool, now, found.from(), String.valueOf(undo.getFileName()));
    NewFile.check(undo);
    NewFile.write(file.get(), script(scripted, shell, origin), true);
    NewFile.write(undo, undo(scripted, shell, back), true);
    screen.err().println("written: " + file.get() + ", and " + undo + " which takes it back");
    screen.err().println("Read it first; " + firstRun(shell) + " shows what it would change.");
    return 0;
  }

  private static String script(Scripted scripted, Words.Shell shell, ScriptOrigin origin) {
    return switch (shell) {
      case BASH -> BashScript.render(scripted, origin);
      case POWERSHELL -> PowerShellScript.render(scripted, origin);
    };
  }

  private static String undo(Scripted scripted, Words.Shell shell, ScriptOrigin origin) {
    return switch (shell) {
      case BASH -> BashScript.renderUndo(scripted, origin);
      case POWERSHELL -> PowerShellScript.renderUndo(scripted, origin);
    };
  }

  private static String firstRun(Words.Shell shell) {
    return switch (shell) {
      case BASH -> "--dry-run";
      case POWERSHELL -> "-WhatIf";
    };
  }

  /// `fix.undo.sh` for `fix.sh`.
  private static String undoName(String name, Words.Shell shell) {
    String end = "." + shell.ending();
    return (name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name)
        + ".undo"
        + end;
  }

  private static String nothing(Plan plan, Words.Shell shell, Optional<Fix.Side> side) {
    String other =
        shell.platform() == Change.Platform.LINUX
            ? scripts(plan, Change.Platform.WINDOWS, "powershell")
            : scripts(plan, Change.Platform.LINUX, "bash");
    return "nothing of this plan is done by a script for "
        + shell.name().toLowerCase(Locale.ROOT)
        + side.map(there -> " on that side").orElse("")
        + other;
  }

  private static String scripts(Plan plan, Change.Platform platform, String shell) {
    List<String> ids =
        plan.steps().stream()
            .map(Plan.Step::fix)
            .filter(fix -> Scripted.canScript(fix, platform))
            .map(Fix::id)
            .toList();
    return ids.isEmpty()
        ? ": all of it is done by hand"
        : ids.stream().collect(Collectors.joining(", ", "; with --script " + shell + ": ", ""));
  }
}
