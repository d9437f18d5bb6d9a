package org.rdpdoctor.diagnosis.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Checks the fixes: files, use, and that none of them leaves a door open.
final class FixCheck {
  static final String FOLDER = "fixes/";

  /// Steps that switch off a firewall or NLA, for whoever can reach the machine.
  private static final Pattern OPENS_THE_DOOR =
      Pattern.compile(
          "(?i)advfirewall set \\S+ state off|NetFirewallProfile\\b.*-Enabled False"
              + "|\\bufw disable|UserAuthentication\\b.*(/d|-Value) 0|SetUserAuthenticationRequired.*\\b0");

  private final Consumer<KnowledgeFault> faults;

  FixCheck(Consumer<KnowledgeFault> faults) {
    this.faults = faults;
  }

  /// @param fixes by their file
  void check(Map<String, Fix> fixes, List<KnownCause> causes) {
    var used = new HashSet<String>();
    causes.forEach(cause -> cause.fixes().forEach(fix -> used.add(fix.id())));
    fixes.forEach(
        (file, fix) -> {
          file(file, fix);
          if (!used.contains(fix.id())) {
            report(file, "no cause has the fix " + fix.id());
          }
          doors(file, fix);
          temporary(file, fix);
          looks(file, fix);
        });
    causes.forEach(
        cause -> {
          safestFirst(cause);
          saferBefore(cause);
        });
  }

  private void file(String file, Fix fix) {
    String side = fix.side().name().toLowerCase(Locale.ROOT);
    String right = FOLDER + side + "/" + fix.id() + ".yaml";
    if (!file.equals(right)) {
      report(file, "the fix " + fix.id() + " belongs into " + right);
    }
  }

  private void doors(String file, Fix fix) {
    boolean opens =
        fix.ways().stream()
                .flatMap(way -> way.steps().stream())
                .anyMatch(step -> OPENS_THE_DOOR.matcher(step).find())
            || fix.changes().stream().anyMatch(FixCheck::opens);
    if (opens && !fix.temporary()) {
      report(file, "switches off a firewall or NLA for good");
    }
  }

  private static boolean opens(Change change) {
    return change instanceof Change.RegistryValue(_, String name, _, Optional<String> value)
        && name.equals("UserAuthentication")
        && value.filter(text -> Long.parseLong(text) == 0).isPresent();
  }

  /// What must not stay says what is open meanwhile, and for how long.
  private void temporary(String file, Fix fix) {
    if (fix.temporary() && (fix.weakens().isEmpty() || fix.atMost().isEmpty())) {
      report(file, "a fix that must not stay needs weakens and atMost");
    }
    if (!fix.temporary() && fix.atMost().isPresent()) {
      report(file, "atMost is said of a fix that may stay");
    }
  }

  private void looks(String file, Fix fix) {
    if (fix.looks() && (fix.risk() != Fix.Risk.NONE || !fix.changes().isEmpty())) {
      report(file, "a fix that only looks has no risk and changes nothing");
    }
  }

  /// What lowers security for good is the last resort.
  private void saferBefore(KnownCause cause) {
    boolean safer = false;
    for (Fix fix : cause.fixes()) {
      if (!fix.temporary() && fix.weakens().isPresent() && !safer) {
        faults.accept(
            new KnowledgeFault(
                cause.place().file(),
                cause.place().line(),
                "the fix "
                    + fix.id()
                    + " lowers security for good, and no safer one is before it"));
      }
      safer |= !fix.temporary() && !fix.looks() && fix.weakens().isEmpty();
    }
  }

  private void safestFirst(KnownCause cause) {
    boolean safer = cause.fixes().stream().anyMatch(fix -> !fix.temporary());
    if (safer && cause.fixes().getFirst().temporary()) {
      faults.accept(
          new KnowledgeFault(
              cause.place().file(), cause.place().line(), "a fix that may stay comes first"));
    }
  }

  private void report(String file, String what) {
    faults.accept(new KnowledgeFault(file, 1, what));
  }
}
