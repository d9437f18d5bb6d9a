package org.rdpdoctor.testkit.peer;

/// How far a client has come, in this order.
public enum Stage {
  /// A security protocol is agreed on.
  NEGOTIATED,
  /// The TLS handshake is complete.
  TLS,
  /// CredSSP has let the user in.
  CREDSSP,
  /// Channels are joined.
  MCS,
  /// The client's settings have arrived and are readable: with standard RDP security, both sides
  /// have the same keys.
  CLIENT_INFO,
  /// Capabilities are exchanged.
  ACTIVE,
  /// The client waits for pictures.
  SESSION
}
