package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Observation;

/// The values of the registry as settings: each once, the policy where there is one, for a policy
/// overrides what the machine says.
final class Settings {
  /// Keys whose values have names that nothing else has; those of other keys keep the end of their
  /// key in front.
  private static final Set<String> PLAIN =
      Set.of(
          "terminal server",
          "rdp-tcp",
          "terminal services",
          "licensing core",
          "clustersettings",
          "lsa",
          "msv1_0",
          "setup",
          "client",
          "terminal server client",
          "deviceguard",
          "vault");

  /// Keys that hold a key for each of something.
  private static final Set<String> LISTED =
      Set.of("ciphers", "hashes", "keyexchangealgorithms", "credentialsdelegation");

  private Settings() {}

  private record Found(String origin, Row row, String section) {}

  static Stream<Observation> of(Collected collected, Machine machine) {
    Map<String, List<Found>> settings = new TreeMap<>();
    List<String> sections =
        machine == Machine.SERVER
            ? List.of("machine/registry")
            : List.of("machine/registry", "client/registry");
    for (String section : sections) {
      for (Row row : collected.rows(section)) {
        if (row.has("key") && row.has("name")) {
          settings
              .computeIfAbsent(name(row), _ -> new ArrayList<>())
              .add(new Found(origin(row), row, section));
        }
      }
    }
    return settings.entrySet().stream()
        .map(entry -> fact(entry.getKey(), entry.getValue(), collected, machine));
  }

  private static Observation fact(
      String setting, List<Found> found, Collected collected, Machine machine) {
    Found chosen = found.getFirst();
    for (String origin : List.of("absent", "local", "policy")) {
      for (Found each : found) {
        chosen = each.origin().equals(origin) ? each : chosen;
      }
    }
    String value = chosen.row().text("value");
    return machine.setting(
        setting,
        chosen.origin().equals("absent") ? "" : value,
        chosen.origin(),
        collected.evidence(chosen.section(), heard(setting, found)));
  }

  private static String heard(String setting, List<Found> found) {
    List<String> set =
        found.stream()
            .filter(each -> !each.origin().equals("absent"))
            .map(each -> "%s (%s)".formatted(each.row().text("value"), each.origin()))
            .toList();
    return setting + (set.isEmpty() ? " is not set" : " = " + String.join(", ", set));
  }

  private static String origin(Row row) {
    if (!row.flag("present")) {
      return "absent";
    }
    return row.lower("key").contains("\\policies\\") ? "policy" : "local";
  }

  private static String name(Row row) {
    List<String> key = List.of(row.text("key").split("\\\\"));
    String last = key.getLast();
    String owner = key.size() > 1 ? key.get(key.size() - 2) : "";
    String family = key.size() > 2 ? key.get(key.size() - 3) : "";
    String name = row.text("name");
    if (family.equalsIgnoreCase("Protocols") || LISTED.contains(owner.toLowerCase(Locale.ROOT))) {
      return String.join("\\", owner, last, name);
    }
    if (PLAIN.contains(last.toLowerCase(Locale.ROOT))) {
      return name;
    }
    return (last.equalsIgnoreCase("Parameters") ? owner : last) + "\\" + name;
  }
}
