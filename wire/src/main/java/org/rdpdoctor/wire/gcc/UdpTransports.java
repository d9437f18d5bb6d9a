package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// The flags of `TS_UD_CS_MULTITRANSPORT` and `TS_UD_SC_MULTITRANSPORT`.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.8")
final class UdpTransports {
  static final int RELIABLE = 0x1;
  static final int LOSSY = 0x4;
  static final int PREFERRED = 0x100;

  private UdpTransports() {}

  /// Of the transports alone: the other flags say how they are used.
  static List<String> names(int flags) {
    var names = new ArrayList<String>();
    if ((flags & RELIABLE) != 0) {
      names.add("UDPFECR");
    }
    if ((flags & LOSSY) != 0) {
      names.add("UDPFECL");
    }
    return names;
  }
}
