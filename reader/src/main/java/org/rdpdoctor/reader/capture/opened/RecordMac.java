package org.rdpdoctor.reader.capture.opened;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// The MAC of one direction's records (RFC 5246 6.2.3.1); SSL 3.0: RFC 6101 5.2.3.1.
///
/// @param ssl3 true for the MAC of SSL 3.0, which leaves the version out
record RecordMac(Hash hash, Secret key, boolean ssl3) {
  static RecordMac of(Hash hash, Secret key, TlsVersion version) {
    return new RecordMac(hash, key, version.isBefore(TlsVersion.TLS10));
  }

  /// Bytes of the MAC.
  int size() {
    return hash.size();
  }

  /// Whether `mac` is that of the `size` bytes in `data` from `from` on.
  boolean fits(
      TlsRecord record, long sequence, byte[] data, int from, int size, byte[] mac, int macAt) {
    byte[] computed = of(record, sequence, data, from, size);
    return MessageDigest.isEqual(computed, Arrays.copyOfRange(mac, macAt, macAt + computed.length));
  }

  private byte[] of(TlsRecord record, long sequence, byte[] data, int from, int size) {
    var header = number(sequence).u8(record.contentType().value());
    if (ssl3) {
      byte[] head = header.u16be(size).toBytes().toArray();
      byte[] content = Arrays.copyOfRange(data, from, from + size);
      byte[] inner = hash.digest(key.octets(), padding(0x36), head, content);
      return hash.digest(key.octets(), padding(0x5C), inner);
    }
    header.u16be(record.legacyVersion().value()).u16be(size);
    Mac mac = hash.hmac(key.octets());
    mac.update(header.toBytes().toArray());
    mac.update(data, from, size);
    return mac.doFinal();
  }

  /// A sequence number, as it stands before what is authenticated.
  static WireWriter number(long sequence) {
    return new WireWriter().u32be((int) (sequence >>> 32)).u32be((int) sequence);
  }

  private byte[] padding(int octet) {
    byte[] padding = new byte[hash == Hash.MD5 ? 48 : 40];
    Arrays.fill(padding, (byte) octet);
    return padding;
  }
}
