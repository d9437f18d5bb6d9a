package org.rdpdoctor.probe;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// What Linux knows of a connection: `struct tcp_info` of include/uapi/linux/tcp.h, which has grown
/// at its end over the years. A field that a kernel does not have yet is 0.
///
/// @param segmentSize the most that is put into one segment, in bytes
/// @param receivedSegment the kernel's guess at the peer's segments: it begins with 536 or less
/// @param unacknowledged segments that nobody has acknowledged
/// @param pathMtu in bytes
/// @param roundTrip smoothed; zero before the first measurement
/// @param variation of the round trip
/// @param repeatedSegments every segment that was sent again, SYNs among them
/// @param receivedBytes from the peer
/// @param sentSegments that carried data, repetitions among them
/// @param outOfOrder segments that came behind a gap
record TcpInfo(
    int segmentSize,
    int receivedSegment,
    int unacknowledged,
    int pathMtu,
    Duration roundTrip,
    Duration variation,
    int repeatedSegments,
    long receivedBytes,
    int sentSegments,
    int outOfOrder) {

  /// More than any kernel has.
  static final int MOST = 1024;

  /// As far as the first field that every kernel of the last twenty years has, and we need.
  private static final int LEAST = 104;

  /// @param struct in the machine's own byte order, as long as the kernel made it
  static Optional<TcpInfo> of(ByteBuffer struct) {
    if (struct.remaining() < LEAST) {
      return Optional.empty();
    }
    return Optional.of(
        new TcpInfo(
            number(struct, 16), // tcpi_snd_mss
            number(struct, 20), // tcpi_rcv_mss
            number(struct, 24), // tcpi_unacked
            number(struct, 60), // tcpi_pmtu
            micros(struct, 68), // tcpi_rtt
            micros(struct, 72), // tcpi_rttvar
            number(struct, 100), // tcpi_total_retrans
            struct.remaining() < 136 ? 0 : Math.max(0, struct.getLong(128)), // tcpi_bytes_received
            number(struct, 156), // tcpi_data_segs_out
            number(struct, 224))); // tcpi_rcv_ooopack
  }

  private static Duration micros(ByteBuffer struct, int offset) {
    return Duration.ofNanos(1000L * number(struct, offset));
  }

  private static int number(ByteBuffer struct, int offset) {
    return struct.remaining() < offset + Integer.BYTES ? 0 : Math.max(0, struct.getInt(offset));
  }

  /// True if the round trip was measured, if only once.
  boolean isTimed() {
    return roundTrip.isPositive();
  }
}
