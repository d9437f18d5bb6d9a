package org.rdpdoctor.reader.capture.ladder;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.TlsRecord;

/// Cuts what one side says into TLS records: whole ones while they are to be read, and only their
/// headers afterwards, so that nothing has to be kept of what is encrypted.
final class Records {
  private Bytes rest = Bytes.EMPTY;
  private int toSkip;
  private boolean headersOnly;

  /// @param size of the fragment, in bytes
  /// @param whole the record, unless only headers are wanted
  record Seen(ContentType type, int size, Optional<TlsRecord> whole) {}

  /// From the next record on, what is in it does not matter any more.
  void headersOnly() {
    headersOnly = true;
  }

  void feed(Bytes bytes) {
    int skipped = Math.min(toSkip, bytes.size());
    toSkip -= skipped;
    rest = rest.plus(bytes.from(skipped));
  }

  /// The next record, or nothing until more is fed.
  ///
  /// @throws DecodeException if what stands here is no record; every later call says so again
  Optional<Seen> next() throws DecodeException {
    int size = TlsRecord.sizeOf(rest);
    if (size < 0) {
      return Optional.empty();
    }
    if (headersOnly) {
      var type = new ContentType(rest.at(0));
      toSkip = Math.max(0, size - rest.size());
      rest = rest.from(Math.min(size, rest.size()));
      return Optional.of(new Seen(type, size - TlsRecord.HEADER_SIZE, Optional.empty()));
    }
    if (size > rest.size()) {
      return Optional.empty();
    }
    TlsRecord record = TlsRecord.decode(rest.first(size));
    rest = rest.from(size);
    return Optional.of(
        new Seen(record.contentType(), record.fragment().size(), Optional.of(record)));
  }
}
