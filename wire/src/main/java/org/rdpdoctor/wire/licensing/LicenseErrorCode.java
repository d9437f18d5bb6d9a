package org.rdpdoctor.wire.licensing;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `dwErrorCode` of a licensing error message. Numbers without a name are kept.
@SpecifiedIn("MS-RDPBCGR 2.2.1.12.1.3")
public record LicenseErrorCode(int value) {
  public static final LicenseErrorCode ERR_NO_LICENSE = new LicenseErrorCode(2);
  public static final LicenseErrorCode ERR_NO_LICENSE_SERVER = new LicenseErrorCode(6);
  public static final LicenseErrorCode STATUS_VALID_CLIENT = new LicenseErrorCode(7);
  public static final LicenseErrorCode ERR_INVALID_CLIENT = new LicenseErrorCode(8);

  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "ERR_INVALID_SERVER_CERTIFICATE",
          2, "ERR_NO_LICENSE",
          3, "ERR_INVALID_MAC",
          4, "ERR_INVALID_SCOPE",
          6, "ERR_NO_LICENSE_SERVER",
          7, "STATUS_VALID_CLIENT",
          8, "ERR_INVALID_CLIENT",
          11, "ERR_INVALID_PRODUCTID",
          12, "ERR_INVALID_MESSAGE_LEN");

  @Override
  public String toString() {
    return NAMES.getOrDefault(value, "dwErrorCode " + Integer.toUnsignedString(value));
  }
}
