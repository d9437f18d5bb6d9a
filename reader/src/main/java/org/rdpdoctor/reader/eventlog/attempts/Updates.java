package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.facts.ClientFact.ClientUpdateInstalled;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;

/// The updates that machines installed, and did not remove later, as their logs tell.
final class Updates {
  private static final int MOST = 2_000;
  private static final int MOST_TOLD = 100;
  private static final Pattern KB = Pattern.compile("\\bKB(\\d{6,8})\\b");

  /// Definitions for the virus scanner come several times a day.
  private static final Set<String> DEFINITIONS = Set.of("KB2267602", "KB915597");

  private final Map<String, Change> installed = new LinkedHashMap<>();
  private final Map<String, Instant> removed = new LinkedHashMap<>();

  void see(EventRecord record) {
    switch (Lowered.of(record.provider())) {
      case "microsoft-windows-windowsupdateclient" -> {
        String title = first(record, "updateTitle", "param1");
        if (record.eventId() == 19) {
          installed(record, title);
        } else if (record.eventId() == 23) {
          removed(record, title);
        }
      }
      case "microsoft-windows-servicing" -> {
        String state = first(record, "IntendedPackageStateTextized", "param3");
        String name = first(record, "PackageIdentifier", "param1");
        if (record.eventId() == 2 && state.equalsIgnoreCase("Installed")) {
          installed(record, name);
        } else if (record.eventId() == 2 && state.equalsIgnoreCase("Absent")) {
          removed(record, name);
        }
      }
      default -> {} // of something else
    }
  }

  private void installed(EventRecord record, String text) {
    Matcher kb = KB.matcher(text);
    if (!kb.find() || DEFINITIONS.contains(kb.group()) || installed.size() >= MOST) {
      return;
    }
    var change =
        new Change(
            record.timeCreated(),
            record.computer(),
            "update",
            kb.group(),
            record.provider(),
            record.eventId(),
            record.source(),
            record.recordId());
    installed.merge(
        key(change.computer(), change.what()), change, (a, b) -> a.at().isBefore(b.at()) ? b : a);
  }

  private void removed(EventRecord record, String text) {
    Matcher kb = KB.matcher(text);
    if (kb.find() && removed.size() < MOST) {
      removed.merge(
          key(record.computer(), kb.group()),
          record.timeCreated(),
          (a, b) -> a.isBefore(b) ? b : a);
    }
  }

  /// Those of the machines that attempts tell of, or of the only machine.
  ///
  /// @param last when the latest record of all was written
  List<Observation> facts(List<Attempt> attempts, Instant last) {
    Map<String, Set<Side>> sides =
        attempts.stream()
            .collect(
                Collectors.groupingBy(
                    Attempt::computer, Collectors.mapping(Attempt::side, Collectors.toSet())));
    boolean alone = installed.values().stream().map(Change::computer).distinct().count() == 1;
    return installed.entrySet().stream()
        .filter(entry -> !isGone(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(Change::at).reversed())
        .flatMap(
            change -> {
              Set<Side> of = sides.getOrDefault(change.computer(), Set.of());
              return of.isEmpty() && !(alone && sides.isEmpty())
                  ? Stream.<Observation>empty()
                  : Stream.of(fact(change, of.equals(Set.of(Side.CLIENT)), last));
            })
        .limit(MOST_TOLD)
        .toList();
  }

  private boolean isGone(String key, Change change) {
    Instant gone = removed.get(key);
    return gone != null && !gone.isBefore(change.at());
  }

  private static Observation fact(Change change, boolean ofClient, Instant last) {
    Instant at = change.at().truncatedTo(ChronoUnit.SECONDS);
    int days = Math.clamp(Duration.between(at, last).toDays(), 0, Integer.MAX_VALUE);
    Evidence evidence = change.evidence(change.what() + " was installed");
    return ofClient
        ? new ClientUpdateInstalled(change.what(), at, days, evidence)
        : new ServerUpdateInstalled(change.what(), at, days, evidence);
  }

  private static String key(String computer, String kb) {
    return Lowered.of(computer) + ' ' + kb;
  }

  private static String first(EventRecord record, String name, String otherwise) {
    String text = record.field(name).strip();
    return text.isEmpty() ? record.field(otherwise).strip() : text;
  }
}
