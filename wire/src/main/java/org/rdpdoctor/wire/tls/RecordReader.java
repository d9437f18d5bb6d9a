package org.rdpdoctor.wire.tls;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// Cuts what a peer says into records, however the network has cut it before.
///
/// Feed it what was heard, then take [#next] until there is none. It holds at most what was fed and
/// not yet taken.
public final class RecordReader {
  private Bytes rest = Bytes.EMPTY;

  public RecordReader feed(Bytes heard) {
    rest = rest.plus(heard);
    return this;
  }

  /// The next whole record, or nothing until more is fed.
  ///
  /// @throws DecodeException if what stands here is no record; every later call says so again
  public Optional<TlsRecord> next() throws DecodeException {
    int size = TlsRecord.sizeOf(rest);
    if (size < 0 || size > rest.size()) {
      return Optional.empty();
    }
    TlsRecord record = TlsRecord.decode(rest.first(size));
    rest = rest.from(size);
    return Optional.of(record);
  }

  /// What was fed and not taken: nothing, or the beginning of a record, or what is no record.
  public Bytes rest() {
    return rest;
  }
}
