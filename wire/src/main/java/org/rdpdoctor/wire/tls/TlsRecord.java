package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `TLSPlaintext` or `TLSCiphertext`: the envelope of all that SSL 3.0 to TLS 1.3 say.
@SpecifiedIn("RFC 8446 5.1")
public record TlsRecord(ContentType contentType, TlsVersion legacyVersion, Bytes fragment) {
  public static final int HEADER_SIZE = 1 /* type */ + 2 /* version */ + 2 /* length */;

  /// The most that a plaintext fragment may hold.
  public static final int MAX_PLAINTEXT = 1 << 14;

  /// The most that a fragment may hold when it is encrypted, by the loosest rule (RFC 5246 6.2.3).
  public static final int MAX_FRAGMENT = MAX_PLAINTEXT + 2048;

  private static final int MAJOR_VERSION = 3;

  /// The whole size of the record that begins with `head`, or -1 while too few bytes are known.
  ///
  /// @throws DecodeException as soon as these bytes cannot begin a record
  public static int sizeOf(Bytes head) throws DecodeException {
    var in = new WireReader(head);
    if (head.isEmpty()) {
      return -1;
    }
    readType(in);
    if (head.size() >= 2) {
      int major = in.u8("legacy_record_version");
      in.require("legacy_record_version", 1, MAJOR_VERSION, major);
    }
    if (head.size() < HEADER_SIZE) {
      return -1;
    }
    in.skip("legacy_record_version", 1);
    return HEADER_SIZE + readLength(in);
  }

  public static TlsRecord decode(Bytes record) throws DecodeException {
    var in = new WireReader(record);
    ContentType type = readType(in);
    int version = in.u16be("legacy_record_version");
    if (version >> 8 != MAJOR_VERSION) {
      throw new DecodeException(
          new DecodeFault.WrongValue("legacy_record_version", 1, MAJOR_VERSION, version >> 8));
    }
    int length = readLength(in);
    return new TlsRecord(type, new TlsVersion(version), in.bytes("fragment", length));
  }

  private static ContentType readType(WireReader in) throws DecodeException {
    var type = new ContentType(in.u8("type"));
    if (!type.isKnown()) {
      throw in.unknownType("type", 0, type.value());
    }
    return type;
  }

  private static int readLength(WireReader in) throws DecodeException {
    int length = in.u16be("length");
    if (length > MAX_FRAGMENT) {
      throw in.wrongLength("length", HEADER_SIZE - 2, length, MAX_FRAGMENT);
    }
    return length;
  }

  public Bytes encode() {
    return new WireWriter()
        .u8(contentType.value())
        .u16be(legacyVersion.value())
        .u16bePrefixed(fragment)
        .toBytes();
  }
}
