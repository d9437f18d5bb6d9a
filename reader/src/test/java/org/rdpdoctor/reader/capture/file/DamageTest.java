package org.rdpdoctor.reader.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamageTest {
  /// 200 packets of 64 bytes each.
  private static final List<Shot> MANY = many();

  private final Listener listener = new Listener();

  private static List<Shot> many() {
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      shots.add(
          Shot.at(
              i * 0.1, Sent.up(50_000, i, 1000 + i * 10L, 1, Sent.ACK, Bytes.ascii("0123456789"))));
    }
    return shots;
  }

  private static Bytes pcapng() {
    Written file = Written.pcapng(ByteOrder.LITTLE_ENDIAN).interfaceOf(1);
    MANY.forEach(shot -> file.packet(0, shot));
    return file.toBytes();
  }

  @Test
  void of_a_cut_file_everything_before_the_cut_is_read() {
    Bytes file = Written.pcap(1, MANY);

    CaptureTally tally = listener.read(file.first(24 + 80 * 100 + 50));

    assertThat(tally.packets()).isEqualTo(100);
    assertThat(tally.notes()).containsExactly("At offset 8024: the file ends within a packet.");
    assertThat(listener.read(file.first(24 + 80 * 100 + 5)).notes())
        .containsExactly("At offset 8024: the file ends within a packet.");
    assertThat(listener.read(pcapng().first(pcapng().size() - 30)).packets()).isEqualTo(199);
    assertThat(listener.read(Written.snoop(MANY).first(16 + 88 * 50 + 30)).packets()).isEqualTo(50);
  }

  @Test
  void a_file_cut_within_its_header_is_a_capture_without_packets() {
    CaptureTally tally = listener.read(Written.pcap(1, MANY).first(10));

    assertThat(tally.isCapture()).isTrue();
    assertThat(tally.packets()).isZero();
    assertThat(tally.notes()).containsExactly("At offset 0: the file ends within its header.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8, 9, 10, 11, 12})
  void a_damaged_packet_header_costs_few_packets(int where) {
    byte[] file = Written.pcap(1, MANY).toArray();
    for (int i = 0; i < 4; i++) {
      file[24 + 80 * 100 + where + i] = (byte) 0xFF;
    }

    CaptureTally tally = listener.read(Bytes.copyOf(file));

    assertThat(tally.packets()).isBetween(198L, 200L);
  }

  @Test
  void bytes_that_were_lost_or_came_in_from_elsewhere_are_passed_over() {
    Bytes file = Written.pcap(1, MANY);
    Bytes noise = Bytes.copyOf(noise(5000));

    CaptureTally lost =
        listener.read(file.first(24 + 80 * 50 + 7).plus(file.from(24 + 80 * 60 + 30)));
    CaptureTally added =
        listener.read(file.first(24 + 80 * 50).plus(noise).plus(file.from(24 + 80 * 50)));

    assertThat(lost.packets()).isBetween(188L, 190L);
    assertThat(lost.notes()).hasSize(1);
    assertThat(added.packets()).isBetween(199L, 201L);
    assertThat(added.notes().getFirst()).startsWith("At offset ").contains("passed over");
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(5).nextBytes(noise);
    return noise;
  }

  @Test
  void zeros_at_the_end_of_a_file_are_no_packets() {
    CaptureTally tally = listener.read(Written.pcap(1, MANY).plus(Bytes.copyOf(new byte[100_000])));

    assertThat(tally.packets()).isEqualTo(200);
    assertThat(tally.notes()).containsExactly("At offset 16024: no packet begins here.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5, 6, 7, 100})
  void a_damaged_block_costs_that_block(int where) {
    byte[] file = pcapng().toArray();
    int block = 28 + 20 + 96 * 100;
    file[block + where % 96] ^= 0x55;
    if (where == 100) {
      file[block + 92] ^= 0x10;
    }

    CaptureTally tally = listener.read(Bytes.copyOf(file));

    assertThat(tally.packets()).isBetween(199L, 200L);
  }

  @Test
  void noise_between_blocks_is_passed_over_and_told_with_its_place() {
    Bytes file = pcapng();
    Bytes damaged =
        file.first(48 + 96 * 10).plus(Bytes.copyOf(noise(3001))).plus(file.from(48 + 96 * 10));

    CaptureTally tally = listener.read(damaged);

    assertThat(tally.packets()).isEqualTo(200);
    assertThat(tally.notes().getFirst())
        .startsWith("At offset 1008: ")
        .contains("3001 bytes were passed over");
  }

  @Test
  void blocks_that_promise_too_much_are_told() {
    Written file = Written.pcapng(ByteOrder.LITTLE_ENDIAN);
    file.packet(0, MANY.getFirst()).interfaceOf(1);
    ByteBuffer body = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    file.block(6, body.putInt(0).putLong(0).putInt(1_000_000).putInt(1_000_000).putLong(0));

    CaptureTally tally = listener.read(file.simplePacket(MANY.getFirst()).toBytes());

    assertThat(tally.packets()).isEqualTo(2);
    assertThat(tally.notes())
        .anyMatch(note -> note.contains("interface that is not described"))
        .anyMatch(note -> note.contains("longer than its block"));
  }

  @Test
  void a_file_that_is_damaged_everywhere_gets_a_bounded_number_of_notes() {
    Written file = Written.pcapng(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 5000; i++) {
      file.packet(7, MANY.getFirst());
    }

    List<String> notes = listener.read(file.toBytes()).notes();

    assertThat(notes).hasSize(33);
    assertThat(notes.getLast()).isEqualTo("4968 more of these notes were left out.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_bits_are_flipped_the_reading_ends_in_a_tally(int seed) {
    Random random = new Random(seed);
    List<Bytes> files =
        List.of(Written.pcap(1, MANY), pcapng(), Written.snoop(MANY), Written.gzip(pcapng()));
    for (Bytes file : files) {
      for (int round = 0; round < 40; round++) {
        byte[] damaged = file.first(1 + random.nextInt(file.size())).toArray();
        for (int flips = 0; flips <= round * 3; flips++) {
          damaged[4 + random.nextInt(Math.max(1, damaged.length - 4)) % damaged.length] ^=
              (byte) (1 << random.nextInt(8));
        }

        CaptureTally tally = new Listener().read(Bytes.copyOf(damaged));

        assertThat(tally.packets()).isBetween(0L, 1500L);
        assertThat(tally.bytes()).isLessThanOrEqualTo(damaged.length);
      }
    }
  }

  @Test
  void what_cannot_be_read_is_the_callers_exception() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(
            () -> CaptureFile.read(broken, OptionalLong.empty(), CaptureOptions.USUAL, listener))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> CaptureFile.read(Path.of("no such file"), CaptureOptions.USUAL, listener))
        .isInstanceOf(NoSuchFileException.class);
  }
}
