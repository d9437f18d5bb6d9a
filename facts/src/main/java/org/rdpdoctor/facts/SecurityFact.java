package org.rdpdoctor.facts;

import java.time.Duration;

/// What can be seen of standard RDP security.
public sealed interface SecurityFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SECURITY;
  }

  /// What the server chose for encryption: its `method` and `level`, as MS-RDPBCGR 5.3 names them.
  record EncryptionChosen(String method, String level, Duration elapsed, Evidence evidence)
      implements SecurityFact {}
}
