package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// `encryptionMethods` of a client, or the one `encryptionMethod` of a server: a set of flags, of
/// which those without a name are kept.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.3")
public record EncryptionMethods(int flags) {
  public static final EncryptionMethods NONE = new EncryptionMethods(0);
  public static final EncryptionMethods RC4_40BIT = new EncryptionMethods(0x01);
  public static final EncryptionMethods RC4_128BIT = new EncryptionMethods(0x02);
  public static final EncryptionMethods RC4_56BIT = new EncryptionMethods(0x08);
  public static final EncryptionMethods FIPS = new EncryptionMethods(0x10);
  public static final EncryptionMethods ALL = new EncryptionMethods(0x1B);

  public boolean includes(EncryptionMethods wanted) {
    return (flags & wanted.flags) == wanted.flags;
  }

  public EncryptionMethods and(EncryptionMethods more) {
    return new EncryptionMethods(flags | more.flags);
  }

  /// The names of the flags that are set, as the specification spells them; `NONE` when none is.
  public List<String> names() {
    if (flags == 0) {
      return List.of("NONE");
    }
    var names = new ArrayList<String>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((flags & 1 << bit) != 0) {
        names.add(name(1 << bit));
      }
    }
    return List.copyOf(names);
  }

  private static String name(int flag) {
    return switch (flag) {
      case 0x01 -> "40BIT";
      case 0x02 -> "128BIT";
      case 0x08 -> "56BIT";
      case 0x10 -> "FIPS";
      default -> "0x%08X".formatted(flag);
    };
  }

  @Override
  public String toString() {
    return String.join("|", names());
  }
}
