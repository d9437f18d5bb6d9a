package org.rdpdoctor.wire.licensing;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `LICENSE_BINARY_BLOB`: anything, with its type and length in front.
@SpecifiedIn("MS-RDPBCGR 2.2.1.12.1.2")
public record LicenseBlob(int wBlobType, Bytes blobData) {
  static final int HEADER_SIZE = 2 /* wBlobType */ + 2 /* wBlobLen */;
  public static final int BB_CERTIFICATE_BLOB = 0x0003;
  public static final int BB_ERROR_BLOB = 0x0004;
  public static final int BB_KEY_EXCHG_ALG_BLOB = 0x000D;
  public static final int BB_SCOPE_BLOB = 0x000E;

  /// The empty blob of a message that needs no details.
  public static final LicenseBlob NO_ERROR = new LicenseBlob(BB_ERROR_BLOB, Bytes.EMPTY);

  static LicenseBlob decode(WireReader in, String field) throws DecodeException {
    int type = in.u16le(field + " wBlobType");
    return new LicenseBlob(type, in.bytes(field, in.u16le(field + " wBlobLen")));
  }

  Bytes encode() {
    return new WireWriter().u16le(wBlobType).u16le(blobData.size()).bytes(blobData).toBytes();
  }
}
