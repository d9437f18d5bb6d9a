package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.security.Rc4;
import org.rdpdoctor.wire.tls.TlsRecord;

/// RC4, or nothing at all, with a MAC (RFC 5246 6.2.3.1).
final class StreamProtection implements RecordProtection {
  private final RecordMac mac;
  private final Optional<Rc4> rc4;

  /// @param key none for suites that do not encrypt
  StreamProtection(RecordMac mac, Optional<Secret> key) {
    this.mac = mac;
    this.rc4 = key.map(secret -> new Rc4(Bytes.copyOf(secret.octets())));
  }

  /// RC4 goes on from record to record: what is missing takes the place in it with it.
  @Override
  public boolean canSearch() {
    return rc4.isEmpty();
  }

  @Override
  public Optional<Plain> open(TlsRecord record, long sequence) {
    Bytes fragment = record.fragment();
    byte[] plain = rc4.map(cipher -> cipher.apply(fragment)).orElse(fragment).toArray();
    int size = plain.length - mac.size();
    return size >= 0 && mac.fits(record, sequence, plain, 0, size, plain, size)
        ? Optional.of(new Plain(record.contentType(), Bytes.copyOf(plain, 0, size)))
        : Optional.empty();
  }
}
