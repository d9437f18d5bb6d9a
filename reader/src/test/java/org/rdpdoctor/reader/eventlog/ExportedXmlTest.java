package org.rdpdoctor.reader.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.EventRecord;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportedXmlTest {
  private static final String EVENT =
      """
      <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
      <Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/>\
      <EventID Qualifiers='16384'>4625</EventID><Version>1</Version><Level>0</Level><Task>12544</Task>\
      <Opcode>0</Opcode><Keywords>0x8010000000000000</Keywords>\
      <TimeCreated SystemTime='2026-03-01T10:00:00.123456700Z'/><EventRecordID>%d</EventRecordID>\
      <Correlation ActivityID='{f4205fb6-e245-42b0-a304-cb7ef48e0000}'/>\
      <Execution ProcessID='4' ThreadID='8'/><Channel>Security</Channel><Computer>srv.example</Computer>\
      <Security UserID='S-1-5-18'/></System><EventData><Data Name='TargetUserName'>al&amp;ice</Data>\
      <Data Name='Status'>0xc000006d</Data><Data>x</Data><Data Name='Empty'/></EventData></Event>
      """;

  @Test
  void an_event_has_all_that_its_record_had() {
    var read = Read.text(EVENT.formatted(7));

    assertThat(read.tally().damaged()).isZero();
    EventRecord event = read.only();
    assertThat(event.eventId()).isEqualTo(4625);
    assertThat(event.recordId()).isEqualTo(7);
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.provider()).isEqualTo("Microsoft-Windows-Security-Auditing");
    assertThat(event.channel()).isEqualTo("Security");
    assertThat(event.computer()).isEqualTo("srv.example");
    assertThat(event.activityId()).isEqualTo("F4205FB6-E245-42B0-A304-CB7EF48E0000");
    assertThat(event.timeCreated()).isEqualTo(Instant.parse("2026-03-01T10:00:00.1234567Z"));
    assertThat(event.origin())
        .isEqualTo(new EventRecord.Origin(12544, 0, 0x8010000000000000L, 4, 8, "S-1-5-18"));
    assertThat(event.data())
        .containsExactly(
            entry("TargetUserName", "al&ice"),
            entry("Status", "0xc000006d"),
            entry("param1", "x"),
            entry("Empty", ""));
  }

  @Test
  void events_are_read_with_a_root_without_one_and_with_declarations_between_them() {
    String two = EVENT.formatted(1) + EVENT.formatted(2);

    assertThat(Read.text("<?xml version=\"1.0\"?>\n<Events>" + two + "</Events>").ids())
        .containsExactly(1L, 2L);
    assertThat(Read.text(two).ids()).containsExactly(1L, 2L);
    assertThat(
            Read.text(
                    "<?xml version='1.0'?>"
                        + EVENT.formatted(1)
                        + "<?xml version='1.0'?>\r\n"
                        + EVENT.formatted(2))
                .ids())
        .containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void events_are_read_in_every_encoding_with_a_mark_and_without(String name) {
    var charset = Charset.forName(name);
    String text = EVENT.formatted(3).replace("srv.example", "jörg €");

    assertThat(Read.bytes(text.getBytes(charset)).ids()).containsExactly(3L);
    assertThat(Read.bytes(("\uFEFF" + text).getBytes(charset)).ids()).containsExactly(3L);
  }

  @Test
  void user_data_may_hold_an_element_that_is_called_event() {
    String text =
        EVENT
            .formatted(4)
            .replaceAll(
                "<EventData>.*</EventData>",
                "<UserData><Event xmlns='x'><User>alice</User><Error Code='7'/></Event></UserData>");

    assertThat(Read.text(text).only().data())
        .containsExactly(entry("User", "alice"), entry("Error", ""), entry("Error.Code", "7"));
  }

  @Test
  void a_damaged_event_is_told_and_spoils_no_other() {
    String broken = EVENT.formatted(2).replace("</Data>", "</Date>");
    String cut = EVENT.formatted(3).substring(0, 400);
    var read =
        Read.text(EVENT.formatted(1) + broken + cut + EVENT.formatted(4) + "<Event><System>");

    assertThat(read.ids()).containsExactly(1L, 4L);
    assertThat(read.tally().damaged()).isEqualTo(3);
    assertThat(read.tally().damages().getFirst())
        .isEqualTo("At offset %d: XML that is not well-formed.", EVENT.formatted(1).length());
  }

  @Test
  void entities_of_a_document_are_neither_read_nor_expanded() {
    String bomb =
        "<!DOCTYPE Events [<!ENTITY a 'aaaaaaaaaa'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n"
            + EVENT.formatted(1).replace("srv.example", "&x;&a;")
            + EVENT.formatted(2);

    var read = Read.text(bomb);

    assertThat(read.ids()).containsExactly(2L);
    assertThat(read.tally().damaged()).isOne();
  }

  @Test
  void elements_without_end_are_refused() {
    String deep = "<a>".repeat(20_000) + "</a>".repeat(20_000);
    String text = EVENT.formatted(1).replace("<Data>x</Data>", deep);

    var read = Read.text(text + EVENT.formatted(2));

    assertThat(read.ids()).containsExactly(2L);
    assertThat(read.tally().damaged()).isOne();
  }

  @Test
  void other_xml_is_no_event_log() {
    assertThat(Read.text("<Events><Eventual/></Events>").tally().refusal()).isPresent();
    assertThat(Read.bytes("Nothing".getBytes(StandardCharsets.UTF_8)).tally().refusal())
        .isPresent();
  }
}
