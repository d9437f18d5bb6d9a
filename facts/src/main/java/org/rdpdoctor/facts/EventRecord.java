package org.rdpdoctor.facts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One record of a Windows event log, whatever kind of file it stood in.
///
/// @param recordId as the log counts; 0 if the file does not say
/// @param timeCreated in UTC
/// @param channel as in `Security`; empty if the file does not say
/// @param provider the name of the event's source
/// @param version of the event's form, 0 if the file does not say
/// @param level from 1, critical, over 2, error, 3, warning, to 4, information; 0 is always logged
/// @param activityId what joins events of one attempt: a GUID in upper case without braces; empty
///     if there is none
/// @param data all fields of EventData or UserData by name, in their order, as text. Fields without
///     a name are `param1`, `param2`, …; a second field of the same name has `#2` behind it, and
///     bytes are hex
/// @param source the file, for evidence
public record EventRecord(
    long recordId,
    Instant timeCreated,
    String channel,
    String provider,
    int eventId,
    int version,
    int level,
    String computer,
    String activityId,
    Map<String, String> data,
    String source) {

  public EventRecord {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /// The field's text, empty if there is no such field.
  public String field(String name) {
    return data.getOrDefault(name, "");
  }

  /// That this record says so.
  public Evidence evidence(String heard) {
    return Evidence.in(source + ", record " + recordId, heard);
  }
}
