package org.rdpdoctor.probe;

import java.util.Optional;

/// A connection to the target, made directly or through somebody on the way.
///
/// What only this machine's own TCP knows is nothing where the connection ends at somebody else.
interface Connection extends Line {
  /// Which of the run's connections, from 1.
  int number();

  /// How the bytes of each answer came in.
  Arrivals arrivals();

  /// Bytes that nobody has acknowledged: more than none after a silence means that what was said
  /// did not arrive. 0 where nobody tells.
  default int unacknowledged() {
    return 0;
  }

  /// True if the peer's machine has no room for what was said, not even for a request.
  default boolean waitsForWindow() {
    return false;
  }

  /// What the system knows of this connection, once there is something to know.
  default Optional<TcpInfo> information() {
    return Optional.empty();
  }

  /// The same, without waiting for anything.
  default Optional<TcpInfo> informationNow() {
    return Optional.empty();
  }
}
