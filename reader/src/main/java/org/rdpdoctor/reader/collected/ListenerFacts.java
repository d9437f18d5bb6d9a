package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.LicensingFound;
import org.rdpdoctor.facts.ServerFact.ListenerAbsent;
import org.rdpdoctor.facts.ServerFact.ListenerFound;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.ServerFact.WinStationAbsent;
import org.rdpdoctor.facts.ServerFact.WinStationFound;

/// Who listens, which listeners there should be, and what Remote Desktop Services says of itself.
record ListenerFacts(Collected collected) {
  private static final String HEARD = "server/listener";
  private static final String STATIONS = "server/winstations";
  private static final String WMI = "server/wmi";
  private static final int MOST = 50;

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    if (collected.has(HEARD)) {
      heard().limit(MOST).forEach(facts::add);
      for (String protocol : List.of("tcp", "udp")) {
        if (collected.rows(HEARD).stream().noneMatch(row -> isOurs(row, protocol))) {
          int port = collected.port();
          String said =
              "nothing listens on %s port %d".formatted(protocol.toUpperCase(Locale.ROOT), port);
          facts.add(new ListenerAbsent(protocol, port, collected.evidence(HEARD, said)));
        }
      }
    }
    if (collected.has(STATIONS)) {
      stations().limit(MOST).forEach(facts::add);
    }
    told().limit(MOST).forEach(facts::add);
    return facts;
  }

  private boolean isOurs(Row row, String protocol) {
    return row.lower("protocol").equals(protocol) && row.count("port") == collected.port();
  }

  private Stream<Observation> heard() {
    return collected.rows(HEARD).stream()
        .filter(row -> !row.text("protocol").isEmpty())
        .map(
            row ->
                new ListenerFound(
                    row.lower("protocol"),
                    row.text("address"),
                    row.count("port"),
                    row.text("process"),
                    row.texts("services"),
                    row.count("port") == collected.port(),
                    collected.evidence(
                        HEARD,
                        "%s %s:%d is %s (%s)"
                            .formatted(
                                row.lower("protocol"),
                                row.text("address"),
                                row.count("port"),
                                row.text("process"),
                                row.text("services")))));
  }

  private Stream<Observation> stations() {
    boolean known =
        collected.rows(STATIONS).stream()
            .anyMatch(row -> row.text("name").equalsIgnoreCase("RDP-Tcp"));
    Stream<Observation> absent =
        known
            ? Stream.empty()
            : Stream.of(
                new WinStationAbsent(
                    "RDP-Tcp", collected.evidence(STATIONS, "there is no listener RDP-Tcp")));
    Stream<Observation> found =
        collected.rows(STATIONS).stream()
            .filter(row -> row.has("port"))
            .map(
                row ->
                    new WinStationFound(
                        row.text("name"),
                        !row.text("enabled").equals("0"),
                        row.count("port"),
                        row.text("driver"),
                        collected.evidence(
                            STATIONS,
                            "%s on port %d, driver %s"
                                .formatted(
                                    row.text("name"), row.count("port"), row.text("driver")))));
    return Stream.concat(absent, found);
  }

  private Stream<Observation> told() {
    return collected.rows(WMI).stream()
        .filter(row -> row.text("class").equals("Win32_TerminalServiceSetting"))
        .limit(1)
        .flatMap(row -> Stream.concat(Stream.of(licensing(row)), settings(row)));
  }

  private Stream<Observation> settings(Row row) {
    return Stream.of("allowTSConnections", "logons", "sessionBrokerDrainMode")
        .filter(row::has)
        .map(
            name -> {
              String setting = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
              return new ServerSettingFound(
                  setting,
                  row.text(name),
                  "local",
                  collected.evidence(WMI, setting + " = " + row.text(name)));
            });
  }

  /// `LicensingType` and `TerminalServerMode` of Win32_TerminalServiceSetting.
  private Observation licensing(Row row) {
    String mode =
        switch (row.text("licensingType")) {
          case "1" -> "administration";
          case "2" -> "per device";
          case "4" -> "per user";
          case "5" -> "not configured";
          default -> "other";
        };
    int grace = row.number("graceDays").isPresent() ? row.count("graceDays") : -1;
    return new LicensingFound(
        row.text("terminalServerMode").equals("1"),
        mode,
        grace,
        row.texts("licenseServers"),
        collected.evidence(
            WMI,
            "licensing is %s, %s, servers: %s"
                .formatted(
                    mode,
                    grace < 0 ? "days of grace not told" : grace + " days of grace left",
                    row.texts("licenseServers").isEmpty() ? "none" : row.text("licenseServers"))));
  }
}
