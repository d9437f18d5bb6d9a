package org.rdpdoctor.reader.capture.flow;

/// How many bytes of memory what waits for something that belongs before it may take in all
/// conversations together.
final class Budget {
  private static final int MOST = 16 << 20;

  private int held;

  void take(int bytes) {
    held += bytes;
  }

  void give(int bytes) {
    held -= bytes;
  }

  boolean isSpent() {
    return held > MOST;
  }
}
