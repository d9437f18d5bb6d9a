package org.rdpdoctor.reader.eventlog.attempts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;

/// Settings of Remote Desktop whose change a log tells of: Sysmon's or the audit of the registry.
final class Settings {
  private static final List<String> KNOWN =
      List.of(
          "PortNumber",
          "fDenyTSConnections",
          "UserAuthentication",
          "SecurityLayer",
          "MinEncryptionLevel");

  private static final Pattern VALUE = Pattern.compile("0x[0-9a-fA-F]{1,8}|\\d{1,10}");

  private final Map<String, EventRecord> last = new LinkedHashMap<>();

  /// A setting with its new value, as in `PortNumber` and `3390`.
  record Changed(String setting, String value) {}

  void see(EventRecord record) {
    changed(record)
        .ifPresent(
            changed ->
                last.merge(
                    changed.setting(),
                    record,
                    (one, other) -> one.timeCreated().isAfter(other.timeCreated()) ? one : other));
  }

  static Optional<Changed> changed(EventRecord record) {
    String provider = Lowered.of(record.provider());
    if (provider.equals("microsoft-windows-sysmon") && record.eventId() == 13) {
      String path = record.field("TargetObject");
      return of(path, path.substring(path.lastIndexOf('\\') + 1), record.field("Details"));
    }
    if (provider.endsWith("security-auditing") && record.eventId() == 4657) {
      return of(
          record.field("ObjectName"), record.field("ObjectValueName"), record.field("NewValue"));
    }
    return Optional.empty();
  }

  private static Optional<Changed> of(String path, String name, String value) {
    if (!path.toLowerCase(Locale.ROOT).contains("\\terminal server")) {
      return Optional.empty();
    }
    Matcher number = VALUE.matcher(value);
    return KNOWN.stream()
        .filter(known -> known.equalsIgnoreCase(name.strip()) && number.find())
        .findFirst()
        .map(known -> new Changed(known, Long.toString(Long.decode(number.group()))));
  }

  List<Observation> facts() {
    return last.values().stream().<Observation>map(Settings::fact).toList();
  }

  private static Observation fact(EventRecord record) {
    Changed changed = changed(record).orElseThrow();
    return new ServerSettingFound(
        changed.setting(),
        changed.value(),
        "local",
        record.evidence(changed.setting() + " was set to " + changed.value()));
  }
}
