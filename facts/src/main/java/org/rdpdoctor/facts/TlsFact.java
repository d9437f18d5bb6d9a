package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen of the TLS handshake.
///
/// `hello` names the ClientHello that was sent: `usual` is that of a current Windows client, or
/// in a capture that of the client in it; the others are named for what they ask (`tls1.0`,
/// `weak`, `large`, …).
public sealed interface TlsFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.TLS;
  }

  /// The server answered with a ServerHello.
  record ServerHelloReceived(
      String hello,
      int helloSize,
      String version,
      String cipherSuite,
      String group,
      Duration elapsed,
      Evidence evidence)
      implements TlsFact {}

  /// The server ended the handshake with an alert. `stage` says what it had sent before.
  record AlertReceived(
      String hello, int code, String name, String stage, Duration elapsed, Evidence evidence)
      implements TlsFact {}

  /// The client of a captured connection ended the handshake with an alert. `stage` says what the
  /// server had sent before.
  record ClientAlerted(int code, String name, String stage, Duration elapsed, Evidence evidence)
      implements TlsFact {}

  /// The connection was ended inside the handshake, without an alert.
  record HandshakeEnded(
      String hello, int helloSize, Ending how, String stage, Duration elapsed, Evidence evidence)
      implements TlsFact {}

  /// The server fell silent inside the handshake. `stage` is `hello` if nothing at all came,
  /// `record` inside a record.
  record HandshakeStalled(
      String hello, int helloSize, String stage, Duration waited, Evidence evidence)
      implements TlsFact {}

  /// What came after the ClientHello is not TLS.
  record HandshakeUnreadable(String hello, String preview, String reason, Evidence evidence)
      implements TlsFact {}

  /// A whole handshake with real cryptography succeeded.
  record HandshakeCompleted(String version, String cipherSuite, Duration elapsed, Evidence evidence)
      implements TlsFact {}

  /// A whole handshake with real cryptography failed on our side: `reason` says why.
  record HandshakeFailed(String reason, Duration elapsed, Evidence evidence) implements TlsFact {}

  /// The server's signature over its key exchange does not fit its certificate.
  record ServerSignatureInvalid(String detail, Evidence evidence) implements TlsFact {}

  /// The server asked for a certificate of the client. `required` is true if it went no further
  /// without one.
  record ClientCertificateRequested(boolean required, Evidence evidence) implements TlsFact {}

  /// The client's own ClientHello, in a capture, offers at most `version`, which is older than TLS
  /// 1.2: what the server chose or refused says nothing of newer ones.
  record ClientOfferedAtMost(String version, Evidence evidence) implements TlsFact {}

  /// Which protocol versions the server takes, from `SSLv3` to `TLSv1.3`; `best` is the newest
  /// accepted, or `none`.
  record TlsVersionsMeasured(
      List<String> accepted,
      List<String> refused,
      List<String> untested,
      String best,
      Evidence evidence)
      implements TlsFact {}

  /// Which cipher suites the server took, newest version first; `weak` are those with RC4, 3DES,
  /// DES, NULL, EXPORT or no authentication; `strong` those that a current client offers.
  record CipherSuitesMeasured(List<String> strong, List<String> weak, Evidence evidence)
      implements TlsFact {}

  /// A ClientHello got its answer in small form, and not in large or split form. `form` is `large`
  /// or `split`.
  record HelloFormMatters(
      String form, int answeredSize, int unansweredSize, String met, Evidence evidence)
      implements TlsFact {}

  /// The answer to the usual ClientHello, here and at another address of the same server, differs
  /// in these: `version`, `cipher suite`, `group`, `extensions`, `session id`, `compression`.
  record HelloDiffersElsewhere(
      String elsewhere, List<String> differences, String here, String there, Evidence evidence)
      implements TlsFact {}

  /// The answer to the usual ClientHello is built alike here and at another address of the server.
  record HelloMatchesElsewhere(String elsewhere, Evidence evidence) implements TlsFact {}
}
