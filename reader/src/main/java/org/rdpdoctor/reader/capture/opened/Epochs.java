package org.rdpdoctor.reader.capture.opened;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The keys that one side uses, one set after another.
///
/// With TLS 1.3 these are the handshake's, the session's, and those after each KeyUpdate (RFC
/// 8446 7.2); before it, those of each handshake.
final class Epochs {
  /// Where keys come from; a set may be missing though later ones are known.
  @FunctionalInterface
  interface Origin {
    Optional<RecordProtection> keys();
  }

  private final Deque<Origin> coming = new ArrayDeque<>();
  private Optional<Update> update = Optional.empty();

  void add(Origin origin) {
    coming.add(origin);
  }

  /// The session's keys of TLS 1.3, which KeyUpdate renews without end.
  void addRenewable(SuiteParts suite, Secret trafficSecret) {
    coming.add(() -> Optional.of(AeadProtection.tls13(suite, trafficSecret)));
    update = Optional.of(new Update(suite, trafficSecret));
  }

  boolean isEmpty() {
    return coming.isEmpty() && update.isEmpty();
  }

  /// The next keys, without going on to them.
  Optional<RecordProtection> peek() {
    Origin next = coming.peek();
    return next == null ? update.map(Update::protection) : next.keys();
  }

  /// Goes on to the next keys.
  Optional<RecordProtection> advance() {
    Origin next = coming.poll();
    if (next != null) {
      return next.keys();
    }
    update = update.map(Update::next);
    return update.map(last -> AeadProtection.tls13(last.suite, last.secret));
  }

  /// The traffic secret in use, from which the next one comes.
  private record Update(SuiteParts suite, Secret secret) {
    Update next() {
      return new Update(
          suite, KeySchedule.expandLabel(suite.prf(), secret, "traffic upd", suite.prf().size()));
    }

    RecordProtection protection() {
      return AeadProtection.tls13(suite, next().secret);
    }
  }
}
