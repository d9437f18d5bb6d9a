package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServiceFailed;

/// In which state the logs leave the services that Remote Desktop needs.
final class ServiceStates {
  /// Only these are missed at once when they stop.
  private static final List<String> NEEDED = List.of("TermService", "TSGateway", "Tssdis");

  private final Map<String, EventRecord> lastState = new HashMap<>();
  private final Map<String, Instant> lastBoot = new HashMap<>();

  void see(EventRecord record) {
    String provider = Lowered.of(record.provider());
    if (provider.equals("eventlog") && (record.eventId() == 6005 || record.eventId() == 6006)) {
      String computer = Overcome.computerKey(record.computer());
      if (computer.length() >= 256) {
        return;
      }
      lastBoot.merge(
          computer, record.timeCreated(), (one, other) -> one.isAfter(other) ? one : other);
    } else if (provider.equals("service control manager") && record.eventId() == 7036) {
      String computer = Overcome.computerKey(record.computer());
      Services.known(record.field("param1"))
          .ifPresent(
              service ->
                  lastState.merge(
                      computer + '|' + service,
                      record,
                      (one, other) ->
                          one.timeCreated().isAfter(other.timeCreated()) ? one : other));
    }
  }

  /// When the service was last seen to run.
  private Optional<Instant> runningSince(String computer, String service) {
    return Optional.ofNullable(lastState.get(Overcome.computerKey(computer) + '|' + service))
        .filter(record -> !Services.isStopped(record.field("param2")))
        .map(EventRecord::timeCreated);
  }

  /// Whether a failed service came back, or the machine was started anew.
  boolean isBack(String computer, String service, Instant failed) {
    Instant boot = lastBoot.getOrDefault(Overcome.computerKey(computer), Instant.MIN);
    return boot.isAfter(failed)
        || runningSince(computer, service).filter(since -> since.isAfter(failed)).isPresent();
  }

  /// Services that the logs leave stopped, while the machine went on.
  List<Observation> stopped(Overcome overcome) {
    var facts = new ArrayList<Observation>();
    lastState.forEach(
        (key, record) -> {
          String service = key.substring(key.indexOf('|') + 1);
          Instant at = record.timeCreated();
          Instant boot =
              lastBoot.getOrDefault(Overcome.computerKey(record.computer()), Instant.MIN);
          if (NEEDED.contains(service)
              && Services.isStopped(record.field("param2"))
              && boot.isBefore(at)
              && !overcome.isOver(record.computer(), at)) {
            facts.add(
                new ServiceFailed(
                    service, "stopped", "", 1, at, at, record.evidence("the service stopped")));
          }
        });
    return facts;
  }
}
