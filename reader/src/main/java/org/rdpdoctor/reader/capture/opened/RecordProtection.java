package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.TlsRecord;

/// One direction's keys: opens records, and believes none that is not authentic.
sealed interface RecordProtection permits AeadProtection, CbcProtection, StreamProtection {
  /// What a record holds.
  record Plain(ContentType type, Bytes bytes) {}

  /// May be asked again with another number where [#canSearch]; otherwise once for each record.
  ///
  /// @param sequence number of the record since these keys are in use
  /// @return nothing if the record is not authentic under this number
  Optional<Plain> open(TlsRecord record, long sequence);

  /// Whether a record can be opened though others before it are missing.
  boolean canSearch();

  /// The record was heard, opened or not; the next one comes.
  default void passed(Bytes ciphertext) {}
}
