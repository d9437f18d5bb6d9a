package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;

/// What a dialogue wants next.
public sealed interface Turn {
  /// Send this, then tell me what is heard.
  record Say(Bytes message, Duration patience) implements Turn {}

  /// Send nothing; tell me what else is heard.
  record Listen(Duration patience) implements Turn {}

  /// The conversation is over, and this was seen. `bytesLeft` was heard beyond the last message.
  record Done(List<Observation> seen, Bytes bytesLeft) implements Turn {
    public Done(List<Observation> seen) {
      this(seen, Bytes.EMPTY);
    }
  }
}
