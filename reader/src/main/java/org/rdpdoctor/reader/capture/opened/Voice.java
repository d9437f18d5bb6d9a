package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.TlsRecord;

/// One side of a conversation: its records, its keys and how many records it has sealed with
/// them.
final class Voice {
  /// The most bytes that are tried in vain to find the place again behind one hole.
  private static final long MOST_TRIED = 64L << 20;

  /// Records of early data that are passed over (RFC 8446 4.2.10).
  private static final int MOST_EARLY = 4096;

  final RecordCutter cutter = new RecordCutter();
  final HandshakeAssembler messages = new HandshakeAssembler();
  final Epochs epochs = new Epochs();
  private Optional<RecordProtection> protection = Optional.empty();
  private boolean sealed;
  private long sequence;
  private long mayBeLost;
  private long untried = MOST_TRIED;
  private boolean gone;
  private int early;

  /// Whether its records are encrypted now.
  boolean isSealed() {
    return sealed;
  }

  /// Nothing more of it can be read.
  boolean isGone() {
    return gone;
  }

  void give() {
    gone = true;
    protection = Optional.empty();
    cutter.close();
  }

  void expectEarlyData() {
    early = MOST_EARLY;
  }

  /// Uses the next keys from now on.
  ///
  /// @return false if they are not known
  boolean advance() {
    protection = epochs.advance();
    sealed = true;
    sequence = 0;
    messages.begin();
    cutter.takeSkipped(); // of other keys
    return protection.isPresent();
  }

  /// Some bytes are not in the capture.
  ///
  /// @return false if that is the end of reading
  boolean miss(long bytes) {
    // The smallest record that anybody seals: a header, an alert and a short tag.
    int smallest = TlsRecord.HEADER_SIZE + (sealed ? 10 : 1);
    RecordCutter.Lost lost = cutter.miss(bytes, smallest);
    messages.lose();
    if (lost.most() == 0) {
      return true;
    }
    sequence += sealed ? lost.fewest() : 0;
    mayBeLost += lost.most() - lost.fewest() + 1;
    return protection.map(RecordProtection::canSearch).orElse(true);
  }

  /// How an attempt to open a record ended.
  sealed interface Attempt {
    record Opened(RecordProtection.Plain plain) implements Attempt {}

    /// The capture or the keys are known to have a hole here.
    record PassedOver() implements Attempt {}

    /// It does not fit the keys, and there is no reason why.
    record NotAuthentic() implements Attempt {}
  }

  Attempt open(TlsRecord record) {
    protection.ifPresent(this::recall);
    Optional<RecordProtection.Plain> plain = found(record);
    protection.ifPresent(keys -> keys.passed(record.fragment()));
    if (plain.isPresent()) {
      early = 0;
      untried = MOST_TRIED;
      return new Attempt.Opened(plain.get());
    }
    if (early > 0) {
      early--;
      return new Attempt.PassedOver();
    }
    if (mayBeLost > 0 && untried > 0) {
      mayBeLost++;
      return new Attempt.PassedOver();
    }
    return protection.isPresent() || untried <= 0
        ? new Attempt.NotAuthentic()
        : new Attempt.PassedOver();
  }

  private void recall(RecordProtection keys) {
    Bytes skipped = cutter.takeSkipped();
    if (!skipped.isEmpty()) {
      keys.passed(skipped);
    }
  }

  private Optional<RecordProtection.Plain> found(TlsRecord record) {
    if (protection.isPresent()) {
      RecordProtection keys = protection.get();
      Optional<RecordProtection.Plain> plain = keys.open(record, sequence);
      if (plain.isPresent()) {
        sequence++;
        mayBeLost = 0;
        return plain;
      }
      OptionalLong place =
          mayBeLost > 0 ? search(keys, record, sequence + 1) : OptionalLong.empty();
      if (place.isPresent()) {
        sequence = place.getAsLong() + 1;
        mayBeLost = 0;
        return keys.open(record, place.getAsLong());
      }
    }
    return mayBeLost > 0 || protection.isEmpty() || messages.isLost()
        ? foundAhead(record)
        : Optional.empty();
  }

  /// The keys may have changed where nobody could see it.
  private Optional<RecordProtection.Plain> foundAhead(TlsRecord record) {
    Optional<RecordProtection> ahead = epochs.peek().filter(RecordProtection::canSearch);
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong place = search(ahead.get(), record, 0);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    advance();
    sequence = place.getAsLong() + 1;
    mayBeLost = 0;
    return ahead.get().open(record, place.getAsLong());
  }

  private OptionalLong search(RecordProtection keys, TlsRecord record, long from) {
    if (!keys.canSearch()) {
      return OptionalLong.empty();
    }
    for (long at = from; at <= from + mayBeLost && untried > 0; at++) {
      untried -= record.fragment().size() + 64L; // what a try costs beside its bytes
      if (keys.open(record, at).isPresent()) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }
}
