package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.facts.EventMeaning.Kind;
import org.rdpdoctor.facts.EventRecord;

/// Writes the events of a story as Windows would.
final class Log {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String RDP = "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS";
  private static final String SERVICES = "Microsoft-Windows-TerminalServices-";

  private final List<EventRecord> records = new ArrayList<>();

  /// Knows that Schannel's and the manager's errors are failures, and no code.
  static final EventKnowledge KNOWLEDGE =
      new EventKnowledge() {
        @Override
        public Optional<EventMeaning> meaning(String provider, int event) {
          Kind kind =
              List.of(1057, 1128, 139, 7031, 36870).contains(event) ? Kind.FAILURE : Kind.STEP;
          return Optional.of(
              new EventMeaning(
                  provider,
                  event,
                  "Name",
                  "Event " + event + " was logged.",
                  Optional.empty(),
                  kind,
                  List.of("ErrorCode"),
                  List.of()));
        }

        @Override
        public Optional<KnownCode> code(List<String> families, String code) {
          return Optional.empty();
        }
      };

  Log add(double second, String provider, int event, String activity, String... fields) {
    Map<String, String> data = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      data.put(fields[i], fields[i + 1]);
    }
    records.add(
        new EventRecord(
            records.size() + 1,
            NOON.plusMillis((long) (second * 1000)),
            "Channel",
            provider,
            event,
            0,
            4,
            "SRV.corp.example",
            activity,
            data,
            "test.evtx"));
    return this;
  }

  Log rdp(double second, int event, String activity, String... fields) {
    return add(second, RDP, event, activity, fields);
  }

  Log manager(double second, int event, String activity, String... fields) {
    return add(second, SERVICES + "RemoteConnectionManager", event, activity, fields);
  }

  Log sessions(double second, int event, String activity, String... fields) {
    return add(second, SERVICES + "LocalSessionManager", event, activity, fields);
  }

  Log client(double second, int event, String activity, String... fields) {
    return add(second, SERVICES + "ClientActiveXCore", event, activity, fields);
  }

  Log security(double second, int event, String... fields) {
    return add(second, "Microsoft-Windows-Security-Auditing", event, "LSA", fields);
  }

  Log system(double second, String provider, int event, String... fields) {
    return add(second, provider, event, "", fields);
  }

  /// A logon that leads to a session, as three logs tell it.
  Log session(double second, String user, String address) {
    String activity = "S" + second;
    return rdp(second, 131, activity, "ConnType", "TCP", "ClientIP", address + ":50000")
        .manager(second + 1, 1149, activity, "Param1", user, "Param2", "CORP", "Param3", address)
        .sessions(
            second + 2,
            21,
            activity,
            "User",
            "CORP\\" + user,
            "SessionID",
            "3",
            "Address",
            address);
  }

  /// A rejected logon, as three logs tell it.
  Log rejection(double second, String user, String address, String status) {
    String activity = "R" + second;
    return rdp(second, 131, activity, "ConnType", "TCP", "ClientIP", address + ":50001")
        .security(
            second + 0.5,
            4625,
            "TargetUserName",
            user,
            "TargetDomainName",
            "CORP",
            "Status",
            "0xc000006d",
            "SubStatus",
            status,
            "LogonType",
            "3",
            "LogonProcessName",
            "NtLmSsp ",
            "AuthenticationPackageName",
            "NTLM",
            "IpAddress",
            address,
            "IpPort",
            "50001")
        .rdp(second + 0.6, 140, activity, "IPString", address)
        .rdp(second + 1, 143, activity, "error", "64")
        .rdp(second + 1, 226, activity, "ErrorCode", "0x80070040")
        .rdp(second + 1, 102, activity);
  }

  Story story() {
    return told(records);
  }

  /// The same records in another order, as several files hold them.
  Story shuffled() {
    var mixed = new ArrayList<>(records);
    Collections.shuffle(mixed, new Random(7));
    return told(mixed);
  }

  private static Story told(List<EventRecord> records) {
    var history = new EventHistory(KNOWLEDGE);
    records.forEach(history);
    return history.story();
  }
}
