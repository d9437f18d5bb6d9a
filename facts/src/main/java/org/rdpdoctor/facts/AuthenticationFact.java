package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of the one logon that the user has agreed to.
public sealed interface AuthenticationFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.AUTHENTICATION;
  }

  /// The server accepted the credentials. `mechanism` is `NTLM` or `Kerberos`, `version` that of
  // CredSSP.
  record LogonAccepted(String mechanism, int version, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}
}
