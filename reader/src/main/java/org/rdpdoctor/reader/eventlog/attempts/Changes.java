package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.EventRecord;

/// What changed on the machines, the latest of it.
final class Changes {
  private static final int MOST = 20_000;

  /// Smaller steps of a clock are its ordinary setting.
  private static final Duration CLOCK_STEP = Duration.ofSeconds(60);

  private final Deque<Change> changes = new ArrayDeque<>();

  void see(EventRecord record) {
    read(record)
        .ifPresent(
            change -> {
              changes.addLast(change);
              if (changes.size() > MOST) {
                changes.removeFirst();
              }
            });
  }

  List<Change> all() {
    return List.copyOf(changes);
  }

  private static Optional<Change> read(EventRecord record) {
    Optional<Settings.Changed> setting = Settings.changed(record);
    if (setting.isPresent()) {
      String what = setting.get().setting() + " was set to " + setting.get().value();
      return of(record, "listener", what);
    }
    String provider = Lowered.of(record.provider());
    return switch (provider) {
      case "microsoft-windows-windowsupdateclient" -> update(record);
      case "microsoft-windows-servicing" -> servicing(record);
      case "eventlog" -> ofLog(record);
      case "user32" ->
          record.eventId() == 1074 ? of(record, "restart", restart(record)) : Optional.empty();
      case "microsoft-windows-kernel-power" ->
          record.eventId() == 41
              ? of(record, "restart", "the machine restarted without having been shut down")
              : Optional.empty();
      case "microsoft-windows-kernel-general" ->
          record.eventId() == 1
              ? clock(record, record.field("OldTime"), record.field("NewTime"))
              : Optional.empty();
      case "service control manager" -> service(record);
      case "microsoft-windows-terminalservices-remoteconnectionmanager" -> listener(record);
      case "microsoft-windows-certificateservicesclient-lifecycle-system" -> certificate(record);
      case "microsoft-windows-grouppolicy" ->
          record.eventId() == 1502
              ? of(record, "policy", "new policies for the machine came into force")
              : Optional.empty();
      case "microsoft-windows-security-auditing" -> audited(record);
      default -> Optional.empty();
    };
  }

  private static Optional<Change> update(EventRecord record) {
    String title = first(record, "updateTitle", "param1");
    // Definitions for the virus scanner come several times a day.
    if (title.isEmpty() || title.contains("KB2267602") || title.contains("KB915597")) {
      return Optional.empty();
    }
    return switch (record.eventId()) {
      case 19 -> of(record, "update", "an update was installed: " + title);
      case 20 -> of(record, "update", "an update could not be installed: " + title);
      case 23 -> of(record, "update", "an update was removed: " + title);
      default -> Optional.empty();
    };
  }

  private static Optional<Change> servicing(EventRecord record) {
    String kb = first(record, "PackageIdentifier", "param1");
    return record.eventId() == 2 && kb.startsWith("KB")
        ? of(record, "update", kb + " was installed or removed")
        : Optional.empty();
  }

  private static Optional<Change> ofLog(EventRecord record) {
    return switch (record.eventId()) {
      case 6005 -> of(record, "restart", "the machine started");
      case 6008 -> of(record, "restart", "the shutdown before was unexpected");
      case 6011 -> of(record, "name", "the name of the machine was changed");
      default -> Optional.empty();
    };
  }

  private static String restart(EventRecord record) {
    String program = Services.fileName(record.field("param1"));
    return (program.isEmpty() ? "somebody" : program) + " asked for a restart or shutdown";
  }

  private static Optional<Change> clock(EventRecord record, String before, String after) {
    try {
      Duration step = Duration.between(Instant.parse(before), Instant.parse(after));
      return step.abs().compareTo(CLOCK_STEP) < 0
          ? Optional.empty()
          : of(record, "clock", "the clock was set by " + step.toSeconds() + " s");
    } catch (DateTimeParseException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Optional<Change> service(EventRecord record) {
    Optional<String> service = Services.known(record.field("param1"));
    if (service.isEmpty()) {
      return Optional.empty();
    }
    return switch (record.eventId()) {
      case 7036 ->
          Services.isStopped(record.field("param2"))
              ? of(record, "service", service.get() + " stopped")
              : Optional.empty();
      case 7040 ->
          of(
              record,
              "service",
              "the start of " + service.get() + " was changed to " + record.field("param3"));
      case 7031, 7034 -> of(record, "service", service.get() + " crashed");
      default -> Optional.empty();
    };
  }

  private static Optional<Change> listener(EventRecord record) {
    return switch (record.eventId()) {
      case 1056 -> of(record, "certificate", "the server made itself a new certificate");
      case 1057 -> of(record, "certificate", "the server could not make itself a certificate");
      case 1058 ->
          of(record, "certificate", "the server could not replace its expired certificate");
      case 259 -> of(record, "listener", "the listener stopped");
      case 1157 -> of(record, "listener", "the settings of the listener were changed");
      default -> Optional.empty();
    };
  }

  private static Optional<Change> certificate(EventRecord record) {
    return switch (record.eventId()) {
      case 1001 -> of(record, "certificate", "a certificate of the machine was replaced");
      case 1002 -> of(record, "certificate", "a certificate of the machine expired");
      case 1004 -> of(record, "certificate", "a certificate of the machine was deleted");
      case 1006 -> of(record, "certificate", "a certificate was installed");
      default -> Optional.empty();
    };
  }

  private static final Set<Integer> FIREWALL = Set.of(4946, 4947, 4948, 4950);

  private static Optional<Change> audited(EventRecord record) {
    String who = record.field("TargetUserName");
    if (FIREWALL.contains(record.eventId())) {
      String rule = record.field("RuleName");
      return of(
          record, "firewall", "the firewall was changed" + (rule.isEmpty() ? "" : ": " + rule));
    }
    return switch (record.eventId()) {
      case 4616 -> clock(record, record.field("PreviousTime"), record.field("NewTime"));
      case 4717, 4718 -> of(record, "policy", "rights to log on were changed");
      case 4723, 4724 -> of(record, "account", "the password of " + who + " was changed");
      case 4725 -> of(record, "account", "the account " + who + " was disabled");
      case 4740 -> of(record, "account", "the account " + who + " was locked");
      case 4733 -> of(record, "account", "a member was taken out of the group " + who);
      default -> Optional.empty();
    };
  }

  private static String first(EventRecord record, String name, String otherwise) {
    String text = record.field(name).strip();
    return text.isEmpty() ? record.field(otherwise).strip() : text;
  }

  private static Optional<Change> of(EventRecord record, String kind, String what) {
    return Optional.of(
        new Change(
            record.timeCreated(),
            record.computer(),
            kind,
            what,
            record.provider(),
            record.eventId(),
            record.source(),
            record.recordId()));
  }
}
