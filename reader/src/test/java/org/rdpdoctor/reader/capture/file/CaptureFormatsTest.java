package org.rdpdoctor.reader.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaptureFormatsTest {
  private static final List<Shot> TALK =
      List.of(
          Shot.at(0.5, Sent.up(50_000, 1, 999, 0, Sent.SYN, Bytes.EMPTY)),
          Shot.at(0.6, Sent.down(50_000, 2, 4999, 1000, Sent.SYN | Sent.ACK, Bytes.EMPTY)),
          Shot.at(0.7, Sent.up(50_000, 3, 1000, 5000, Sent.ACK, Bytes.ascii("hello"))),
          Shot.at(0.8, Sent.down(50_000, 4, 5000, 1005, Sent.ACK, Bytes.ascii("good day"))));

  private final Listener listener = new Listener();

  private void understood(CaptureTally tally) {
    assertThat(tally.packets()).isEqualTo(4);
    assertThat(tally.notes()).isEmpty();
    assertThat(listener.said()).containsExactly(List.of("> hello", "< good day"));
  }

  @ParameterizedTest
  @CsvSource({
    "BIG_ENDIAN, a1b2c3d4", "LITTLE_ENDIAN, a1b2c3d4", "BIG_ENDIAN, a1b23c4d",
    "LITTLE_ENDIAN, a1b23c4d", "BIG_ENDIAN, a1b2cd34", "LITTLE_ENDIAN, a1b2cd34"
  })
  void a_pcap_file_is_read_in_either_byte_order_and_unit_of_time(String order, String magic) {
    Bytes file =
        Written.pcap(
            order.equals("BIG_ENDIAN") ? BIG_ENDIAN : LITTLE_ENDIAN,
            Integer.parseUnsignedInt(magic, 16),
            1,
            TALK);

    CaptureTally tally = listener.read(file);

    understood(tally);
    assertThat(tally.format()).contains("pcap");
    assertThat(tally.firstSeen()).contains(Instant.parse("2024-05-06T07:08:09.500Z"));
    assertThat(tally.lastSeen()).contains(Instant.parse("2024-05-06T07:08:09.800Z"));
    assertThat(tally.bytes()).isEqualTo(file.size());
  }

  @Test
  void bits_that_tell_of_checksums_behind_the_packets_do_not_hide_the_link_type() {
    understood(listener.read(Written.pcap(1 | 0x2400_0000, TALK)));
  }

  @Test
  void two_pcap_files_one_behind_the_other_are_read_as_one() {
    Bytes first = Written.pcap(1, TALK.subList(0, 2));

    understood(listener.read(first.plus(Written.pcap(1, TALK.subList(2, 4)))));
  }

  @Test
  void a_snoop_file_is_read() {
    CaptureTally tally = listener.read(Written.snoop(TALK));

    understood(tally);
    assertThat(tally.format()).contains("snoop");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_pcapng_file_is_read_in_either_byte_order(boolean big) {
    ByteOrder order = big ? BIG_ENDIAN : LITTLE_ENDIAN;
    Written file = Written.pcapng(order).interfaceOf(1);
    file.packet(0, TALK.get(0)).oldPacket(0, TALK.get(1));
    file.block(0x0BAD, ByteBuffer.allocate(40).position(37)); // somebody's own
    file.simplePacket(TALK.get(2)).packet(0, TALK.get(3));

    CaptureTally tally = listener.read(file.toBytes());

    understood(tally);
    assertThat(tally.format()).contains("pcapng");
    assertThat(tally.lastSeen()).contains(Instant.parse("2024-05-06T07:08:09.800Z"));
  }

  @Test
  void sections_differ_in_byte_order_and_each_has_its_own_interfaces() {
    Written file = Written.pcapng(LITTLE_ENDIAN).interfaceOf(253).interfaceOf(1);
    file.packet(1, TALK.get(0)).packet(1, TALK.get(1));
    file.in(BIG_ENDIAN).section().interfaceOf(1).packet(0, TALK.get(2)).packet(0, TALK.get(3));

    understood(listener.read(file.toBytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1714979289", "3, 1714979289500", "6, 1714979289500000", "9, 1714979289500000000",
    "12, 17149792895000", "129, 3429958579", "160, 7365779961719816192", "191, 12345"
  })
  void an_interface_says_what_its_ticks_are(int resolution, long ticks) {
    Written file = Written.pcapng(LITTLE_ENDIAN).interfaceOf(1, 0, resolution, 0);

    CaptureTally tally = listener.read(file.packet(0, ticks, TALK.getFirst()).toBytes());

    Instant expected =
        switch (resolution) {
          case 0 -> Instant.parse("2024-05-06T07:08:09Z");
          case 12 -> Instant.parse("1970-01-01T00:00:17.149792895Z");
          case 191 -> Instant.EPOCH;
          default -> Instant.parse("2024-05-06T07:08:09.500Z");
        };
    assertThat(tally.firstSeen()).contains(expected);
  }

  @Test
  void an_interface_may_count_from_another_second() {
    Written file = Written.pcapng(BIG_ENDIAN).interfaceOf(1, 0, 6, 1_714_979_000);

    CaptureTally tally = listener.read(file.packet(0, 289_250_000, TALK.getFirst()).toBytes());

    assertThat(tally.firstSeen()).contains(Instant.parse("2024-05-06T07:08:09.250Z"));
  }

  @Test
  void a_simple_packet_ends_at_the_snap_length_of_its_interface() {
    Written file = Written.pcapng(LITTLE_ENDIAN).interfaceOf(1, 57, 6, 0);
    Shot hello = TALK.get(2);

    listener.read(file.simplePacket(new Shot(0, hello.bytes().first(57), 59)).toBytes());

    assertThat(listener.said()).containsExactly(List.of("> hel", "> (2)"));
  }

  @Test
  void keys_that_a_file_carries_are_handed_out_before_the_packets_behind_them() throws IOException {
    Written file = Written.pcapng(LITTLE_ENDIAN).interfaceOf(1);
    file.secrets(0x544C534B, "CLIENT_RANDOM 00 11\n").secrets(0x57474B4C, "no TLS");
    file.packet(0, TALK.getFirst());
    List<String> order = new ArrayList<>();
    CaptureOptions options = CaptureOptions.USUAL.withKeyLog(order::add);

    CaptureTally tally =
        CaptureFile.read(
            new ByteArrayInputStream(file.toBytes().toArray()),
            OptionalLong.empty(),
            options,
            (_, _, _, _, _) -> {
              order.add("packet");
              return new Listener.Heard();
            });

    assertThat(order).containsExactly("CLIENT_RANDOM 00 11\n", "packet");
    assertThat(tally.notes()).anyMatch(note -> note.contains("0x57474b4c"));
  }

  @Test
  void gzip_around_a_capture_is_taken_off_also_when_it_has_several_members() {
    Bytes file = Written.pcap(1, TALK);

    CaptureTally tally = listener.read(Written.gzip(file.first(100), file.from(100)));

    understood(tally);
    assertThat(tally.format()).contains("pcap, gzip");
  }

  @Test
  void what_a_cut_gzip_file_still_holds_is_read() {
    Bytes packed = Written.gzip(Written.pcap(1, TALK));

    CaptureTally tally = listener.read(packed.first(packed.size() - 12));

    assertThat(tally.packets()).isBetween(1L, 4L);
    assertThat(tally.notes().getFirst()).contains("packed file ends too early");
  }

  @Test
  void a_wrong_checksum_of_gzip_is_told_and_nothing_is_lost() {
    byte[] packed = Written.gzip(Written.pcap(1, TALK)).toArray();
    packed[packed.length - 6] ^= 1;

    CaptureTally tally = listener.read(Bytes.copyOf(packed));

    assertThat(tally.packets()).isEqualTo(4);
    assertThat(tally.notes()).singleElement().asString().contains("checksum is wrong");
  }

  @Test
  void only_packets_within_the_wanted_time_are_looked_at() {
    CaptureOptions options =
        CaptureOptions.USUAL
            .withFrom(Instant.parse("2024-05-06T07:08:09.600Z"))
            .withTo(Instant.parse("2024-05-06T07:08:09.700Z"));

    CaptureTally tally = listener.read(Written.pcap(1, TALK), options);

    assertThat(tally.packets()).isEqualTo(2);
    assertThat(tally.outside()).isEqualTo(2);
    assertThat(listener.said()).containsExactly(List.of("> hello"));
  }

  @Test
  void whoever_is_told_of_the_progress_can_stop_the_reading() {
    List<Shot> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(
          Shot.at(
              i,
              Sent.up(50_000, i, 1000L + i * 1000L, 0, Sent.ACK, Bytes.utf16le("x".repeat(500)))));
    }
    List<Long> read = new ArrayList<>();
    List<OptionalLong> sizes = new ArrayList<>();
    Bytes file = Written.pcap(1, many);

    CaptureTally tally =
        listener.read(
            file,
            CaptureOptions.USUAL.withProgress(
                (bytes, size, _) -> {
                  sizes.add(size);
                  return !read.add(bytes) || read.size() < 2;
                }));

    assertThat(read).hasSize(2).isSorted();
    assertThat(sizes).containsOnly(OptionalLong.of(file.size()));
    assertThat(tally.packets()).isLessThan(3000);
    assertThat(tally.notes()).anyMatch(note -> note.contains("stopped"));
    assertThat(listener.conversations()).hasSize(1);
  }

  @Test
  void an_empty_capture_is_a_capture() {
    CaptureTally tally = listener.read(Written.pcap(1, List.of()));

    assertThat(tally.isCapture()).isTrue();
    assertThat(tally.packets()).isZero();
    assertThat(tally.firstSeen()).isEmpty();
    assertThat(tally.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| it is empty",
        "474d4255 0201 | Network Monitor",
        "52545353 0101 | editcap",
        "456c6646696c6500 | event log",
        "504b0304 | ZIP",
        "28b52ffd 00 | Zstandard",
        "fd377a585a00 | xz -d",
        "7b226c6f67223a7b7d7d | .har",
        "fffe660075006c006c00200061006400640072006500730073003a0073003a00 | .rdp file",
        "31323a30303a30302049502031302e302e302e31 | looks like text",
        "0102030405060708 | no format that is known"
      })
  void a_file_that_is_no_capture_is_told_by_what_it_looks_like(String hex, String words) {
    CaptureTally tally = listener.read(Bytes.hex(Optional.ofNullable(hex).orElse("")));

    assertThat(tally.isCapture()).isFalse();
    assertThat(tally.notes())
        .singleElement()
        .asString()
        .startsWith("This is no capture")
        .contains(words);
  }

  @Test
  void an_event_trace_is_told_by_its_first_header() {
    byte[] trace = new byte[4096];
    trace[1] = 0x10; // buffers of 4096 bytes
    trace[72] = 2;
    trace[74] = 2;
    trace[75] = (byte) 0xC0;

    assertThat(listener.read(Bytes.copyOf(trace)).notes().getFirst()).contains("etl2pcapng");
  }
}
