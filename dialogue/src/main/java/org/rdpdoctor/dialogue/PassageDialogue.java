package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;

/// Has a proxy open the way to a target.
///
/// Its facts are about the proxy; if the proxy is to blame that there is no way, the last one says
/// so. What the proxy says of the target is a fact of its own. Once the way is open, whatever is
/// heard comes from the target.
public interface PassageDialogue extends Dialogue {
  /// What the proxy says of the target, once the dialogue is done: [Connected] if it can be spoken
  /// to now; nothing if the proxy said nothing of it.
  Optional<Observation> ofTarget();

  default boolean isOpen() {
    return ofTarget().filter(Connected.class::isInstance).isPresent();
  }
}
