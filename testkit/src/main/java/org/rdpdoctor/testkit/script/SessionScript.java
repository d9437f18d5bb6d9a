package org.rdpdoctor.testkit.script;

/// What a scripted peer does once the security protocol stands and the session is set up, step by
/// step.
///
/// @param connect at the MCS Connect-Initial
/// @param attach at the Attach User Request
/// @param join at each Channel Join Request
/// @param encryption of standard RDP security
/// @param exchange at the client's half of the keys, with standard RDP security
/// @param settings at the client's settings (Client Info), where licensing belongs
/// @param activation at the client's capabilities (Confirm Active)
/// @param desktop at the last request before the pictures (Font List)
public record SessionScript(
    SessionStep connect,
    SessionStep attach,
    SessionStep join,
    EncryptionScript encryption,
    SessionStep exchange,
    SessionStep settings,
    SessionStep activation,
    SessionStep desktop) {
  private static final SessionStep GO_ON = new SessionStep.GoOn();

  /// A small picture, until the client leaves.
  public static SessionScript healthy() {
    return new SessionScript(
        GO_ON, GO_ON, GO_ON, EncryptionScript.healthy(), GO_ON, GO_ON, GO_ON, GO_ON);
  }

  public SessionScript connect(SessionStep other) {
    return new SessionScript(
        other, attach, join, encryption, exchange, settings, activation, desktop);
  }

  public SessionScript attach(SessionStep other) {
    return new SessionScript(
        connect, other, join, encryption, exchange, settings, activation, desktop);
  }

  public SessionScript join(SessionStep other) {
    return new SessionScript(
        connect, attach, other, encryption, exchange, settings, activation, desktop);
  }

  public SessionScript encryption(EncryptionScript other) {
    return new SessionScript(connect, attach, join, other, exchange, settings, activation, desktop);
  }

  public SessionScript exchange(SessionStep other) {
    return new SessionScript(
        connect, attach, join, encryption, other, settings, activation, desktop);
  }

  public SessionScript settings(SessionStep other) {
    return new SessionScript(
        connect, attach, join, encryption, exchange, other, activation, desktop);
  }

  public SessionScript activation(SessionStep other) {
    return new SessionScript(connect, attach, join, encryption, exchange, settings, other, desktop);
  }

  public SessionScript desktop(SessionStep other) {
    return new SessionScript(
        connect, attach, join, encryption, exchange, settings, activation, other);
  }
}
