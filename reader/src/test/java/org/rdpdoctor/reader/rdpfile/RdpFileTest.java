package org.rdpdoctor.reader.rdpfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.ConnectionFile.Encoding;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.reader.rdpfile.RdpFile.Foreign;
import org.rdpdoctor.reader.rdpfile.RdpFile.Opened;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RdpFileTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/rdp");
  private static final String TEXT = "full address:s:caf\u00e9\r\nserver port:i:3390\n\r\n";

  @Test
  void every_encoding_says_the_same_and_comes_back_as_it_was() {
    for (Bytes content : encodings().toList()) {
      ConnectionFile file = opened(content);

      assertThat(file.text("full address")).isEqualTo("caf\u00e9");
      assertThat(file.number("server port")).hasValue(3390);
      assertThat(file.lines()).hasSize(3);
      assertThat(RdpFile.encode(file)).isEqualTo(content);
    }
  }

  @Test
  void encodings_and_marks_are_told_apart() {
    assertThat(encodings().map(RdpFileTest::opened).map(RdpFileTest::form))
        .containsExactly(
            "UTF-8",
            "UTF-8 marked",
            "UTF-16LE",
            "UTF-16LE marked",
            "UTF-16BE",
            "UTF-16BE marked",
            "Windows-1252");
  }

  @Test
  void line_ends_of_all_kinds_may_be_mixed() {
    assertThat(opened(Bytes.ascii("a:s:1\rb:s:2\nc:s:3\r\nd:s:4")).lines())
        .extracting(FileLine::end)
        .containsExactly("\r", "\n", "\r\n", "");
  }

  @Test
  void zero_bytes_and_a_second_mark_do_not_hide_a_setting() {
    assertThat(opened(Bytes.ascii("full address:s:a\r\nserver port:i:1\0\0")).number("server port"))
        .hasValue(1);
    assertThat(opened(Bytes.utf8("\ufeff\ufefffull address:s:a\r\n")).text("full address"))
        .isEqualTo("a");
  }

  @Test
  void half_a_character_at_the_end_and_half_a_pair_are_kept() {
    Bytes cut = Bytes.of(0xFF, 0xFE).plus(utf16("a:s:\ud800\r\nb:s:x")).plus(Bytes.of(0x41));

    assertThat(RdpFile.encode(opened(cut))).isEqualTo(cut);
  }

  @Test
  void every_byte_of_an_ansi_file_comes_back() {
    var octets = new byte[256];
    for (int i = 0; i < 256; i++) {
      octets[i] = (byte) (255 - i);
    }
    Bytes content = Bytes.ascii("username:s:").plus(Bytes.copyOf(octets));

    ConnectionFile file = opened(content);

    assertThat(file.encoding()).isEqualTo(Encoding.WINDOWS_1252);
    assertThat(RdpFile.encode(file)).isEqualTo(content);
    assertThat(RdpFile.holds(file, "\u20ac")).isTrue();
    assertThat(RdpFile.holds(file, "\u0142")).isFalse();
  }

  @Test
  void what_is_no_rdp_file_is_called_what_it_looks_like() {
    assertThat(foreign(Bytes.EMPTY)).isEqualTo("empty");
    assertThat(foreign(Bytes.ascii("PK\3\4abc"))).startsWith("a ZIP archive");
    assertThat(foreign(Bytes.ascii("MZ\0\0"))).startsWith("a Windows program");
    assertThat(foreign(Bytes.ascii("<html><body>a:b:c"))).startsWith("a web page");
    assertThat(foreign(Bytes.ascii("<?xml?><RDCMan programVersion='2'>"))).contains(".rdg");
    assertThat(foreign(Bytes.ascii("{\"a\": 1}"))).isEqualTo("a JSON file");
    assertThat(foreign(Bytes.ascii("[remmina]\nserver=a\n"))).contains("Remmina");
    assertThat(foreign(Bytes.ascii("ElfFile\0"))).contains("event log");
    assertThat(foreign(Bytes.ascii("some words\n"))).contains("name:type:value");
    assertThat(foreign(Bytes.copyOf(new byte[40]))).contains("binary");
    assertThat(foreign(Bytes.copyOf(new byte[RdpFile.LIMIT + 1]))).contains("1 MiB");
  }

  @Test
  void a_file_whose_only_lines_are_meant_as_settings_is_still_one() {
    assertThat(RdpFile.decode(Bytes.ascii("full address: server\n"))).isInstanceOf(Opened.class);
  }

  @Test
  void whatever_is_fed_comes_back_or_is_foreign() {
    var random = new Random(20260101);
    for (int round = 0; round < 20_000; round++) {
      Bytes content = damaged(random);
      if (RdpFile.decode(content) instanceof Opened(var file)) {
        assertThat(RdpFile.encode(file)).isEqualTo(content);
        assertThat(RdpSignature.of(file)).isNotNull();
        assertThat(FileFacts.of("x", file, RdpSignature.of(file))).isNotEmpty();
      }
    }
  }

  @Test
  void an_edit_changes_what_was_asked_and_nothing_else() {
    var random = new Random(7);
    for (Bytes content : encodings().toList()) {
      for (int round = 0; round < 200; round++) {
        ConnectionFile file = opened(content);
        String value = Integer.toString(random.nextInt(65536));
        ConnectionFile changed = opened(RdpFile.encode(file.with("server port", 'i', value)));
        assertThat(changed.text("full address")).isEqualTo("caf\u00e9");
        ConnectionFile back = changed.with("server port", 'i', "3390");
        assertThat(RdpFile.encode(back)).isEqualTo(content);
      }
    }
  }

  @Test
  void every_file_of_the_corpus_comes_back_byte_for_byte() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here");
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path path : files.toList()) {
        Bytes content = Bytes.copyOf(Files.readAllBytes(path));
        assertThat(RdpFile.read(path)).as(path.toString()).isInstanceOf(Opened.class);
        assertThat(RdpFile.encode(opened(content))).as(path.toString()).isEqualTo(content);
      }
    }
  }

  private static Bytes damaged(Random random) {
    List<Bytes> from = encodings().toList();
    byte[] octets = from.get(random.nextInt(from.size())).toArray();
    for (int i = random.nextInt(6); i > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt();
    }
    return Bytes.copyOf(octets, 0, 1 + random.nextInt(octets.length));
  }

  private static Stream<Bytes> encodings() {
    Bytes utf8 = Bytes.utf8(TEXT);
    Bytes little = utf16(TEXT);
    Bytes big = Bytes.copyOf(TEXT.getBytes(StandardCharsets.UTF_16BE));
    return Stream.of(
        utf8,
        Bytes.of(0xEF, 0xBB, 0xBF).plus(utf8),
        little,
        Bytes.of(0xFF, 0xFE).plus(little),
        big,
        Bytes.of(0xFE, 0xFF).plus(big),
        Bytes.latin1(TEXT));
  }

  /// Half pairs included, which Java's own encoder would replace.
  private static Bytes utf16(String text) {
    var octets = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      octets[2 * i] = (byte) text.charAt(i);
      octets[2 * i + 1] = (byte) (text.charAt(i) >> 8);
    }
    return Bytes.copyOf(octets);
  }

  private static String form(ConnectionFile file) {
    return file.encoding().title() + (file.byteOrderMark() ? " marked" : "");
  }

  private static String foreign(Bytes content) {
    return RdpFile.decode(content) instanceof Foreign(String what) ? what : "an .rdp file";
  }

  private static ConnectionFile opened(Bytes content) {
    assertThat(RdpFile.decode(content)).isInstanceOf(Opened.class);
    return ((Opened) RdpFile.decode(content)).file();
  }
}
