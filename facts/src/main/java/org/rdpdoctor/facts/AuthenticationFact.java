package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

  /// Logons were rejected so often, from places that nobody ever logged on from, that somebody is
  /// guessing. `address` is the place that most came from, `accounts` are some of the names that
  /// were tried, as far as they are written.
  record LogonsGuessed(
      int attempts,
      int addresses,
      String address,
      List<String> accounts,
      Instant first,
      Instant last,
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

  /// Where the KDCs of a realm are. `source` is `option`, `krb5.conf` or `dns`; `kdcs` are
  /// `HOST:PORT`, the first to be asked first.
  record KdcLocated(String realm, String source, List<String> kdcs, Evidence evidence)
      implements AuthenticationFact {}

  /// Nobody tells where the KDCs of a realm are. `answer` is what DNS said to `query`: an RCODE
  /// such as `NXDOMAIN`, `no SRV record` or `no answer`.
  record KdcNotFound(String realm, String query, String answer, Evidence evidence)
      implements AuthenticationFact {}

  /// A KDC did not answer. `tcp` and `udp` say how: `refused`, `silent`, `unreachable`, `ended`,
  /// `unreadable`, `unresolved` if its name has no address, or `untried`.
  record KdcUnreachable(
      String realm, String kdc, String tcp, String udp, Duration waited, Evidence evidence)
      implements AuthenticationFact {}

  /// A KDC answered a first question. `transport` is `tcp`, or `udp` if TCP did not work.
  record KdcAnswered(
      String realm, String kdc, String transport, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}

  /// A KDC's clock against the local one; `behind` is true if the KDC is behind.
  record KdcClock(String kdc, Instant time, Duration difference, boolean behind, Evidence evidence)
      implements AuthenticationFact {}

  /// A KDC refused. `asked` is `logon` for the user's first ticket, `service` for a ticket to the
  /// server; `code` and `name` are from RFC 4120 7.5.9; `status` is the NTSTATUS that a Windows KDC
  /// adds, as hex, with its name, both empty if there is none.
  record KdcRefused(
      String asked,
      String principal,
      String service,
      String realm,
      int code,
      String name,
      String status,
      String statusName,
      Evidence evidence)
      implements AuthenticationFact {}

  /// The KDC gave the user a ticket-granting ticket: the password is right. `encryption` is that of
  /// the ticket.
  record LogonTicketObtained(
      String principal, String realm, String encryption, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}

  /// A ticket-granting ticket was found in a cache of this machine.
  record CachedTicketFound(String principal, String cache, Evidence evidence)
      implements AuthenticationFact {}

  /// No ticket-granting ticket could be taken from the cache. `reason` is `absent`, `unusable` if
  /// it holds no valid one for this user, or `unsupported` if it is of a kind that cannot be read.
  record CachedTicketMissing(String cache, String reason, Evidence evidence)
      implements AuthenticationFact {}

  /// The KDC gave a ticket for the server. `encryption` is that of the ticket.
  record ServiceTicketObtained(
      String service, String realm, String encryption, Duration elapsed, Evidence evidence)
      implements AuthenticationFact {}

  /// A ticket came and cannot be used here. `code` is as RFC 4120 7.5.9 would have it, 0 if it has
  /// none: 31 if it does not open with the password, 37 if its times are too far from the local
  /// clock's.
  record TicketUnusable(String service, int code, String reason, Evidence evidence)
      implements AuthenticationFact {}

  /// The server did not take the ticket; `code` and `name` are from RFC 4120 7.5.9.
  record TicketRejected(String service, int code, String name, Evidence evidence)
      implements AuthenticationFact {}

  /// The target is an address, and tickets are for names.
  record KerberosNeedsName(String target, Evidence evidence) implements AuthenticationFact {}

  /// Kerberos was not begun, or could not go on, for a reason on this side.
  record KerberosNotTried(String reason, Evidence evidence) implements AuthenticationFact {}
}
