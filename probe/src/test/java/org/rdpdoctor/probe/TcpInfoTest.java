package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TcpInfoTest {
  /// Each word holds its own offset, so that it shows which were read.
  private static ByteBuffer struct(int size) {
    ByteBuffer struct = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    for (int at = 0; at + 4 <= size; at += 4) {
      struct.putInt(at, at);
    }
    if (size >= 136) {
      struct.putLong(128, 128);
    }
    return struct;
  }

  @Test
  void every_field_is_read_where_the_kernel_puts_it() {
    assertThat(TcpInfo.of(struct(232)))
        .contains(
            new TcpInfo(
                16,
                20,
                24,
                60,
                Duration.ofNanos(68_000),
                Duration.ofNanos(72_000),
                100,
                128,
                156,
                224));
  }

  @Test
  void what_an_older_kernel_does_not_tell_is_zero() {
    assertThat(TcpInfo.of(struct(104)))
        .get()
        .satisfies(
            info -> {
              assertThat(info.repeatedSegments()).isEqualTo(100);
              assertThat(info.receivedBytes()).isZero();
              assertThat(info.sentSegments()).isZero();
              assertThat(info.outOfOrder()).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 103})
  void too_little_is_nothing(int size) {
    assertThat(TcpInfo.of(struct(size))).isEmpty();
  }

  @Test
  void what_more_a_newer_kernel_tells_is_left_alone() {
    assertThat(TcpInfo.of(struct(TcpInfo.MOST))).isEqualTo(TcpInfo.of(struct(232)));
  }

  @Test
  void numbers_that_cannot_be_are_zero() {
    ByteBuffer struct = struct(232);
    struct.putInt(16, -1);
    struct.putInt(68, -1);

    assertThat(TcpInfo.of(struct))
        .get()
        .satisfies(
            info -> {
              assertThat(info.segmentSize()).isZero();
              assertThat(info.isTimed()).isFalse();
            });
  }
}
