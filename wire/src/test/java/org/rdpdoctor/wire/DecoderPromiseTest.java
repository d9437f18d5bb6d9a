package org.rdpdoctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every decoder promises: whatever it is fed, it returns or throws [DecodeException], and
/// says where the trouble is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecoderPromiseTest {
  /// Up to this size every bit of every cut is flipped; above, every bit of the whole message.
  private static final int SMALL = 64;

  @ParameterizedTest
  @MethodSource("org.rdpdoctor.wire.Golden#all")
  void a_sound_message_is_read_and_written_back_as_it_was(Golden golden) throws DecodeException {
    var read = golden.decoder().read(golden.message());

    assertThat(read.encoded().orElse(golden.message())).isEqualTo(golden.message());
  }

  @ParameterizedTest
  @MethodSource("org.rdpdoctor.wire.Golden#all")
  void no_cut_breaks_the_decoder(Golden golden) {
    for (int length = 0; length < golden.message().size(); length++) {
      feed(golden.decoder(), golden.message().first(length).toArray());
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdpdoctor.wire.Golden#all")
  void no_flipped_bit_breaks_the_decoder(Golden golden) {
    int size = golden.message().size();
    for (int length = size <= SMALL ? 0 : size; length <= size; length++) {
      byte[] cut = golden.message().first(length).toArray();
      for (int bit = 0; bit < length * 8; bit++) {
        byte[] damaged = Arrays.copyOf(cut, length);
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        feed(golden.decoder(), damaged);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.rdpdoctor.wire.Golden#all")
  void no_extreme_byte_breaks_the_decoder(Golden golden) {
    for (int at = 0; at < golden.message().size(); at++) {
      for (int extreme : new int[] {0x00, 0x7F, 0x80, 0xFF}) {
        byte[] damaged = golden.message().toArray();
        damaged[at] = (byte) extreme;
        feed(golden.decoder(), damaged);
      }
    }
  }

  @Test
  void every_decoder_has_a_golden_message() {
    assertThat(Golden.folders())
        .containsExactlyInAnyOrderElementsOf(Decoder.all().stream().map(Decoder::name).toList());
  }

  private static void feed(Decoder decoder, byte[] damaged) {
    try {
      // Text and new bytes are made, too: what was let in must not break anything later.
      assertThat(decoder.read(Bytes.copyOf(damaged)).message().toString()).isNotEmpty();
    } catch (DecodeException e) {
      assertThat(e).hasMessageContaining("at offset");
    }
  }
}
