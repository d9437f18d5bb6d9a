package org.rdpdoctor.dialogue;

import java.time.Duration;

/// One conversation on one connection, without input or output of its own: told what was heard and
/// when, it says what to send next, and ends in facts. Used once.
///
/// Whatever the peer does, a dialogue answers with a [Turn]; nonsense becomes a fact, never an
/// exception. Times are counted from the start of the run.
public interface Dialogue {
  Turn begin(Duration at);

  Turn hear(Heard heard);
}
