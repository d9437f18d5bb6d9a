package org.rdpdoctor.reader.eventlog;

import java.util.Map;
import java.util.function.Function;
import org.rdpdoctor.facts.EventRecord;

/// What the System part of an event says, by names that the other readers have for it too.
final class SystemPart {
  private static final Map<String, Function<EventRecord, String>> PARTS =
      Map.ofEntries(
          Map.entry("Provider_Name", EventRecord::provider),
          Map.entry("EventID", event -> String.valueOf(event.eventId())),
          Map.entry("Version", event -> String.valueOf(event.version())),
          Map.entry("Level", event -> String.valueOf(event.level())),
          Map.entry("Task", event -> String.valueOf(event.origin().task())),
          Map.entry("Opcode", event -> String.valueOf(event.origin().opcode())),
          Map.entry("Keywords", event -> "0x%016x".formatted(event.origin().keywords())),
          Map.entry("TimeCreated_SystemTime", event -> event.timeCreated().toString()),
          Map.entry("EventRecordID", event -> String.valueOf(event.recordId())),
          Map.entry("Correlation_ActivityID", SystemPart::activity),
          Map.entry("Execution_ProcessID", event -> String.valueOf(event.origin().processId())),
          Map.entry("Execution_ThreadID", event -> String.valueOf(event.origin().threadId())),
          Map.entry("Channel", EventRecord::channel),
          Map.entry("Computer", EventRecord::computer),
          Map.entry("Security_UserID", event -> event.origin().userId()));

  private SystemPart() {}

  private static String activity(EventRecord event) {
    return event.activityId().isEmpty() ? "" : "{" + event.activityId() + "}";
  }

  static boolean isOne(String name) {
    return PARTS.containsKey(name);
  }

  static String of(EventRecord event, String name) {
    return PARTS.getOrDefault(name, _ -> "no such part").apply(event);
  }
}
