package org.rdpdoctor.wire.x224;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// The `flags` of an `RDP_NEG_RSP`: what else the server can do. Unnamed bits are kept.
@SpecifiedIn("MS-RDPBCGR 2.2.1.2.1")
public record ResponseFlags(int value) {
  public static final int EXTENDED_CLIENT_DATA_SUPPORTED = 0x01;
  public static final int DYNVC_GFX_PROTOCOL_SUPPORTED = 0x02;
  public static final int NEGRSP_FLAG_RESERVED = 0x04;
  public static final int RESTRICTED_ADMIN_MODE_SUPPORTED = 0x08;
  public static final int REDIRECTED_AUTHENTICATION_MODE_SUPPORTED = 0x10;

  private static final String[] NAMES = {
    "EXTENDED_CLIENT_DATA_SUPPORTED",
    "DYNVC_GFX_PROTOCOL_SUPPORTED",
    "NEGRSP_FLAG_RESERVED",
    "RESTRICTED_ADMIN_MODE_SUPPORTED",
    "REDIRECTED_AUTHENTICATION_MODE_SUPPORTED"
  };

  /// The names of the bits that are set; a bit without a name as hex.
  public List<String> names() {
    var names = new ArrayList<String>();
    for (int bit = 0; bit < 8; bit++) {
      if ((value & 1 << bit) != 0) {
        names.add(bit < NAMES.length ? NAMES[bit] : "0x%02X".formatted(1 << bit));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return value == 0 ? "none" : String.join("|", names());
  }
}
