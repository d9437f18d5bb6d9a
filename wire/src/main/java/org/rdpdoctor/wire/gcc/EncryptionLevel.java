package org.rdpdoctor.wire.gcc;

import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// `encryptionLevel`: how much of standard RDP security the server wants. Numbers without a name
/// are kept.
@SpecifiedIn("MS-RDPBCGR 5.3.1")
public record EncryptionLevel(int value) {
  public static final EncryptionLevel NONE = new EncryptionLevel(0);
  public static final EncryptionLevel LOW = new EncryptionLevel(1);
  public static final EncryptionLevel CLIENT_COMPATIBLE = new EncryptionLevel(2);
  public static final EncryptionLevel HIGH = new EncryptionLevel(3);
  public static final EncryptionLevel FIPS = new EncryptionLevel(4);

  private static final List<String> NAMES =
      List.of("NONE", "LOW", "CLIENT_COMPATIBLE", "HIGH", "FIPS");

  @Override
  public String toString() {
    return value >= 0 && value < NAMES.size()
        ? NAMES.get(value)
        : "encryptionLevel " + Integer.toUnsignedString(value);
  }
}
