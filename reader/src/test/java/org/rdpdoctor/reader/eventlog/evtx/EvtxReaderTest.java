package org.rdpdoctor.reader.eventlog.evtx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.Read;
import org.rdpdoctor.reader.eventlog.evtx.BinXmlWriter.Value;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvtxReaderTest {
  @Test
  void the_system_part_says_what_and_when_and_where() {
    EventRecord event = only(new LogWriter().event(1158, xml -> xml.element("EventData", _ -> {})));

    assertThat(event.recordId()).isEqualTo(1);
    assertThat(event.eventId()).isEqualTo(1158);
    assertThat(event.provider()).isEqualTo("TestProvider");
    assertThat(event.channel()).isEqualTo("TestChannel");
    assertThat(event.computer()).isEqualTo("srv.example");
    assertThat(event.level()).isEqualTo(2);
    assertThat(event.timeCreated()).isEqualTo(Instant.parse("2026-03-01T09:59:59.7654321Z"));
    assertThat(event.activityId()).isEqualTo("F4205FB6-E245-42B0-A304-CB7EF48E0000");
    assertThat(event.origin().keywords() & EventRecord.Origin.AUDIT_FAILURE).isNotZero();
    assertThat(event.source()).isEqualTo("test.file");
    assertThat(event.data()).isEmpty();
  }

  @Test
  void a_template_gives_its_values_their_names_in_the_first_record_and_in_later_ones() {
    var log = new LogWriter();
    for (String user : List.of("alice", "bob")) {
      log.record(
          xml ->
              xml.fragmentHeader()
                  .instance(
                      "logon",
                      EvtxReaderTest::logon,
                      List.of(
                          Value.number(ValueType.UINT16, 2, 4625),
                          Value.number(
                              ValueType.FILE_TIME, 8, LogWriter.fileTime("2026-03-01T10:00:00Z")),
                          Value.text(user),
                          Value.number(ValueType.HEX_INT32, 4, 0xC000006DL),
                          Value.none()))
                  .endOfFile());
    }

    List<EventRecord> events = Read.bytes(log.file()).events();

    assertThat(events).extracting(EventRecord::eventId).containsExactly(4625, 4625);
    assertThat(events.get(0).data())
        .containsExactly(entry("TargetUserName", "alice"), entry("Status", "0xc000006d"));
    assertThat(events.get(1).data())
        .containsExactly(entry("TargetUserName", "bob"), entry("Status", "0xc000006d"));
    assertThat(events.get(1).timeCreated()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
  }

  private static void logon(BinXmlWriter xml) {
    xml.element(
        "Event",
        event ->
            event
                .element(
                    "System",
                    system ->
                        system
                            .element("EventID", id -> id.slot(0, ValueType.UINT16))
                            .element(
                                "TimeCreated",
                                Map.of("SystemTime", time -> time.slot(1, ValueType.FILE_TIME)),
                                _ -> {}))
                .element(
                    "EventData",
                    data ->
                        data.data("TargetUserName", x -> x.slot(2, ValueType.STRING))
                            .data("Status", x -> x.slot(3, ValueType.HEX_INT32))
                            .data("SubStatus", x -> x.optionalSlot(4, ValueType.HEX_INT32))));
  }

  @Test
  void a_fragment_in_a_value_is_a_part_of_the_event_with_a_template_and_without() {
    Consumer<BinXmlWriter> outer =
        xml ->
            xml.element(
                "Event",
                event ->
                    event
                        .element("System", s -> s.element("EventID", x -> x.text("1149")))
                        .element("UserData", data -> data.optionalSlot(0, ValueType.BIN_XML)));
    var log =
        new LogWriter()
            .record(
                xml ->
                    xml.fragmentHeader()
                        .outer(
                            "outer",
                            outer,
                            value ->
                                value
                                    .fragmentHeader()
                                    .instance(
                                        "inner",
                                        inner ->
                                            inner.element(
                                                "EventXML",
                                                x ->
                                                    x.element(
                                                        "Param3",
                                                        p -> p.slot(0, ValueType.STRING))),
                                        List.of(Value.text("203.0.113.9")))
                                    .endOfFile())
                        .endOfFile())
            .record(
                xml ->
                    xml.fragmentHeader()
                        .outer(
                            "outer",
                            outer,
                            value ->
                                value
                                    .element(
                                        "EventXML",
                                        x -> x.element("Param3", p -> p.text("203.0.113.10")))
                                    .endOfFile())
                        .endOfFile());

    assertThat(Read.bytes(log.file()).events())
        .extracting(event -> event.field("Param3"))
        .containsExactly("203.0.113.9", "203.0.113.10");
  }

  @Test
  void fields_without_a_name_are_counted_and_repeated_names_are_told_apart() {
    Map<String, String> data =
        data(
            xml ->
                xml.element("Data", x -> x.text("first"))
                    .data("User", x -> x.text("alice"))
                    .element("Data", x -> x.text(""))
                    .data("User", x -> x.text("bob"))
                    .element("Binary", x -> x.text("00FF")));

    assertThat(data)
        .containsExactly(
            entry("param1", "first"),
            entry("User", "alice"),
            entry("param2", ""),
            entry("User#2", "bob"),
            entry("Binary", "00FF"));
  }

  @Test
  void user_data_is_flattened_to_its_leaves_and_attributes_without_namespaces() {
    var log =
        new LogWriter()
            .event(
                23,
                xml ->
                    xml.element(
                        "UserData",
                        data ->
                            data.element(
                                "auto:EventXML",
                                Map.of("xmlns:auto", x -> x.text("Event_NS")),
                                x ->
                                    x.element("User", u -> u.text("EXAMPLE\\alice"))
                                        .element("Empty", _ -> {})
                                        .element(
                                            "Error", Map.of("Code", c -> c.text("15007")), _ -> {})
                                        .element(
                                            "Nested",
                                            n -> n.element("User", u -> u.text("bob"))))));

    assertThat(only(log).data())
        .containsExactly(
            entry("User", "EXAMPLE\\alice"),
            entry("Empty", ""),
            entry("Error", ""),
            entry("Error.Code", "15007"),
            entry("User#2", "bob"));
  }

  @Test
  void what_windows_says_of_an_event_that_it_could_not_render_is_data_too() {
    var log =
        new LogWriter()
            .event(
                5,
                xml ->
                    xml.element(
                            "ProcessingErrorData",
                            x -> x.element("ErrorCode", c -> c.text("15005")))
                        .element("RenderingInfo", x -> x.element("Message", m -> m.text("Hallo"))));

    assertThat(only(log).data()).containsExactly(entry("ErrorCode", "15005"));
  }

  @Test
  void text_is_put_together_from_all_its_pieces() {
    Map<String, String> data =
        data(
            xml ->
                xml.data(
                        "Message",
                        x ->
                            x.text("a")
                                .entity("lt")
                                .characterReference('€')
                                .cdata("<&>")
                                .processingInstruction("target", "data")
                                .entity("amp")
                                .text("z"))
                    .element(
                        "Data",
                        Map.of("Name", x -> x.text("in").entity("quot").text("side")),
                        x -> x.text("v")));

    assertThat(data).containsExactly(entry("Message", "a<€<&>&z"), entry("in\"side", "v"));
  }

  @Test
  void every_type_of_value_has_the_text_that_windows_gives_it() {
    HexFormat hex = HexFormat.of();
    assertThat(text(ValueType.INT8, "ff")).isEqualTo("-1");
    assertThat(text(ValueType.UINT8, "ff")).isEqualTo("255");
    assertThat(text(ValueType.INT16, "feff")).isEqualTo("-2");
    assertThat(text(ValueType.UINT16, "feff")).isEqualTo("65534");
    assertThat(text(ValueType.INT32, "5f800480")).isEqualTo("-2147188641");
    assertThat(text(ValueType.UINT32, "ffffffff")).isEqualTo("4294967295");
    assertThat(text(ValueType.INT64, "ffffffffffffffff")).isEqualTo("-1");
    assertThat(text(ValueType.UINT64, "ffffffffffffffff")).isEqualTo("18446744073709551615");
    assertThat(text(ValueType.HEX_INT32, "6d0000c0")).isEqualTo("0xc000006d");
    assertThat(text(ValueType.HEX_INT64, "e703000000000000")).isEqualTo("0x3e7");
    assertThat(text(ValueType.SIZE_T, "0400000000000000")).isEqualTo("0x4");
    assertThat(text(ValueType.REAL32, "0000c03f")).isEqualTo("1.5");
    assertThat(text(ValueType.REAL64, "0000000000000840")).isEqualTo("3");
    assertThat(text(ValueType.REAL64, "000000000000f07f")).isEqualTo("1.#INF");
    assertThat(text(ValueType.BOOL, "00000000")).isEqualTo("false");
    assertThat(text(ValueType.BOOL, "00010000")).isEqualTo("true");
    assertThat(text(ValueType.BINARY, "00ffab")).isEqualTo("00FFAB");
    assertThat(text(ValueType.GUID, "b65f20f445e2b042a304cb7ef48e0000"))
        .isEqualTo("{F4205FB6-E245-42B0-A304-CB7EF48E0000}");
    assertThat(text(ValueType.SID, "010100000000000514000000")).isEqualTo("S-1-5-20");
    assertThat(text(ValueType.SID, "01050000000000051500000001020304050607080910111200020000"))
        .isEqualTo("S-1-5-21-67305985-134678021-303108105-512");
    assertThat(text(ValueType.SYS_TIME, "e1070400050015000a0029001200f401"))
        .isEqualTo("2017-04-21T10:41:18.500Z");
    assertThat(text(ValueType.STRING, hex.formatHex("ä\0x".getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("ä");
    assertThat(
            text(
                ValueType.ANSI_STRING,
                hex.formatHex("Größe €\0".getBytes(Charset.forName("windows-1252")))))
        .isEqualTo("Größe €");
    assertThat(text(0x7E, "0102")).isEqualTo("0102");
    assertThat(text(ValueType.GUID, "0102")).isEqualTo("0102");
    assertThat(text(ValueType.NULL, "")).isEmpty();
  }

  @Test
  void a_time_in_a_field_has_nine_digits_and_a_file_time_has_seven_of_them() {
    var data =
        data(
            xml ->
                xml.instance(
                    "time",
                    t -> t.data("At", x -> x.slot(0, ValueType.FILE_TIME)),
                    List.of(
                        Value.number(
                            ValueType.FILE_TIME,
                            8,
                            LogWriter.fileTime("2026-03-01T10:00:00.1234567Z")))));

    assertThat(data).containsExactly(entry("At", "2026-03-01T10:00:00.123456700Z"));
  }

  @Test
  void each_item_of_an_array_is_a_field_of_its_own() {
    byte[] names = "one\0two\0".getBytes(StandardCharsets.UTF_16LE);
    var data =
        data(
            xml ->
                xml.instance(
                    "arrays",
                    t ->
                        t.data("Names", x -> x.slot(0, 0x81))
                            .data("Ports", x -> x.slot(1, 0x86))
                            .data("None", x -> x.slot(2, 0x88)),
                    List.of(
                        new Value(0x81, names),
                        Value.number(0x86, 4, 0x0D3D0050),
                        new Value(0x88))));

    assertThat(data)
        .containsExactly(
            entry("Names", "one"),
            entry("Names#2", "two"),
            entry("Ports", "80"),
            entry("Ports#2", "3389"),
            entry("None", ""));
  }

  private static String text(int type, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return data(xml ->
            xml.instance(
                "one", t -> t.data("It", x -> x.slot(0, type)), List.of(new Value(type, bytes))))
        .getOrDefault("It", "no field");
  }

  /// The fields of an event with this in its EventData.
  private static Map<String, String> data(Consumer<BinXmlWriter> content) {
    return only(new LogWriter().event(1, xml -> xml.element("EventData", content))).data();
  }

  private static EventRecord only(LogWriter log) {
    var read = Read.bytes(log.file());
    assertThat(read.tally().damages()).isEmpty();
    assertThat(read.tally().notes()).isEmpty();
    assertThat(read.events()).hasSize(1);
    return read.events().getFirst();
  }
}
