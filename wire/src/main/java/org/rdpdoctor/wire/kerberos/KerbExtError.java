package org.rdpdoctor.wire.kerberos;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// `KERB-EXT-ERROR`: the NTSTATUS that a Windows KDC adds to an error, such as 0xC0000234 for an
/// account that is locked out.
///
/// It stands in `e-data` in one of two forms: as the only `PA-PW-SALT` of a METHOD-DATA, or in
///
/// ```
/// KERB-ERROR-DATA ::= SEQUENCE {
///     data-type  [1] INTEGER (3),
///     data-value [2] OCTET STRING OPTIONAL }
/// ```
///
/// @param status NTSTATUS
@SpecifiedIn("MS-KILE 2.2.1, MS-KILE 2.2.2")
public record KerbExtError(int status, int reserved, int flags) {
  private static final int SIZE = 12;
  private static final int KERB_ERR_TYPE_EXTENDED = 3;

  /// What `e-data` holds of it; nothing if it holds something else.
  static Optional<KerbExtError> in(Bytes eData) {
    try {
      return inErrorData(eData).or(() -> inMethodData(eData));
    } catch (DecodeException _) {
      return inMethodData(eData);
    }
  }

  private static Optional<KerbExtError> inErrorData(Bytes eData) throws DecodeException {
    DerReader data = new DerReader(eData).sequence("KERB-ERROR-DATA");
    int type = data.enter("data-type", Tag.context(1)).int32("data-type");
    Optional<Bytes> value = data.optionalOctets("data-value", 2);
    return type == KERB_ERR_TYPE_EXTENDED && value.isPresent()
        ? Optional.of(read(value.get()))
        : Optional.empty();
  }

  private static Optional<KerbExtError> inMethodData(Bytes eData) {
    try {
      for (PaData each : KdcRequest.readPaData(new DerReader(eData))) {
        if (each.padataType() == PaData.PW_SALT && each.padataValue().size() == SIZE) {
          return Optional.of(read(each.padataValue()));
        }
      }
      return Optional.empty();
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  private static KerbExtError read(Bytes value) throws DecodeException {
    var in = new WireReader(value);
    return new KerbExtError(in.u32le("status"), in.u32le("reserved"), in.u32le("flags"));
  }
}
