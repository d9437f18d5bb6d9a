package org.rdpdoctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileKindTest {
  private static final String RDP =
      "full address:s:srv01\r\nserver port:i:3389\r\nvendor key:x:1\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {"a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "0a0d0d0a", "736e6f6f7000000000"})
  void captures_are_told_by_their_first_bytes(String magic) {
    assertThat(FileKind.of(Bytes.hex(magic).plus(Bytes.of(0, 2, 0, 4))))
        .isEqualTo(FileKind.CAPTURE);
  }

  @Test
  void an_rdp_file_is_told_in_every_encoding() {
    assertThat(FileKind.of(Bytes.utf8(RDP))).isEqualTo(FileKind.RDP_FILE);
    assertThat(FileKind.of(Bytes.of(0xef, 0xbb, 0xbf).plus(Bytes.utf8(RDP))))
        .isEqualTo(FileKind.RDP_FILE);
    assertThat(FileKind.of(Bytes.of(0xff, 0xfe).plus(Bytes.utf16le(RDP))))
        .isEqualTo(FileKind.RDP_FILE);
    assertThat(FileKind.of(Bytes.utf16le(RDP))).isEqualTo(FileKind.RDP_FILE);
    Bytes bigEndian = Bytes.copyOf(RDP.getBytes(StandardCharsets.UTF_16BE));
    assertThat(FileKind.of(bigEndian)).isEqualTo(FileKind.RDP_FILE);
  }

  @Test
  void the_secrets_of_tls_sessions_are_a_key_log_and_no_text_with_codes() {
    String line =
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET " + "53474c53".repeat(8) + " " + "bad8".repeat(12);

    assertThat(FileKind.of(Bytes.utf8("# SSL/TLS secrets log file\n" + line + "\n")))
        .isEqualTo(FileKind.KEY_LOG);
    assertThat(FileKind.of(Bytes.utf8("CLIENT_RANDOM is a line of a key log\n")))
        .isEqualTo(FileKind.TEXT);
  }

  @Test
  void a_letter_that_quotes_a_line_of_an_rdp_file_is_a_text() {
    String letter =
        "Hello,\nmy file says\nfull address:s:srv01\nand still it shows Error code: 0x904.\nWhy?\n";

    assertThat(FileKind.of(Bytes.utf8(letter))).isEqualTo(FileKind.TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\"?><Events><Event xmlns='http://schemas.microsoft.com/x'>",
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
        "{\"@timestamp\":\"2020-09-18T04:00:00Z\",\"winlog\":{\"event_id\":1149}}",
        "[{\"EventID\": 4625, \"Channel\": \"Security\"}]"
      })
  void exported_logs_are_event_logs(String text) {
    assertThat(FileKind.of(Bytes.utf8(text))).isEqualTo(FileKind.EVENT_LOG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Eventually</body></html>", "{\"name\": \"rdp\"}", "0x904"})
  void other_texts_are_texts(String text) {
    assertThat(FileKind.of(Bytes.utf8(text))).isEqualTo(FileKind.TEXT);
  }

  @Test
  void evtx_zip_and_gzip_are_told_by_their_magic() throws IOException {
    assertThat(FileKind.of(Bytes.ascii("ElfFile\0").plus(Bytes.of(0, 0, 0))))
        .isEqualTo(FileKind.EVENT_LOG);
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("manifest.json"));
    }
    assertThat(FileKind.of(Bytes.copyOf(zip.toByteArray()))).isEqualTo(FileKind.BUNDLE);
    var gzip = new ByteArrayOutputStream();
    new GZIPOutputStream(gzip).close();
    assertThat(FileKind.of(Bytes.copyOf(gzip.toByteArray()))).isEqualTo(FileKind.GZIP);
  }

  @Test
  void a_program_or_a_picture_is_something_else() {
    assertThat(FileKind.of(Bytes.hex("4d5a90000300000004000000ffff0000")))
        .isEqualTo(FileKind.OTHER);
    assertThat(FileKind.of(Bytes.hex("89504e470d0a1a0a0000000d49484452")))
        .isEqualTo(FileKind.OTHER);
  }

  @Test
  void a_text_that_is_cut_inside_a_character_is_still_a_text() {
    Bytes whole = Bytes.utf8("Fehlercode 0x904 ä");

    assertThat(TextFile.decode(whole.first(whole.size() - 1))).contains("Fehlercode 0x904 ");
  }

  @Test
  void what_is_no_utf8_is_read_as_windows_writes_it() {
    assertThat(TextFile.decode(Bytes.of('F', 0xe4, 'l', 'l', 't'))).contains("Fällt");
  }

  @Test
  void an_empty_file_is_an_empty_text() {
    assertThat(FileKind.of(Bytes.EMPTY)).isEqualTo(FileKind.TEXT);
  }
}
