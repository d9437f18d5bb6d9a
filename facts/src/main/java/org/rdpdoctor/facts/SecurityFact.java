package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen of standard RDP security, which protects what TLS does not.
public sealed interface SecurityFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.SECURITY;
  }

  /// What the server chose for encryption: its `method` and `level`, as MS-RDPBCGR 5.3 names them;
  /// `NONE` for both under TLS. `tls` is true if TLS protects the connection.
  record EncryptionChosen(
      String method, String level, boolean tls, Duration elapsed, Evidence evidence)
      implements SecurityFact {}

  /// What the server chose is nothing that a client could go on with.
  record EncryptionUnusable(String method, String level, String reason, Evidence evidence)
      implements SecurityFact {}

  /// The server's key for standard RDP security. `kind` is `proprietary` or `x509`; `signed` is
  /// false if the signature is not the one that every proprietary certificate has.
  record ServerKeyPresented(String kind, int bits, boolean signed, Evidence evidence)
      implements SecurityFact {}

  record ServerKeyUnreadable(String reason, Evidence evidence) implements SecurityFact {}

  /// The client's half of the keys is sent, and the server did not object.
  record KeysExchanged(String method, Duration elapsed, Evidence evidence)
      implements SecurityFact {}

  /// The server does not take every set of encryption methods: it ended the connection when
  /// `refused` was offered, and went on with `taken`.
  record EncryptionOfferMatters(List<String> refused, List<String> taken, Evidence evidence)
      implements SecurityFact {}

  /// The server ended the connection when it got the client's half of the keys.
  record SecurityEnded(Ending how, Duration elapsed, Evidence evidence) implements SecurityFact {}

  /// The server said goodbye when it got the client's half of the keys.
  record SecurityDisconnected(int code, String reason, Duration elapsed, Evidence evidence)
      implements SecurityFact {}

  record SecurityUnreadable(String reason, String preview, Evidence evidence)
      implements SecurityFact {}
}
