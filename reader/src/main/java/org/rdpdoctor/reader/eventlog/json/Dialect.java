package org.rdpdoctor.reader.eventlog.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Under which names programs write the parts of an event in JSON: winlogbeat 5 to 8, NXLog,
/// evtx_dump, EvtxECmd, Fluent Bit, `Get-WinEvent | ConvertTo-Json`, Wazuh, tables of Azure.
///
/// A path is of names with points between; behind `!` stands the name of an attribute.
final class Dialect {
  private static final List<String> ATTRIBUTE_OF =
      List.of(".#attributes.", "_attributes.", ".@", ".$.", ".");

  /// The parts as [org.rdpdoctor.reader.eventlog.draft.RecordDraft#system] calls them.
  static final Map<String, List<String>> PARTS = new LinkedHashMap<>();

  static {
    part("EventID", "winlog.event_id event_id EventID EventId %EventID win.system.eventID Id");
    part("Channel", "winlog.channel log_name Channel %Channel win.system.channel LogName EventLog");
    part(
        "Provider.Name",
        "winlog.provider_name source_name SourceName ProviderName EventSourceName %Provider!Name"
            + " Provider win.system.providerName Source");
    part(
        "Computer",
        "winlog.computer_name computer_name Computer %Computer Hostname MachineName ComputerName"
            + " win.system.computer");
    part(
        "EventRecordID",
        "winlog.record_id record_number record_id EventRecordID EventRecordId %EventRecordID"
            + " RecordNumber RecordId EventRecordNumber win.system.eventRecordID");
    part(
        "TimeCreated.SystemTime",
        "%TimeCreated!SystemTime TimeCreated EventTime win.system.systemTime TimeGenerated"
            + " winlog.time_created @timestamp timestamp");
    part(
        "Level",
        "%Level Level win.system.level winlog.level log.level level EventLevel LevelDisplayName"
            + " EventType");
    part("Version", "winlog.version Version %Version win.system.version version");
    part("Task", "%Task Task TaskValue win.system.task winlog.task task");
    part("Opcode", "%Opcode OpcodeValue Opcode win.system.opcode winlog.opcode opcode");
    part("Keywords", "%Keywords winlog.keywords keywords Keywords win.system.keywords");
    part(
        "Correlation.ActivityID",
        "winlog.activity_id activity_id ActivityID ActivityId %Correlation!ActivityID"
            + " win.system.activityID");
    part(
        "Execution.ProcessID",
        "winlog.process.pid process_id ExecutionProcessID %Execution!ProcessID ProcessID ProcessId"
            + " win.system.processID");
    part(
        "Execution.ThreadID",
        "winlog.process.thread.id thread_id ThreadID %Execution!ThreadID ThreadId"
            + " win.system.threadID");
    part(
        "Security.UserID",
        "winlog.user.identifier user.identifier UserID UserId %Security!UserID Sid");
  }

  /// Where the fields stand.
  static final List<String> DATA =
      List.of(
          "winlog.event_data",
          "winlog.user_data",
          "event_data",
          "user_data",
          "EventData",
          "UserData",
          "Event.EventData",
          "Event.UserData",
          "Event.DebugData",
          "Event.ProcessingErrorData",
          "Payload",
          "Properties",
          "StringInserts");

  /// Where Wazuh puts the fields, whose names it begins with a small letter.
  static final List<String> LOWERED = List.of("win.eventdata", "data.win.eventdata");

  /// What may be around an event, or around many.
  static final List<String> AROUND =
      List.of(
          "_source",
          "result",
          "data",
          "hits.hits",
          "records",
          "Records",
          "value",
          "events",
          "Events",
          "Event");

  /// Beside the parts, what NXLog, Logstash and Azure add to an event whose fields stand beside
  /// them.
  static final Set<String> BESIDE =
      Set.of(
          "EventTimeWritten",
          "EventReceivedTime",
          "SeverityValue",
          "Severity",
          "EventType",
          "ProviderGuid",
          "ProviderId",
          "RelatedActivityID",
          "ExecutionThreadID",
          "Domain",
          "AccountName",
          "AccountType",
          "Category",
          "CategoryNumber",
          "Message",
          "FileName",
          "SourceModuleName",
          "SourceModuleType",
          "Qualifiers",
          "host",
          "port",
          "tags",
          "type",
          "message",
          "@version",
          "TenantId",
          "SourceSystem",
          "Type",
          "MG",
          "ManagementGroupName",
          "_ResourceId",
          "SourceComputerId",
          "EventOriginId",
          "AzureDeploymentID",
          "Role",
          "Activity",
          "RenderedDescription",
          "EventCategory",
          "TimeWritten",
          "SourceHandle");

  private Dialect() {}

  /// `%` stands for the System part, wherever that is.
  private static void part(String name, String paths) {
    var all = new ArrayList<String>();
    for (String path : paths.split(" ", -1)) {
      if (path.startsWith("%")) {
        attributes("Event.System." + path.substring(1), all);
        attributes("System." + path.substring(1), all);
      } else {
        all.add(path);
      }
      if (path.startsWith("win.")) {
        all.add("data." + path);
      }
    }
    PARTS.put(name, List.copyOf(all));
  }

  private static void attributes(String path, List<String> all) {
    int mark = path.indexOf('!');
    if (mark < 0) {
      all.add(path);
      return;
    }
    for (String between : ATTRIBUTE_OF) {
      all.add(path.substring(0, mark) + between + path.substring(mark + 1));
    }
  }

  /// Whether a member of an event is a part of it, or was added to it, rather than a field.
  static boolean isNoField(String member) {
    if (member.equals("ProcessId")) { // of the process that the event is about
      return false;
    }
    return BESIDE.contains(member)
        || member.startsWith("@")
        || PARTS.values().stream().anyMatch(paths -> paths.contains(member));
  }
}
