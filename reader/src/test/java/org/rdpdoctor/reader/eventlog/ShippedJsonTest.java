package org.rdpdoctor.reader.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.EventRecord;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShippedJsonTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123Z");

  @Test
  void winlogbeat_7_and_8() {
    EventRecord event =
        Read.text(
                """
                {"@timestamp":"2026-03-01T10:00:00.123Z","log":{"level":"error"},"winlog":{"channel":\
                "System","provider_name":"TermDD","event_id":"56","record_id":12,"version":1,\
                "computer_name":"srv.example","activity_id":"{f4205fb6-e245-42b0-a304-cb7ef48e0000}",\
                "keywords":["Audit Failure"],"process":{"pid":4,"thread":{"id":8}},"event_data":{\
                "param1":"\\\\Device\\\\Termdd","Count":3,"On":true,"None":null}},"message":"…"}
                """)
            .only();

    assertKnown(event);
    assertThat(event.level()).isEqualTo(2);
    assertThat(event.activityId()).isEqualTo("F4205FB6-E245-42B0-A304-CB7EF48E0000");
    assertThat(event.origin().keywords()).isEqualTo(EventRecord.Origin.AUDIT_FAILURE);
    assertThat(event.origin().threadId()).isEqualTo(8);
    assertThat(event.data())
        .containsExactly(
            entry("param1", "\\Device\\Termdd"),
            entry("Count", "3"),
            entry("On", "true"),
            entry("None", ""));
  }

  @Test
  void winlogbeat_with_dots_in_its_names() {
    EventRecord event =
        Read.text(
                """
                {"@timestamp":"2026-03-01T10:00:00.123Z","winlog.channel":"System","winlog.event_id":56,\
                "winlog.provider_name":"TermDD","winlog.record_id":12,"winlog.computer_name":"srv.example",\
                "winlog.event_data.param1":"x"}
                """)
            .only();

    assertKnown(event);
    assertThat(event.data()).containsExactly(entry("param1", "x"));
  }

  @Test
  void winlogbeat_5_and_6() {
    EventRecord event =
        Read.text(
                """
                {"@timestamp":"2026-03-01T10:00:00.123Z","log_name":"System","source_name":"TermDD",\
                "event_id":56,"record_number":"12","computer_name":"srv.example","level":"Warning",\
                "user_data":{"xml_name":"EventXML","User":"alice"},"beat":{"name":"x"}}
                """)
            .only();

    assertKnown(event);
    assertThat(event.level()).isEqualTo(3);
    assertThat(event.data()).containsExactly(entry("User", "alice"));
  }

  @Test
  void nxlog_whose_local_time_is_told_by_what_logstash_adds() {
    var read =
        Read.text(
            """
            {"EventTime":"2026-03-01 05:00:00.123","EventReceivedTime":"2026-03-01 05:00:03",\
            "@timestamp":"2026-03-01T10:00:03.900Z","Hostname":"srv.example","EventID":56,"RecordNumber":12,\
            "Channel":"System","SourceName":"TermDD","Severity":"ERROR","SeverityValue":4,"EventType":"ERROR",\
            "ExecutionProcessID":4,"ThreadID":8,"SourceModuleType":"im_msvistalog","ProcessId":"0x10",\
            "IpAddress":"::1","Message":"…","host":"wec","port":1,"tags":["a"]}
            """);

    assertKnown(read.only());
    assertThat(read.tally().notes()).isEmpty();
    assertThat(read.only().level()).isEqualTo(2);
    assertThat(read.only().origin().processId()).isEqualTo(4);
    assertThat(read.only().data())
        .containsExactly(entry("ProcessId", "0x10"), entry("IpAddress", "::1"));
  }

  @Test
  void a_time_without_zone_is_taken_for_utc_and_that_is_said() {
    var read =
        Read.text(
            """
            {"EventTime":"2026-03-01 10:00:00.123","Hostname":"srv.example","EventID":56,\
            "RecordNumber":12,"Channel":"System","SourceName":"TermDD"}
            """);

    assertKnown(read.only());
    assertThat(read.tally().notes())
        .containsExactly("The times in this file have no zone; they were taken for UTC.");
  }

  @Test
  void evtx_dump() {
    String event =
        """
        Record 12
        {
          "Event": {
            "#attributes": {"xmlns": "http://schemas.microsoft.com/win/2004/08/events/event"},
            "System": {
              "Provider": {"#attributes": {"Name": "TermDD"}},
              "EventID": {"#attributes": {"Qualifiers": 49162}, "#text": 56},
              "Level": 2,
              "TimeCreated": {"#attributes": {"SystemTime": "2026-03-01T10:00:00.123Z"}},
              "EventRecordID": 12,
              "Correlation": {"#attributes": {"ActivityID": "F4205FB6-E245-42B0-A304-CB7EF48E0000"}},
              "Channel": "System",
              "Computer": "srv.example",
              "Security": null
            },
            "%s"
          }
        }
        """;

    EventRecord named =
        Read.text(
                event.replace("\"%s\"", "\"EventData\": {\"User\": \"alice\", \"Binary\": \"00\"}"))
            .only();
    EventRecord unnamed =
        Read.text(event.replace("\"%s\"", "\"EventData\": {\"Data\": {\"#text\": [\"a\", \"b\"]}}"))
            .only();
    EventRecord user =
        Read.text(
                event.replace(
                    "\"%s\"",
                    """
                    "UserData": {"EventXML": {"#attributes": {"xmlns": "Event_NS"}, "User": "alice",
                    "Error": {"#attributes": {"Code": 7}}}}"""))
            .only();
    EventRecord none = Read.text(event.replace("\"%s\"", "\"EventData\": null")).only();

    assertKnown(named);
    assertThat(named.activityId()).isEqualTo("F4205FB6-E245-42B0-A304-CB7EF48E0000");
    assertThat(named.data()).containsExactly(entry("User", "alice"), entry("Binary", "00"));
    assertThat(unnamed.data()).containsExactly(entry("param1", "a"), entry("param2", "b"));
    assertThat(user.data()).containsExactly(entry("User", "alice"), entry("Error.Code", "7"));
    assertThat(none.data()).isEmpty();
  }

  @Test
  void evtx_dump_with_attributes_apart() {
    EventRecord event =
        Read.text(
                """
                {"Event":{"System":{"Provider_attributes":{"Name":"TermDD"},"EventID":56,"EventRecordID":12,\
                "TimeCreated_attributes":{"SystemTime":"2026-03-01T10:00:00.123Z"},"Channel":"System",\
                "Computer":"srv.example"},"EventData":{"User":"alice"}}}
                """)
            .only();

    assertKnown(event);
    assertThat(event.data()).containsExactly(entry("User", "alice"));
  }

  @Test
  void evtx_e_cmd_which_keeps_the_data_as_json_in_a_text() {
    EventRecord event =
        Read.text(
                """
                {"PayloadData1":"Target: x","MapDescription":"…","ChunkNumber":0,"Computer":"srv.example",\
                "Payload":"{\\"EventData\\":{\\"Data\\":[{\\"@Name\\":\\"User\\",\\"#text\\":\\"alice\\"},\
                {\\"@Name\\":\\"None\\"}]}}","Channel":"System","Provider":"TermDD","EventId":56,\
                "EventRecordId":"12","ProcessId":4,"ThreadId":8,"Level":"Error","RecordNumber":99,\
                "TimeCreated":"2026-03-01T10:00:00.1230000+00:00"}
                """)
            .only();

    assertKnown(event);
    assertThat(event.level()).isEqualTo(2);
    assertThat(event.data()).containsExactly(entry("User", "alice"), entry("None", ""));
  }

  @Test
  void what_powershell_converts_to_json_as_utf_16_in_an_array() {
    String text =
        """
        [
            {
                "Id":  56, "Version":  0, "Level":  2, "RecordId":  12, "ProviderName":  "TermDD",
                "LogName":  "System", "ProcessId":  4, "ThreadId":  8, "MachineName":  "srv.example",
                "UserId":  {"BinaryLength":  12, "Value":  "S-1-5-20"},
                "TimeCreated":  "\\/Date(1772359200123)\\/",
                "Properties":  [{"Value":  "\\\\Device"}, {"Value":  4}]
            }
        ]
        """;

    EventRecord event = Read.bytes(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)).only();

    assertKnown(event);
    assertThat(event.origin().userId()).isEqualTo("S-1-5-20");
    assertThat(event.data()).containsExactly(entry("param1", "\\Device"), entry("param2", "4"));
  }

  @Test
  void fluent_bit_and_wazuh_and_azure() {
    EventRecord fluentBit =
        Read.text(
                """
                {"ProviderName":"TermDD","EventID":56,"Level":2,"TimeCreated":"2026-03-01 19:00:00.123 +0900",\
                "EventRecordID":12,"Channel":"System","Computer":"srv.example","StringInserts":["a","b"]}
                """)
            .only();
    EventRecord wazuh =
        Read.text(
                """
                {"agent":{"id":"1"},"data":{"win":{"system":{"providerName":"TermDD","eventID":"56",\
                "level":"2","systemTime":"2026-03-01T10:00:00.1230000Z","eventRecordID":"12",\
                "channel":"System","computer":"srv.example"},"eventdata":{"targetUserName":"alice"}}}}
                """)
            .only();
    EventRecord azure =
        Read.text(
                """
                {"TimeGenerated":"2026-03-01T10:00:00.123Z","EventLog":"System","Source":"TermDD","EventID":56,\
                "Computer":"srv.example","EventRecordId":12,"EventData":"<EventData><Data Name='User'>alice</Data></EventData>"}
                """)
            .only();

    assertKnown(fluentBit);
    assertThat(fluentBit.data()).containsExactly(entry("param1", "a"), entry("param2", "b"));
    assertKnown(wazuh);
    assertThat(wazuh.data()).containsExactly(entry("TargetUserName", "alice"));
    assertKnown(azure);
    assertThat(azure.data()).containsExactly(entry("User", "alice"));
  }

  @Test
  void events_are_found_in_what_a_search_answers() {
    String event =
        """
        {"_index":"winlogbeat","_source":{"@timestamp":"2026-03-01T10:00:00.123Z","winlog":{\
        "channel":"System","provider_name":"TermDD","event_id":56,"record_id":%d,\
        "computer_name":"srv.example"}}}""";

    assertThat(
            Read.text(
                    "{\"took\":1,\"hits\":{\"total\":2,\"hits\":["
                        + event.formatted(1)
                        + ","
                        + event.formatted(2)
                        + "]}}")
                .ids())
        .containsExactly(1L, 2L);
  }

  @Test
  void a_damaged_line_is_told_and_spoils_no_other() {
    String event =
        "{\"EventID\":56,\"SourceName\":\"TermDD\",\"RecordNumber\":%d,\"Text\":\"a}{\\\"\"}\n";
    var read =
        Read.text(
            event.formatted(1)
                + event.formatted(2).substring(0, 40)
                + "\n"
                + event.formatted(3)
                + "{\"EventID\":nonsense}\n"
                + "{\"other\":1}\n"
                + event.formatted(4));

    assertThat(read.ids()).containsExactly(1L, 3L, 4L);
    assertThat(read.tally().damaged()).isEqualTo(2);
    assertThat(read.tally().notes()).contains("1 objects in this file are not Windows events.");
    assertThat(read.events().getFirst().data()).isEqualTo(Map.of("Text", "a}{\""));
  }

  @Test
  void nesting_without_end_is_refused() {
    String deep = "{\"EventID\":56,\"SourceName\":\"TermDD\",\"EventData\":" + "[".repeat(100_000);

    var read = Read.text(deep + "\n{\"EventID\":56,\"SourceName\":\"TermDD\",\"RecordNumber\":2}");

    assertThat(read.ids()).containsExactly(2L);
    assertThat(read.tally().damaged()).isOne();
  }

  @Test
  void other_json_is_no_event_log() {
    assertThat(Read.text("{\"a\": [1, 2, {\"b\": null}]}").tally().refusal()).isPresent();
    assertThat(Read.text("{\"a\": [1, 2, {\"b\"").tally().records()).isZero();
  }

  private static void assertKnown(EventRecord event) {
    assertThat(event.eventId()).isEqualTo(56);
    assertThat(event.provider()).isEqualTo("TermDD");
    assertThat(event.channel()).isEqualTo("System");
    assertThat(event.computer()).isEqualTo("srv.example");
    assertThat(event.recordId()).isEqualTo(12);
    assertThat(event.timeCreated()).isEqualTo(TIME);
  }
}
