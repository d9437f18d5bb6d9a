package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `DTLSPlaintext` or `DTLSCiphertext`: a TLS record for datagrams, in DTLS 1.0 and 1.2.
///
/// @param epoch 0 until keys are in use; from 1 on the fragment is encrypted
/// @param sequenceNumber of 48 bits
@SpecifiedIn("RFC 6347 4.1")
public record DtlsRecord(
    ContentType contentType, TlsVersion version, int epoch, long sequenceNumber, Bytes fragment) {
  private static final int SIZE_OF_LENGTH = 2;

  /// The high byte of all versions of DTLS.
  static final int MAJOR_VERSION = 0xFE;

  /// All records of one datagram, in their order. Records never go on in the next one.
  ///
  /// @throws DecodeException if anything but records stands in the datagram
  public static List<DtlsRecord> all(Bytes datagram) throws DecodeException {
    var in = new WireReader(datagram);
    var records = new ArrayList<DtlsRecord>();
    do {
      records.add(read(in));
    } while (!in.isEmpty());
    return List.copyOf(records);
  }

  /// Reads the record that begins here; what stands behind it is not looked at.
  public static DtlsRecord decode(Bytes record) throws DecodeException {
    return read(new WireReader(record));
  }

  private static DtlsRecord read(WireReader in) throws DecodeException {
    int typeAt = in.offset();
    var type = new ContentType(in.u8("type"));
    if (!type.isKnown()) {
      throw in.unknownType("type", typeAt, type.value());
    }
    int version = in.u16be("version");
    in.require("version", 2, MAJOR_VERSION, version >> 8);
    int epoch = in.u16be("epoch");
    long sequence = (long) in.u16be("sequence_number") << 32;
    sequence |= in.u32be("sequence_number") & 0xFFFFFFFFL;
    int length = in.u16be("length");
    if (length > TlsRecord.MAX_FRAGMENT) {
      throw in.wrongLength("length", in.offset() - SIZE_OF_LENGTH, length, TlsRecord.MAX_FRAGMENT);
    }
    return new DtlsRecord(
        type, new TlsVersion(version), epoch, sequence, in.bytes("fragment", length));
  }

  public Bytes encode() {
    return new WireWriter()
        .u8(contentType.value())
        .u16be(version.value())
        .u16be(epoch)
        .u16be((int) (sequenceNumber >> 32))
        .u32be((int) sequenceNumber)
        .u16bePrefixed(fragment)
        .toBytes();
  }
}
