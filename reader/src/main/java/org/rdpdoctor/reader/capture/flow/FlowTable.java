package org.rdpdoctor.reader.capture.flow;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Finds a conversation by its ends, whoever of them sends. Open addressing, at most half full.
final class FlowTable {
  /// Keeps those who write captures from choosing addresses that all fall into one place.
  private final long seed = new SplittableRandom().nextLong() | 1;

  private @Nullable Flow[] slots = new Flow[1 << 10];
  private int size;

  int size() {
    return size;
  }

  /// The same for both directions.
  int hash(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long targetHigh,
      long targetLow,
      int targetPort) {
    long both = end(sourceHigh, sourceLow, sourcePort) + end(targetHigh, targetLow, targetPort);
    return (int) (both * seed >>> 32);
  }

  private long end(long high, long low, int port) {
    long mixed = (high * 0x9E37_79B9_7F4A_7C15L ^ low ^ (long) port << 44) * seed;
    return (mixed ^ mixed >>> 29) * 0xBF58_476D_1CE4_E5B9L ^ mixed >>> 32;
  }

  @Nullable Flow find(
      int hash,
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long targetHigh,
      long targetLow,
      int targetPort,
      int protocol) {
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = i + 1 & mask) {
      Flow flow = slots[i];
      if (flow == null) {
        return null;
      }
      Ends ends = flow.ends;
      if (ends.hash() == hash
          && ends.protocol() == protocol
          && (ends.clientLow() == sourceLow
                  && ends.serverLow() == targetLow
                  && ends.clientPort() == sourcePort
                  && ends.serverPort() == targetPort
                  && ends.clientHigh() == sourceHigh
                  && ends.serverHigh() == targetHigh
              || ends.clientLow() == targetLow
                  && ends.serverLow() == sourceLow
                  && ends.clientPort() == targetPort
                  && ends.serverPort() == sourcePort
                  && ends.clientHigh() == targetHigh
                  && ends.serverHigh() == sourceHigh)) {
        return flow;
      }
    }
  }

  void add(Flow flow) {
    if (size >= slots.length / 2) {
      grow();
    }
    put(flow);
    size++;
  }

  private void put(Flow flow) {
    int mask = slots.length - 1;
    int i = flow.ends.hash() & mask;
    while (slots[i] != null) {
      i = i + 1 & mask;
    }
    slots[i] = flow;
  }

  private void grow() {
    @Nullable Flow[] old = slots;
    slots = new Flow[old.length * 2];
    for (Flow flow : old) {
      if (flow != null) {
        put(flow);
      }
    }
  }

  void remove(Flow flow) {
    int mask = slots.length - 1;
    int hole = flow.ends.hash() & mask;
    while (slots[hole] != flow) {
      if (slots[hole] == null) {
        return;
      }
      hole = hole + 1 & mask;
    }
    size--;
    // Those behind it move up, unless that brought them before the place where they are looked for.
    for (int i = hole + 1 & mask; ; i = i + 1 & mask) {
      Flow next = slots[i];
      if (next == null) {
        slots[hole] = null;
        return;
      }
      int home = next.ends.hash() & mask;
      if ((i - home & mask) >= (i - hole & mask)) {
        slots[hole] = next;
        hole = i;
      }
    }
  }
}
