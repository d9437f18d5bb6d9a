package org.rdpdoctor.reader.capture.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts fragmented IP packets together again. Where fragments overlap, the first one counts. What
/// never becomes whole is given up: after half a minute, or when too much waits.
final class Fragments {
  private static final int MOST = 512;
  private static final int MOST_MEMORY = 4 << 20;
  private static final int MOST_PIECES = 1 << 10;

  /// What a piece takes beside its bytes.
  private static final int OVERHEAD = 96;

  private static final int LARGEST = 65_535;
  private static final long PATIENCE = 30_000_000_000L;

  private record Key(
      long sourceHigh, long sourceLow, long targetHigh, long targetLow, int protocol, int id) {}

  private static final class Piece {
    final int offset;
    final byte[] bytes;

    Piece(int offset, byte[] bytes) {
      this.offset = offset;
      this.bytes = bytes;
    }

    int end() {
      return offset + bytes.length;
    }
  }

  private static final class Waiting {
    final long since;
    final List<Piece> pieces = new ArrayList<>();
    int total = -1;
    int bytes;

    Waiting(long since) {
      this.since = since;
    }

    int memory() {
      return bytes + OVERHEAD * pieces.size();
    }
  }

  private final Map<Key, Waiting> waiting = new LinkedHashMap<>();
  private int memory;
  private long lost;

  /// Packets that did not become whole.
  long lost() {
    return lost + waiting.size();
  }

  /// Adds what is in `packet`, a fragment that was captured wholly.
  ///
  /// @param offset of the fragment in the packet
  /// @param more whether others follow
  /// @return whether the packet is whole now; then it is in `packet`
  boolean add(Packet packet, int id, int offset, boolean more) {
    int length = packet.end - packet.from;
    if (length == 0 || offset + length > LARGEST) {
      return false;
    }
    Key key =
        new Key(
            packet.sourceHigh,
            packet.sourceLow,
            packet.targetHigh,
            packet.targetLow,
            packet.protocol,
            id);
    tidy(packet.time);
    Waiting whole = waiting.computeIfAbsent(key, _ -> new Waiting(packet.time));
    if (!more) {
      whole.total = offset + length;
    }
    whole.pieces.add(new Piece(offset, Arrays.copyOfRange(packet.bytes, packet.from, packet.end)));
    whole.bytes += length;
    memory += OVERHEAD + length;
    if (whole.pieces.size() > MOST_PIECES) {
      giveUp(key);
      return false;
    }
    if (whole.total < 0 || whole.bytes < whole.total || !join(whole, packet)) {
      return false;
    }
    waiting.remove(key);
    memory -= whole.memory();
    return true;
  }

  private static boolean join(Waiting whole, Packet packet) {
    int covered = 0;
    List<Piece> inOrder = new ArrayList<>(whole.pieces);
    inOrder.sort((a, b) -> Integer.compare(a.offset, b.offset));
    for (Piece piece : inOrder) {
      if (piece.offset > covered) {
        return false;
      }
      covered = Math.max(covered, piece.end());
    }
    if (covered < whole.total) {
      return false;
    }
    byte[] joined = new byte[whole.total];
    for (Piece piece : whole.pieces.reversed()) { // so that earlier ones stay on top
      int length = Math.min(piece.bytes.length, whole.total - piece.offset);
      if (length > 0) {
        System.arraycopy(piece.bytes, 0, joined, piece.offset, length);
      }
    }
    packet.bytes = joined;
    packet.from = 0;
    packet.end = joined.length;
    packet.length = joined.length;
    return true;
  }

  private void tidy(long now) {
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      Waiting first = oldest.next();
      if (now - first.since <= PATIENCE && waiting.size() < MOST && memory < MOST_MEMORY) {
        return;
      }
      oldest.remove();
      memory -= first.memory();
      lost++;
    }
  }

  private void giveUp(Key key) {
    Waiting given = waiting.remove(key);
    if (given != null) {
      memory -= given.memory();
      lost++;
    }
  }
}
