package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of RDP over UDP, beside TCP.
public sealed interface UdpFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.UDP;
  }

  /// The server answered the RDP-UDP SYN; `version` is the highest that it agreed to.
  record UdpAnswered(String version, Duration elapsed, Evidence evidence) implements UdpFact {}
}
