package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;

/// When the bytes of answers come in: all at once, as they do, or little by little.
final class Arrivals {
  /// An answer in fewer pieces may have waited once, for a lost packet or for a server that thinks.
  private static final int FEW_PIECES = 3;

  /// Less is what a busy machine or one lost packet explains.
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// Of an answer that trickles, no single pause is as large a part; in percent.
  private static final int LARGEST_PAUSE = 60;

  private int pieces;
  private int bytes;
  private Duration first = Duration.ZERO;
  private Duration last = Duration.ZERO;
  private Duration longestPause = Duration.ZERO;
  private Optional<Trickle> slowest = Optional.empty();

  /// An answer that came little by little.
  ///
  /// @param over from its first to its last piece
  record Trickle(int bytes, int pieces, Duration over) {}

  /// Something is said: what comes from now on is another answer.
  synchronized void begin() {
    slowest = slowest();
    pieces = 0;
    bytes = 0;
    longestPause = Duration.ZERO;
  }

  synchronized void add(int count, Duration at) {
    if (pieces == 0) {
      first = at;
    } else {
      Duration pause = at.minus(last);
      longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
    }
    pieces++;
    bytes += count;
    last = at;
  }

  /// The slowest answer, if any trickled.
  synchronized Optional<Trickle> slowest() {
    Duration over = last.minus(first);
    boolean trickled =
        pieces >= FEW_PIECES
            && over.compareTo(LEAST) >= 0
            && longestPause.multipliedBy(100).compareTo(over.multipliedBy(LARGEST_PAUSE)) <= 0;
    return trickled && slowest.filter(known -> known.over().compareTo(over) >= 0).isEmpty()
        ? Optional.of(new Trickle(bytes, pieces, over))
        : slowest;
  }
}
