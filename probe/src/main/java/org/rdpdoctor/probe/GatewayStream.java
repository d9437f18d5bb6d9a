package org.rdpdoctor.probe;

import java.util.Optional;

/// The packets of a gateway both ways, whatever carries them.
interface GatewayStream extends Line {
  /// As facts name it.
  String transport();

  /// What else was seen of an end or a silence than that it came, for people to read.
  Optional<String> trouble();
}
