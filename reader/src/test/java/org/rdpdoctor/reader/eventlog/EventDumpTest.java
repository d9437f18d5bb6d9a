package org.rdpdoctor.reader.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.EventRecord;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventDumpTest {
  @Test
  void an_event_is_one_line_with_all_its_fields_in_their_order() throws IOException {
    var data = new LinkedHashMap<String, String>();
    data.put("Status", "0xc000006d");
    data.put("Empty", "");

    assertThat(dump(event(Instant.parse("2026-03-01T10:00:00.1234567Z"), data)))
        .isEqualTo(
            """
            {"recordId":7,"timeCreated":"2026-03-01T10:00:00.1234567Z","channel":"Security",\
            "provider":"P","eventId":4625,"computer":"srv","data":{"Status":"0xc000006d","Empty":""}}
            """);
  }

  @Test
  void any_text_comes_back_as_it_was() throws IOException {
    String text =
        "\"\\/\b\f\n\r\t\u0000\u001f äöü € 漢字 😀 lone \uD83D and \uDE00 end " + "x".repeat(300_000);

    String line = dump(event(Instant.EPOCH, Map.of("Text", text)));

    assertThat(line.lines()).hasSize(1);
    try (var parser = new JsonFactory().createParser(line)) {
      String last = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        last = token == JsonToken.VALUE_STRING ? parser.getText() : last;
      }
      assertThat(last).isEqualTo(text);
    }
  }

  @Test
  void lines_stay_whole_wherever_the_buffer_ends() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var dump = new EventDump(out)) {
      for (int i = 0; i < 400; i++) {
        var data = new LinkedHashMap<String, String>();
        data.put("First", "x".repeat(i * 11));
        data.put("n".repeat(i), "y".repeat(70_000 - i * 3));
        dump.accept(event(Instant.EPOCH, i % 3 == 0 ? Map.of() : data));
      }
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(400)
        .allSatisfy(line -> assertThat(line).doesNotContain(",}").endsWith("}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1601-01-01T00:00:00Z, 1601-01-01T00:00:00.0000000Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.9999999Z",
    "2024-02-29T12:34:56.7Z, 2024-02-29T12:34:56.7000000Z",
    "+12026-03-01T10:00:00Z, +12026-03-01T10:00:00Z"
  })
  void times_have_seven_digits(String time, String printed) throws IOException {
    assertThat(dump(event(Instant.parse(time), Map.of())))
        .contains("\"timeCreated\":\"" + printed + "\"");
  }

  private static EventRecord event(Instant time, Map<String, String> data) {
    return new EventRecord(7, time, "Security", "P", 4625, 0, 0, "srv", "", data, "a.evtx");
  }

  private static String dump(EventRecord event) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var dump = new EventDump(out)) {
      dump.accept(event);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
