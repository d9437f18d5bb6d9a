package org.rdpdoctor.reader.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.reader.eventlog.evtx.LogWriter;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventLogFileTest {
  @Test
  void a_file_is_told_by_its_content_and_called_by_its_name(@TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("log.txt"), log());

    EventTally tally =
        EventLogFile.read(file, event -> assertThat(event.source()).isEqualTo("log.txt"));

    assertThat(tally.records()).isEqualTo(2);
    assertThat(tally.source()).isEqualTo("log.txt");
    assertThat(tally.form()).isEqualTo("event log (.evtx)");
    assertThat(tally.refusal()).isEmpty();
  }

  @Test
  void a_log_that_is_packed_with_gzip_is_read_as_far_as_it_goes() throws IOException {
    byte[] packed = packed(log());

    assertThat(Read.bytes(packed).ids()).containsExactly(1L, 2L);

    Read cut = Read.bytes(Arrays.copyOf(packed, packed.length - 40));
    assertThat(cut.tally().damaged()).isPositive();
    assertThat(Read.bytes(Arrays.copyOf(packed, 5)).tally().refusal()).isPresent();
    assertThat(Read.bytes(packed(packed(log()))).tally().refusal()).isPresent();
  }

  @Test
  void old_logs_and_traces_are_refused_with_the_command_that_converts_them() {
    byte[] old = new byte[200];
    System.arraycopy("0\0\0\0LfLe".getBytes(StandardCharsets.US_ASCII), 0, old, 0, 8);
    byte[] trace =
        ByteBuffer.allocate(4096)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0, 0x10000)
            .putInt(0x68, 0x10000)
            .array();

    assertThat(Read.bytes(old).tally().refusal())
        .hasValueSatisfying(advice -> assertThat(advice).contains("wevtutil epl"));
    assertThat(Read.bytes(trace).tally().refusal())
        .hasValueSatisfying(advice -> assertThat(advice).contains("tracerpt"));
  }

  @Test
  void a_list_in_the_language_of_windows_is_refused_with_what_to_save_instead() {
    Read read =
        Read.text(
            """
            Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie
            Fehler,01.03.2026 11:00:00,TermDD,56,Keine,"…"
            """);

    assertThat(read.events()).isEmpty();
    assertThat(read.tally().refusal())
        .hasValueSatisfying(
            advice -> assertThat(advice).contains("save the events as .evtx or XML"));
  }

  @Test
  void an_archive_and_nothing_at_all_are_refused() {
    assertThat(Read.text("PK\3\4").tally().refusal()).isPresent();
    assertThat(Read.bytes(new byte[0]).tally().refusal()).isPresent();
    assertThat(Read.bytes(new byte[] {1, 2, 0, 0, 9}).tally().refusal()).isPresent();
  }

  @Test
  void an_empty_log_is_a_log() {
    EventTally tally = Read.bytes(new LogWriter().file()).tally();

    assertThat(tally.refusal()).isEmpty();
    assertThat(tally.records()).isZero();
    assertThat(tally.damaged()).isZero();
  }

  static byte[] log() {
    return new LogWriter()
        .event(1, xml -> xml.element("EventData", data -> data.data("User", x -> x.text("alice"))))
        .event(2, xml -> xml.element("EventData", data -> data.data("User", x -> x.text("bob"))))
        .file();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
