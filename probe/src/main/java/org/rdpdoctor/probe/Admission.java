package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonWanted;

/// Keeps a password that every connection through a proxy needs from being wrong more than once:
/// until it has been right, one connection at a time is made, and none after it was wrong.
final class Admission {
  private final ReentrantLock first = new ReentrantLock();
  private volatile boolean proven;
  private volatile Optional<Observation> refused = Optional.empty();

  /// @param late what is said if nobody knows in time whether the password is right
  Opening through(Duration patience, Supplier<Opening> attempt, Supplier<Opening> late) {
    if (proven) {
      return attempt.get();
    }
    try {
      if (!first.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return late.get();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return late.get();
    }
    try {
      return refused.<Opening>map(Opening.NotOpened::new).orElseGet(() -> judged(attempt.get()));
    } finally {
      first.unlock();
    }
  }

  private Opening judged(Opening opening) {
    switch (opening.fact()) {
      case ProxyLogonRejected wrong -> refused = Optional.of(wrong);
      case ProxyLogonWanted useless -> refused = Optional.of(useless);
      case ProxyFact _ -> {} // it was not even tried, for all that is known
      default -> proven = true; // the proxy speaks of the target
    }
    return opening;
  }
}
