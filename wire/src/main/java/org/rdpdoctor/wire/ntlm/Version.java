package org.rdpdoctor.wire.ntlm;

import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `VERSION`: the operating system of the sender. For debugging only, says the specification, which
/// is what it is read for.
@SpecifiedIn("MS-NLMP 2.2.2.10")
public record Version(
    int productMajorVersion, int productMinorVersion, int productBuild, int ntlmRevisionCurrent) {
  public static final int NTLMSSP_REVISION_W2K3 = 0x0F;
  static final int SIZE = 1 /* major */ + 1 /* minor */ + 2 /* build */ + 3 /* reserved */ + 1;

  static Version read(WireReader in) throws DecodeException {
    int major = in.u8("ProductMajorVersion");
    int minor = in.u8("ProductMinorVersion");
    int build = in.u16le("ProductBuild");
    in.skip("Reserved", 3);
    return new Version(major, minor, build, in.u8("NTLMRevisionCurrent"));
  }

  void write(WireWriter out) {
    out.u8(productMajorVersion)
        .u8(productMinorVersion)
        .u16le(productBuild)
        .zeros(3) // Reserved
        .u8(ntlmRevisionCurrent);
  }

  /// As Windows writes it: `10.0.26100`.
  @Override
  public String toString() {
    return productMajorVersion + "." + productMinorVersion + "." + productBuild;
  }
}
