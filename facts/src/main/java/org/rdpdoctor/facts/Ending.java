package org.rdpdoctor.facts;

/// How a peer ended a connection.
public enum Ending {
  /// An orderly end: FIN.
  CLOSED,
  /// An abrupt end: RST.
  RESET
}
