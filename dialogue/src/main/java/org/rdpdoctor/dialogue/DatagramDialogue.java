package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.dialogue.UdpDialogue.Met;

/// A [Dialogue] in datagrams, of which each may get lost, or meet what ICMP says of it.
public interface DatagramDialogue {
  Turn begin(Duration at);

  Turn hear(Met met);
}
