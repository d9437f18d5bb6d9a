package org.rdpdoctor.testkit.gateway;

/// How far a client of a scripted gateway has come.
public enum GatewayStage {
  CONNECTED,
  /// A request, by its method and path.
  REQUEST,
  LOGGED_ON,
  LOGON_REFUSED,
  /// The stream to the client stands: RDG_OUT_DATA.
  OUT,
  /// The stream from the client stands: RDG_IN_DATA.
  IN,
  WEBSOCKET,
  HANDSHAKE,
  TUNNEL,
  AUTHORIZED,
  /// The target is connected, by the name that the client gave.
  CHANNEL,
  /// A step was refused, with the name of its code.
  REFUSED,
  /// The channel ended.
  CLOSED
}
