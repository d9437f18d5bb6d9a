package org.rdpdoctor.testkit.script;

/// What a scripted peer does once the security protocol stands and the session is set up.
public enum SessionScript {
  /// A black screen, until the client leaves.
  BLACK_SCREEN,
  /// The MCS Connect-Response says that the domain may not be joined.
  MCS_REFUSED,
  /// Closes at the MCS Connect-Initial.
  MCS_CLOSED,
  /// Refuses every channel join.
  JOIN_REFUSED,
  /// Licensing ends with `ERR_NO_LICENSE_SERVER`.
  NO_LICENSE_SERVER,
  /// Never says anything about licensing.
  LICENSING_SILENT,
  /// Activation is answered with Set Error Info 0x7, then closed.
  SERVER_DENIED_CONNECTION
}
