package org.rdpdoctor.reader.capture.flow;

/// Ranges of sequence numbers that were passed over and may still come. Bounded: the oldest are
/// forgotten first.
final class Holes {
  private static final int MOST = 16;

  private final int[] from = new int[MOST + 1];
  private final int[] to = new int[MOST + 1];
  private int count;

  /// @return bytes that are no longer waited for
  int add(int from, int to) {
    this.from[count] = from;
    this.to[count++] = to;
    return shrink();
  }

  private int shrink() {
    if (count <= MOST) {
      return 0;
    }
    int forgotten = to[0] - from[0];
    remove(0);
    return forgotten;
  }

  /// @return how many bytes of this range were missing
  int fill(int start, int end) {
    int filled = 0;
    for (int i = count - 1; i >= 0; i--) {
      int first = start - from[i] > 0 ? start : from[i];
      int last = end - to[i] < 0 ? end : to[i];
      if (last - first <= 0) {
        continue;
      }
      filled += last - first;
      int after = to[i];
      to[i] = first;
      if (after != last && count <= MOST) {
        from[count] = last;
        to[count++] = after;
      }
      if (from[i] == to[i]) {
        remove(i);
      }
    }
    shrink();
    return filled;
  }

  private void remove(int index) {
    count--;
    System.arraycopy(from, index + 1, from, index, count - index);
    System.arraycopy(to, index + 1, to, index, count - index);
  }

  long bytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += to[i] - from[i];
    }
    return bytes;
  }
}
