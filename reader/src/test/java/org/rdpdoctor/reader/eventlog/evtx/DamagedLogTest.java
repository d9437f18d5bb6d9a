package org.rdpdoctor.reader.eventlog.evtx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.reader.eventlog.Read;
import org.rdpdoctor.reader.eventlog.evtx.BinXmlWriter.Value;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamagedLogTest {
  private static final int FIRST_RECORD = 4096 + 512;

  @Test
  void what_a_log_says_of_itself_is_told() {
    assertThat(Read.bytes(log().file(1)).tally().notes())
        .containsExactly(
            "The log was in use when it was copied: its latest events may be missing.");
    assertThat(Read.bytes(log().file(2)).tally().notes())
        .containsExactly(
            "The log is full and was not to be overwritten: later events are not in it.");
  }

  @Test
  void checksums_may_be_wrong_or_missing() {
    byte[] wrong = log().file();
    wrong[4096 + 52]++;
    byte[] none = log().file(4);
    Arrays.fill(none, 4096 + 52, 4096 + 56, (byte) 0);

    assertThat(Read.bytes(wrong).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(wrong).tally().notes()).singleElement().asString().contains("checksum");
    assertThat(Read.bytes(none).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(none).tally().notes()).isEmpty();
  }

  @Test
  void a_log_is_read_without_its_header_and_with_a_wrong_number_of_chunks() {
    byte[] file = log().file();
    file[42] = 1; // of two chunks
    byte[] overwritten = log().file();
    Arrays.fill(overwritten, 0, 4096, (byte) 7);

    assertThat(Read.bytes(file).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(overwritten).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(Arrays.copyOfRange(log().file(), 4096, 4096 + 2 * 65536)).ids())
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_chunk_without_its_header_gives_its_records() {
    byte[] file = log().file();
    Arrays.fill(file, 4096, 4096 + 128, (byte) 0xFF);

    Read read = Read.bytes(file);

    assertThat(read.ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(read.tally().damages())
        .containsExactly(
            "At offset 4096: a chunk without its header; its records are looked for one by one.");
  }

  @Test
  void chunks_are_found_where_bytes_were_lost_or_added_before_them() {
    byte[] file = log().file();
    byte[] lost = without(file, 60_000, 600);
    byte[] added = new byte[file.length + 512];
    System.arraycopy(file, 0, added, 0, 4096 + 65536);
    Arrays.fill(added, 4096 + 65536, 4096 + 65536 + 512, (byte) 9);
    System.arraycopy(file, 4096 + 65536, added, 4096 + 65536 + 512, 65536);

    assertThat(Read.bytes(lost).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(added).ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  private static byte[] without(byte[] file, int from, int length) {
    byte[] rest = new byte[file.length - length];
    System.arraycopy(file, 0, rest, 0, from);
    System.arraycopy(file, from + length, rest, from, rest.length - from);
    return rest;
  }

  @Test
  void a_record_that_cannot_be_read_is_told_with_its_number() {
    var log = new LogWriter().event(1, DamagedLogTest::user).event(4625, DamagedLogTest::user);
    int second = log.latest();
    byte[] file = log.event(3, DamagedLogTest::user).file();
    file[lastText(file, second)] = 0x3F; // no token

    Read read = Read.bytes(file);

    assertThat(read.ids()).containsExactly(1L, 3L);
    assertThat(read.tally().damages())
        .containsExactly("At offset %d: record 2: there is no token 0x3f.".formatted(second));
  }

  /// Where the value token of a record's last text stands.
  private static int lastText(byte[] file, int record) {
    int size = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(record + 4);
    for (int at = record + size - 5; at > record; at--) {
      if (file[at] == 5 && file[at + 1] == 1 && file[at + 3] == 0) {
        return at;
      }
    }
    throw new IllegalStateException("no text in it");
  }

  @Test
  void records_behind_a_hole_are_found() {
    var log = new LogWriter().event(1, DamagedLogTest::user);
    int second = log.event(2, DamagedLogTest::user).latest();
    byte[] file = log.event(3, DamagedLogTest::user).file();
    Arrays.fill(file, second, second + 32, (byte) 0);

    Read read = Read.bytes(file);

    assertThat(read.ids()).contains(1L, 3L);
    assertThat(read.tally().damages())
        .contains("At offset %d: there is no record where one should be.".formatted(second));
  }

  @Test
  void a_record_whose_signature_alone_is_damaged_is_read() {
    byte[] file = log().file();
    file[FIRST_RECORD + 3] = 1;

    assertThat(Read.bytes(file).ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Read.bytes(file).tally().damaged()).isZero();
  }

  @Test
  void records_that_the_header_does_not_know_of_yet_are_read_but_no_old_ones() {
    byte[] file = log().file(1);
    var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int second = FIRST_RECORD + bytes.getInt(FIRST_RECORD + 4);
    bytes.putInt(4096 + 48, second - 4096); // the chunk's free space begins behind the first

    assertThat(Read.bytes(file).ids()).containsExactly(1L, 2L, 3L, 4L);

    bytes.putLong(second + 8, 77); // one that was there before the log came round
    assertThat(Read.bytes(file).ids()).containsExactly(1L, 3L, 4L);
  }

  @Test
  void a_name_with_a_damaged_letter_is_known_by_its_hash() {
    byte[] file = log().file();
    int at = indexOf(file, "Computer");
    file[at + 2] = 'X';

    assertThat(Read.bytes(file).events().getFirst().computer()).isEqualTo("srv.example");
  }

  private static int indexOf(byte[] file, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_16LE);
    for (int at = 0; at < file.length - wanted.length; at++) {
      if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new IllegalStateException("not there");
  }

  @Test
  void a_template_that_was_overwritten_by_another_is_not_used() {
    var log = new LogWriter();
    for (int i = 0; i < 2; i++) {
      log.record(
          xml ->
              xml.fragmentHeader()
                  .instance("key", t -> t.event(7, DamagedLogTest::user), List.of())
                  .endOfFile());
    }
    byte[] file = log.file();
    file[FIRST_RECORD + 24 + 4 + 2 + 4 + 4 + 4 + 1]++; // its GUID

    Read read = Read.bytes(file);

    assertThat(read.ids()).isEmpty();
    assertThat(read.tally().damages())
        .allSatisfy(damage -> assertThat(damage).contains("its template was overwritten"));
  }

  @Test
  void values_that_repeat_each_other_come_to_an_end() {
    // Each of these values holds the template that holds it eight times.
    Consumer<BinXmlWriter> template =
        xml ->
            xml.element(
                "UserData",
                data -> {
                  for (int i = 0; i < 8; i++) {
                    data.slot(0, ValueType.BIN_XML);
                  }
                });
    Consumer<BinXmlWriter> nested =
        xml -> xml.instance("bomb", template, List.of(Value.text("end"))).endOfFile();
    for (int i = 0; i < 12; i++) {
      Consumer<BinXmlWriter> inner = nested;
      nested = xml -> xml.outer("bomb", template, inner).endOfFile();
    }
    Consumer<BinXmlWriter> bomb = nested;
    var log =
        new LogWriter()
            .record(xml -> xml.fragmentHeader().event(1, event -> bomb.accept(event)).endOfFile())
            .event(2, DamagedLogTest::user);

    Read read = Read.bytes(log.file());

    assertThat(read.ids()).contains(2L);
    assertThat(read.tally().damages()).singleElement().asString().contains("record 1");
  }

  @Test
  void a_file_that_ends_early_gives_what_is_there() {
    byte[] file = log().file();

    for (int length = 0; length < file.length; length += 977) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThat(Read.bytes(cut).ids()).isSubsetOf(1L, 2L, 3L, 4L);
    }
    assertThat(Read.bytes(Arrays.copyOf(file, 4096 + 65536 + 1)).ids()).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_is_damaged_nothing_worse_happens(int seed) {
    var random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] file = log().file();
      int flips = 1 + random.nextInt(40);
      for (int i = 0; i < flips; i++) {
        int chunk = 4096 + random.nextInt(2) * 65536;
        int at =
            random.nextInt(8) == 0 ? random.nextInt(file.length) : chunk + random.nextInt(2600);
        file[at] = (byte) random.nextInt(256);
      }
      assertThat(Read.bytes(file).events()).hasSizeLessThan(100);
    }
  }

  private static void user(BinXmlWriter xml) {
    xml.element("EventData", data -> data.data("User", x -> x.text("alice")));
  }

  /// Two chunks with two records each.
  private static LogWriter log() {
    return new LogWriter()
        .event(1, DamagedLogTest::user)
        .event(2, DamagedLogTest::user)
        .nextChunk()
        .event(3, DamagedLogTest::user)
        .event(4, DamagedLogTest::user);
  }
}
