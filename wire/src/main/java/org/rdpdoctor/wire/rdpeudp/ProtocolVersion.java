package org.rdpdoctor.wire.rdpeudp;

import org.rdpdoctor.wire.SpecifiedIn;

/// uUdpVer: a version of RDP over UDP. Others than these three are kept as they are.
@SpecifiedIn("MS-RDPEUDP 2.2.2.9")
public record ProtocolVersion(int value) {
  public static final ProtocolVersion VERSION_1 = new ProtocolVersion(0x0001);
  public static final ProtocolVersion VERSION_2 = new ProtocolVersion(0x0002);
  public static final ProtocolVersion VERSION_3 = new ProtocolVersion(0x0101);

  /// `1`, `2` or `3`; the number as hex where the specification knows no such version.
  @Override
  public String toString() {
    return switch (value) {
      case 0x0001 -> "1";
      case 0x0002 -> "2";
      case 0x0101 -> "3";
      default -> "0x%04X".formatted(value);
    };
  }
}
