package org.rdpdoctor.facts;

import java.time.Instant;
import java.util.Map;

/// One record of a Windows event log, whatever kind of file it stood in.
///
/// @param recordId as the log counts; 0 if the file does not say
/// @param timeCreated in UTC
/// @param channel as in `Security`; empty if the file does not say
/// @param provider the name of the event's source
/// @param eventId as Event Viewer prints it: without qualifiers
/// @param version of the event's form, 0 if the file does not say
/// @param level from 1, critical, over 2, error, 3, warning, to 4, information; 0 is always logged
/// @param activityId what joins events of one attempt: a GUID in upper case without braces; empty
///     if there is none
/// @param data all fields of EventData or UserData by name, in their order, as text. Fields without
///     a name are `param1`, `param2`, …; a second field of the same name has `#2` behind it, and
///     bytes are hex
/// @param source the file, for evidence
/// @param origin what else the event says of where it comes from
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
    String source,
    Origin origin) {

  public EventRecord {
    data = EventFields.copyOf(data);
  }

  /// A record of which nothing is known but this.
  public EventRecord(
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
    this(
        recordId,
        timeCreated,
        channel,
        provider,
        eventId,
        version,
        level,
        computer,
        activityId,
        data,
        source,
        Origin.UNKNOWN);
  }

  /// What an event says of where it comes from, beside its name.
  ///
  /// @param task 0 if the file does not say, as with the numbers that follow
  /// @param keywords 64 bits; [#AUDIT_FAILURE] and [#AUDIT_SUCCESS] are among them
  /// @param processId of the process that logged it
  /// @param userId the SID of the account that logged it, empty if there is none
  public record Origin(
      int task, int opcode, long keywords, long processId, long threadId, String userId) {
    /// The keyword of an audit that failed.
    public static final long AUDIT_FAILURE = 0x10_0000_0000_0000L;

    /// The keyword of an audit that succeeded.
    public static final long AUDIT_SUCCESS = 0x20_0000_0000_0000L;

    public static final Origin UNKNOWN = new Origin(0, 0, 0, 0, 0, "");
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
