package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.TlsRecord;

/// Cuts what one side says into records, and finds them again behind a hole in the capture.
///
/// Holds at most what was fed and not taken; a record has a little over 16 KiB.
final class RecordCutter {
  private static final int MAJOR_VERSION = 3;

  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private long toSkip;
  private boolean seeking;
  private Bytes skipped = Bytes.EMPTY;

  /// What a hole took.
  ///
  /// @param fewest records that cannot be read any more
  /// @param most of them
  record Lost(long fewest, long most) {}

  void feed(Bytes heard) {
    Bytes more = heard;
    if (toSkip > 0) {
      int here = (int) Math.min(toSkip, heard.size());
      toSkip -= here;
      more = heard.from(here);
      skipped = heard.first(here);
    }
    if (end + more.size() > buffer.length) {
      byte[] larger = new byte[Math.max(end - start + more.size(), 2 * (end - start))];
      System.arraycopy(buffer, start, larger, 0, end - start);
      buffer = larger;
      end -= start;
      start = 0;
    }
    System.arraycopy(more.toArray(), 0, buffer, end, more.size());
    end += more.size();
  }

  /// What is here of a record that has only begun, without its header; empty if none of this type
  /// has.
  Bytes begun(ContentType type) {
    int from = start + TlsRecord.HEADER_SIZE;
    return !seeking && from < end && (buffer[start] & 0xFF) == type.value()
        ? Bytes.copyOf(buffer, from, end - from)
        : Bytes.EMPTY;
  }

  /// Bytes are missing behind all that was fed.
  ///
  /// @param smallest that a record can be, its header included
  Lost miss(long bytes, int smallest) {
    int have = end - start;
    long partial = have >= TlsRecord.HEADER_SIZE && !seeking ? recordSize() - have : 0;
    start = end;
    if (toSkip >= bytes) {
      toSkip -= bytes;
      return new Lost(0, 0);
    }
    long missing = bytes - toSkip;
    toSkip = 0;
    if (partial > 0 && missing <= partial) {
      toSkip = partial - missing;
      return new Lost(1, 1);
    }
    seeking = true;
    return new Lost(have > 0 ? 1 : 0, 2 + (missing - partial) / smallest);
  }

  private int recordSize() {
    return TlsRecord.HEADER_SIZE + ((buffer[start + 3] & 0xFF) << 8 | (buffer[start + 4] & 0xFF));
  }

  /// The next whole record, or nothing until more is fed.
  ///
  /// @throws DecodeException if what stands here is no record
  Optional<TlsRecord> next() throws DecodeException {
    if (seeking && !found()) {
      return Optional.empty();
    }
    if (end - start < TlsRecord.HEADER_SIZE) {
      return Optional.empty();
    }
    int size = TlsRecord.sizeOf(Bytes.copyOf(buffer, start, TlsRecord.HEADER_SIZE));
    if (size > end - start) {
      return Optional.empty();
    }
    TlsRecord record = TlsRecord.decode(Bytes.copyOf(buffer, start, size));
    start += size;
    return Optional.of(record);
  }

  /// The bytes passed over just before the record taken first behind a hole; the ends of the
  /// record before it, as far as they are known.
  Bytes takeSkipped() {
    Bytes taken = skipped;
    skipped = Bytes.EMPTY;
    return taken;
  }

  /// Goes on to the next place where a header can stand that another one follows.
  private boolean found() {
    int from = start;
    while (end - start >= TlsRecord.HEADER_SIZE) {
      if (isHeader(start) && isFollowed()) {
        skipped = Bytes.copyOf(buffer, from, start - from);
        seeking = false;
        return true;
      }
      start++;
    }
    skipped = Bytes.copyOf(buffer, from, start - from);
    return false;
  }

  private boolean isFollowed() {
    int next = start + recordSize();
    return next + TlsRecord.HEADER_SIZE > end || isHeader(next);
  }

  private boolean isHeader(int at) {
    int length = (buffer[at + 3] & 0xFF) << 8 | (buffer[at + 4] & 0xFF);
    int type = buffer[at] & 0xFF;
    return type >= ContentType.CHANGE_CIPHER_SPEC.value()
        && type <= ContentType.APPLICATION_DATA.value()
        && buffer[at + 1] == MAJOR_VERSION
        && buffer[at + 2] >= 0
        && buffer[at + 2] <= 4
        && length > 0
        && length <= TlsRecord.MAX_FRAGMENT;
  }

  /// Forgets everything: nothing more will be asked.
  void close() {
    buffer = new byte[0];
    start = 0;
    end = 0;
    skipped = Bytes.EMPTY;
  }
}
