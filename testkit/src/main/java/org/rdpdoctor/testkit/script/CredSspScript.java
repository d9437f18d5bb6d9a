package org.rdpdoctor.testkit.script;

import java.time.Duration;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;

/// What a scripted peer does once the first CredSSP message has come through TLS.
public sealed interface CredSspScript {
  /// A real CredSSP server, as far as the client goes: `version` is the newest it speaks, its clock
  /// is `clockOffset` from the true one, and it calls itself `computer`.
  ///
  /// @param logon what becomes of a logon
  record Serve(int version, Duration clockOffset, String computer, LogonScript logon)
      implements CredSspScript {
    public Serve(int version, Duration clockOffset, String computer) {
      this(version, clockOffset, computer, LogonScript.HONEST);
    }
  }

  /// A real CredSSP server that takes Kerberos and nothing else.
  ///
  /// @param keytab the file with its keys
  /// @param principal whose keys they are, as in `TERMSRV/host@REALM`
  /// @param refusal what it says to every ticket, a number of RFC 4120 7.5.9; nothing to take them
  record Kerberos(int version, String keytab, String principal, OptionalInt refusal)
      implements CredSspScript {}

  /// Says exactly these bytes inside TLS, which may be none, and leaves.
  record Say(Bytes bytes, Ending ending) implements CredSspScript {}

  /// Ends TLS with a fatal alert.
  record Alert(int description) implements CredSspScript {}

  /// Answers with an NTSTATUS in `errorCode`, and closes.
  record Refuse(int version, int errorCode) implements CredSspScript {}

  /// Its SPNEGO takes Kerberos only.
  record KerberosOnly(int version) implements CredSspScript {}
}
