package org.rdpdoctor.reader.capture.flow;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.flow.Delivery.Piece;
import org.rdpdoctor.wire.Bytes;

/// One direction of a TCP connection: what of it is due next, and what came before its time.
final class Queue {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_PIECES = 1 << 10;

  /// What a piece takes beside its bytes.
  private static final int OVERHEAD = 128;

  private final Side side;
  private final Budget budget;
  private final List<Piece> pieces = new ArrayList<>(0);
  private int held;
  private int due;
  private boolean begun;
  private boolean guessed;
  private int acked;
  private boolean acknowledged;
  private int suspect;
  private boolean suspicious;
  private int end;
  private boolean ended;

  Queue(Side side, Half half, Budget budget) {
    this.side = side;
    this.budget = budget;
    begun = half.hasBegun();
    due = half.firstByte();
  }

  Side side() {
    return side;
  }

  int due() {
    return due;
  }

  int held() {
    return held;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  boolean isFull() {
    return held > MOST_BYTES || pieces.size() > MOST_PIECES;
  }

  /// @return the sequence number of the segment's payload
  int begin(Segment segment) {
    int sequence = segment.isSyn() ? segment.sequence + 1 : segment.sequence;
    if (!begun) {
      begun = true;
      due = sequence;
    } else if (guessed && (sequence - due < 0 || sequence - due > Half.LEAP)) {
      due = sequence;
    }
    guessed = false;
    return sequence;
  }

  /// The other side has everything before `number`.
  void acknowledge(int number) {
    if (!begun) {
      begun = true;
      guessed = true;
      due = number;
    }
    if (acknowledged && number - acked <= 0) {
      return;
    }
    boolean far = Math.abs(number - due) > Half.LEAP;
    if (far && !(suspicious && Math.abs(number - suspect) < Half.LEAP)) {
      suspicious = true;
      suspect = number;
      return;
    }
    suspicious = false;
    acknowledged = true;
    acked = number;
  }

  /// A FIN stands at `sequence`.
  void finish(int sequence) {
    if (!ended) {
      ended = true;
      end = sequence;
    }
  }

  /// How many bytes the other side has acknowledged that did not come yet. A FIN takes a number,
  /// too, so a single one that no bytes follow may be none.
  int lag() {
    return acknowledged ? Math.max(0, behind(acked)) : 0;
  }

  private int behind(int number) {
    int behind = number - due;
    if (behind <= 0) {
      return 0;
    }
    boolean fin = ended ? number - end > 0 : behind == 1 && pieces.isEmpty();
    return fin ? behind - 1 : behind;
  }

  void move(int length) {
    due += length;
  }

  /// Keeps what of a segment is neither said nor kept yet.
  void put(Segment segment, int sequence, long time) {
    int start = sequence - due < 0 ? due : sequence;
    int end = sequence + segment.length;
    int expected = lag() > 0 ? acked : due;
    if (end - start <= 0 || start - expected > Half.LEAP) {
      return;
    }
    int i = 0;
    while (end - start > 0) {
      while (i < pieces.size() && pieces.get(i).end() - start <= 0) {
        i++;
      }
      int stop = end;
      if (i < pieces.size()) {
        Piece next = pieces.get(i);
        stop = next.sequence() - end < 0 ? next.sequence() : end;
      }
      if (stop - start > 0) {
        pieces.add(i, piece(segment, start, stop, sequence, time));
      }
      start = i < pieces.size() ? pieces.get(i).end() : end;
    }
  }

  private Piece piece(Segment segment, int start, int stop, int sequence, long time) {
    int offset = start - sequence;
    int captured = Math.clamp(segment.captured - offset, 0, stop - start);
    held += OVERHEAD + captured;
    budget.take(OVERHEAD + captured);
    return new Piece(
        start,
        Bytes.copyOf(segment.bytes, segment.from + Math.min(offset, segment.captured), captured),
        stop - start,
        segment.isAck() ? segment.acknowledgment : null,
        time);
  }

  /// Whether the first piece is the one that is due.
  boolean isDue() {
    return !pieces.isEmpty() && pieces.getFirst().sequence() == due;
  }

  long firstAt() {
    return pieces.getFirst().time();
  }

  /// Whether a piece is due, and `there` has come as far as it had when this was said.
  boolean isReady(Queue there) {
    if (!isDue()) {
      return false;
    }
    Integer heard = pieces.getFirst().heard();
    return heard == null || there.lag() == 0 || there.behind(heard) == 0;
  }

  /// Takes the first piece out.
  Piece take() {
    Piece first = pieces.removeFirst();
    held -= OVERHEAD + first.bytes().size();
    budget.give(OVERHEAD + first.bytes().size());
    due = first.end();
    return first;
  }

  /// Passes over what is missing here.
  ///
  /// @return how many bytes
  int passOver() {
    int target = acknowledged && lag() > 0 ? due + lag() : due;
    if (!pieces.isEmpty()) {
      int first = pieces.getFirst().sequence();
      target = target == due || first - target < 0 ? first : target;
    }
    int missing = target - due;
    due = target;
    return missing;
  }

  void clear() {
    budget.give(held);
    held = 0;
    pieces.clear();
  }
}
