package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.ClientFact.ClientEventRecorded;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ProgramCrashed;
import org.rdpdoctor.facts.ServerFact.ServerEventRecorded;
import org.rdpdoctor.facts.ServerFact.ServiceFailed;

/// Failures that belong to a machine and not to one attempt, counted by kind and code.
final class Incidents {
  private static final int MOST_KINDS = 2_000;
  private static final String SERVICES = "service control manager";
  private static final String CRASHES = "application error";

  /// Events that a machine logs as the client of others.
  private static final Set<String> OF_CLIENTS =
      Set.of(
          "lsasrv|6041",
          "schannel|36876",
          "schannel|36881",
          "schannel|36882",
          "schannel|36883",
          "schannel|36884");

  private final Map<String, Incident> byKind = new LinkedHashMap<>();

  private static final class Incident {
    private final String provider;
    private final int event;
    private final String about;
    private final String code;
    private int count;
    private EventRecord firstRecord;
    private EventRecord lastRecord;

    private Incident(EventRecord record, String provider, String about, String code) {
      this.provider = provider;
      this.event = record.eventId();
      this.about = about;
      this.code = code;
      this.firstRecord = record;
      this.lastRecord = record;
    }

    private Instant first() {
      return firstRecord.timeCreated().truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant last() {
      return lastRecord.timeCreated().truncatedTo(ChronoUnit.SECONDS);
    }
  }

  void see(EventRecord record, EventMeaning meaning) {
    if (meaning.kind() != EventMeaning.Kind.FAILURE) {
      return;
    }
    String provider = Lowered.of(record.provider());
    if (provider.endsWith("security-auditing") && record.eventId() != 4740) {
      return; // logons, which are attempts or concern something else
    }
    Optional<String> about = about(record, provider);
    if (about.isEmpty()) {
      return; // something that Remote Desktop does not need
    }
    String code = code(record, meaning);
    String kind = provider + '|' + record.eventId() + '|' + about.get() + '|' + code;
    Incident incident = byKind.get(kind);
    if (incident == null) {
      if (byKind.size() >= MOST_KINDS) {
        return;
      }
      incident = new Incident(record, meaning.provider(), about.get(), code);
      byKind.put(kind, incident);
    }
    incident.count++;
    if (record.timeCreated().isAfter(incident.lastRecord.timeCreated())) {
      incident.lastRecord = record;
    }
    if (record.timeCreated().isBefore(incident.firstRecord.timeCreated())) {
      incident.firstRecord = record;
    }
  }

  private static Optional<String> about(EventRecord record, String provider) {
    return switch (provider) {
      case SERVICES -> Services.known(record.field("param1"));
      case CRASHES -> {
        String program = record.field(record.field("AppName").isEmpty() ? "param1" : "AppName");
        yield Services.isOfSessions(program) ? Optional.of(program.strip()) : Optional.empty();
      }
      default -> Optional.of("");
    };
  }

  private static String code(EventRecord record, EventMeaning meaning) {
    for (String field : meaning.codeFields()) {
      String code = Numbers.code(record.field(field));
      if (!code.isEmpty()) {
        return code;
      }
    }
    return "";
  }

  /// Those that nobody overcame since: no session began, and no failed service came back.
  List<Observation> facts(Overcome overcome, ServiceStates services) {
    var facts = new ArrayList<Observation>();
    for (Incident incident : byKind.values()) {
      String computer = incident.lastRecord.computer();
      boolean back =
          incident.provider.equalsIgnoreCase(SERVICES)
              && services.isBack(computer, incident.about, incident.last());
      if (!back && !overcome.isOver(computer, incident.last())) {
        facts.add(fact(incident));
      }
    }
    return facts;
  }

  private static Observation fact(Incident incident) {
    String provider = Lowered.of(incident.provider);
    var evidence = incident.lastRecord.evidence(heard(incident));
    if (provider.equals(SERVICES)) {
      return new ServiceFailed(
          incident.about,
          how(incident.event),
          incident.code,
          incident.count,
          incident.first(),
          incident.last(),
          evidence);
    }
    if (provider.equals(CRASHES)) {
      return new ProgramCrashed(
          incident.about,
          incident.code,
          incident.count,
          incident.first(),
          incident.last(),
          evidence);
    }
    if (isOfClient(provider, incident.event)) {
      return new ClientEventRecorded(
          incident.provider,
          incident.event,
          incident.code,
          incident.count,
          incident.first(),
          incident.last(),
          evidence);
    }
    return new ServerEventRecorded(
        incident.provider,
        incident.event,
        incident.code,
        incident.count,
        incident.first(),
        incident.last(),
        evidence);
  }

  /// Whether a machine logs this as the client of others.
  static boolean isOfClient(String provider, int event) {
    String name = provider.toLowerCase(Locale.ROOT);
    return name.endsWith("clientactivexcore") || OF_CLIENTS.contains(name + '|' + event);
  }

  private static String heard(Incident incident) {
    String what = incident.provider + " " + incident.event;
    String code = incident.code.isEmpty() ? "" : " with " + incident.code;
    return incident.count == 1
        ? what + code
        : what + code + ", " + incident.count + " times, the last of them";
  }

  private static String how(int event) {
    return switch (event) {
      case 7031, 7034 -> "crashed";
      case 7000, 7001, 7009, 7032, 7038 -> "not started";
      case 7011, 7022 -> "hung";
      default -> "ended with an error";
    };
  }
}
