package org.rdpdoctor.testkit.script;

/// What a scripted peer makes of the client's proof of its password.
public sealed interface LogonScript {
  /// The lab's one account is let in; everything else is STATUS_LOGON_FAILURE.
  LogonScript HONEST = new Honest();

  record Honest() implements LogonScript {}

  /// Answers even the right password with this NTSTATUS, and closes; versions that know no
  /// `errorCode` only close.
  record Refuse(int ntStatus) implements LogonScript {}

  /// Says nothing and leaves.
  record Leave(Ending ending) implements LogonScript {}

  /// Ends TLS with a fatal alert.
  record Alert(int description) implements LogonScript {}

  /// Answers as one who decrypts between would have to: with a proof for another public key.
  record ProveAnotherKey() implements LogonScript {}

  /// Takes the credentials, and then gives this early user authorization result, which is 0 for
  /// success.
  record Authorize(int result) implements LogonScript {}
}
