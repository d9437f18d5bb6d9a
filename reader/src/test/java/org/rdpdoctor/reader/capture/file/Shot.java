package org.rdpdoctor.reader.capture.file;

import org.rdpdoctor.wire.Bytes;

/// A packet as a capture has it.
///
/// @param nanos since 1970
/// @param bytes from the link layer on, as far as they were captured
/// @param original length on the wire
record Shot(long nanos, Bytes bytes, int original) {
  static final long SECOND = 1_000_000_000;

  /// 2024-05-06 07:08:09 UTC, so much later.
  static Shot at(double seconds, Bytes bytes) {
    return new Shot(1_714_979_289 * SECOND + (long) (seconds * SECOND), bytes, bytes.size());
  }

  Shot cutTo(int length) {
    return new Shot(nanos, bytes.first(length), original);
  }
}
