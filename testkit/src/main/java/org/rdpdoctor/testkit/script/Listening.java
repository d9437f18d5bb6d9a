package org.rdpdoctor.testkit.script;

/// What the port does with a SYN.
public enum Listening {
  /// Connections are accepted.
  OPEN,
  /// Nothing listens: RST.
  CLOSED,
  /// The accept queue is full from the start: every SYN is dropped.
  MUTE,
  /// One connection fits into the accept queue and is never accepted; later SYNs are dropped.
  FULL_AFTER_ONE
}
