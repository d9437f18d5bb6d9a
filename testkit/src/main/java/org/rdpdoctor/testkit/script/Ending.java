package org.rdpdoctor.testkit.script;

/// How a scripted peer leaves a connection.
public enum Ending {
  /// An orderly end: FIN, once everything said has been sent.
  CLOSE,
  /// An abrupt end: RST.
  RESET,
  /// No end: the connection stays open, what the client says is read and never answered.
  SILENCE
}
