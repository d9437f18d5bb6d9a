package org.rdpdoctor.reader.capture.flow;

/// How many bytes may wait in all conversations together for what belongs before them.
final class Budget {
  private static final int MOST = 24 << 20;

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
