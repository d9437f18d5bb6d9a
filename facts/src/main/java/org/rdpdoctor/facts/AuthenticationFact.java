package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of the one logon that the user has agreed to.
///
/// `mechanism` is `NTLM` or `Kerberos`, `version` the CredSSP version that both sides spoke,
/// `account` who logged on, as the user wrote it; codes are hex, with their name if they have one.
public sealed interface AuthenticationFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.AUTHENTICATION;
  }

  /// The server accepted the account and proved that nobody stands between. `delegated` is true if
  /// the password itself was handed over afterwards, as a session needs it.
  record LogonAccepted(
      String mechanism,
      int version,
      String account,
      boolean delegated,
      Duration elapsed,
      Evidence evidence)
      implements AuthenticationFact {}

  /// The server answered the proof of the password with an error.
  record LogonRejected(
      String mechanism,
      int version,
      String account,
      String code,
      String name,
      Duration elapsed,
      Evidence evidence)
      implements AuthenticationFact {}

  /// The server ended the connection instead of an answer to the proof of the password.
  record LogonDropped(
      String mechanism,
      int version,
      String account,
      Ending how,
      Duration elapsed,
      Evidence evidence)
      implements AuthenticationFact {}

  /// The server ended TLS with an alert instead of an answer to the proof of the password.
  record LogonAlerted(
      String mechanism,
      int version,
      String account,
      int code,
      String name,
      Duration elapsed,
      Evidence evidence)
      implements AuthenticationFact {}

  record LogonUnanswered(
      String mechanism, int version, String account, Duration waited, Evidence evidence)
      implements AuthenticationFact {}

  record LogonUnreadable(String mechanism, String reason, String preview, Evidence evidence)
      implements AuthenticationFact {}

  /// The server would not go on with the mechanism that was offered, before any password was
  /// proved; `chosen` is what its SPNEGO wants instead, or why it gave none.
  record MechanismRefused(String mechanism, String chosen, Evidence evidence)
      implements AuthenticationFact {}

  /// The server's proof of its public key is not for the key that TLS showed: somebody decrypts
  /// between. `version` tells the form of the proof.
  record PublicKeyMismatched(String mechanism, int version, Evidence evidence)
      implements AuthenticationFact {}

  /// After the credentials: the server lets the user in (early user authorization result).
  record AuthorizationGranted(Duration elapsed, Evidence evidence) implements AuthenticationFact {}

  /// After the credentials: the password is right, but this user may not log on here.
  record AuthorizationDenied(String account, String code, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}

  /// The credentials were handed over, and the connection ended before anything else.
  record DelegationDropped(String account, Ending how, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}

  /// The credentials were handed over, and no authorization result came although one was promised.
  record DelegationUnanswered(String account, Duration waited, Evidence evidence)
      implements AuthenticationFact {}
}
