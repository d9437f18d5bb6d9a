package org.rdpdoctor.dialogue;

/// One conversation on one connection, without input or output of its own: told what was heard and
/// when, it says what to send next, and ends in facts. Used once.
///
/// Whatever the peer does, a dialogue answers with a [Turn]; nonsense becomes a fact, never an
/// exception.
public interface Dialogue {
  Turn begin();

  Turn hear(Heard heard);
}
