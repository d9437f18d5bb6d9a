package org.rdpdoctor.testkit.peer;

import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.share.Capabilities;
import org.rdpdoctor.wire.share.CapabilitySet;

/// What a server without pictures can do: as much as every client expects, and no orders.
@SpecifiedIn("MS-RDPBCGR 2.2.7.1")
final class ServerCapabilities {
  private ServerCapabilities() {}

  /// @param colorDepth what the client asked for, in bits
  static List<CapabilitySet> of(int width, int height, int colorDepth, int serverChannel) {
    return List.of(
        Capabilities.share(serverChannel),
        Capabilities.general(true),
        Capabilities.virtualChannel(),
        Capabilities.font(),
        Capabilities.bitmap(width, height, colorDepth),
        Capabilities.order(),
        Capabilities.colorCache(),
        Capabilities.pointer(),
        Capabilities.input());
  }
}
