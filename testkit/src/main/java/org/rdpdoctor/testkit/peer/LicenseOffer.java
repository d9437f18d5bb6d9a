package org.rdpdoctor.testkit.peer;

import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.licensing.LicenseBlob;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseRequest;
import org.rdpdoctor.wire.licensing.ProductInformation;

/// The first message of a server that has licenses to give.
@SpecifiedIn("MS-RDPELE 2.2.2.1")
final class LicenseOffer {
  private static final int RSA = 1;
  private static final int VERSION_10 = 0x000A0000;

  private LicenseOffer() {}

  static LicensingMessage message() {
    return new LicenseRequest(
        LicensingMessage.PREAMBLE_VERSION_3_0,
        Bytes.copyOf(new byte[32]),
        new ProductInformation(VERSION_10, "Microsoft Corporation\0", "A02\0"),
        new LicenseBlob(LicenseBlob.BB_KEY_EXCHG_ALG_BLOB, Bytes.of(RSA, 0, 0, 0)),
        new LicenseBlob(LicenseBlob.BB_CERTIFICATE_BLOB, Bytes.EMPTY),
        List.of(new LicenseBlob(LicenseBlob.BB_SCOPE_BLOB, Bytes.ascii("microsoft.com\0"))));
  }
}
