package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What can be seen of an RD Gateway on the way to the target, from its name to the channel that it
/// opens (MS-TSGU).
///
/// `transport` is `http` for the two channels RDG_OUT_DATA and RDG_IN_DATA, `websocket`, or `rpc`
/// for RPC over HTTP. `stage` is `logon`, `handshake`, `tunnel`, `authorization`, `channel` or
/// `open` once the channel carries data. `code` is hex with eight digits, `name` what it is called,
/// or what says that it has no name.
public sealed interface GatewayFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.GATEWAY;
  }

  record GatewayNameResolved(
      String host, List<String> addresses, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayNameFailed(String host, NameTrouble how, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// Why a name leads nowhere: there is no such name, it has no address, nobody answered, or the
  /// lookup failed.
  enum NameTrouble {
    UNKNOWN,
    NO_ADDRESS,
    UNANSWERED,
    FAILED
  }

  record GatewayConnected(String address, int port, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// No connection to the gateway's port; `reason` in the words of who said so.
  record GatewayNotConnected(
      String address,
      int port,
      ConnectTrouble how,
      String reason,
      Duration elapsed,
      Evidence evidence)
      implements GatewayFact {}

  record GatewayTlsEstablished(
      String version, String cipherSuite, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// No TLS with the gateway; `reason` is the alert's name, or what was wrong.
  record GatewayTlsFailed(
      TlsTrouble how, String reason, String preview, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// How a TLS handshake fails: by the peer's alert, by an end, by silence, by an answer that is no
  /// TLS, or by our own refusal of what came.
  enum TlsTrouble {
    ALERT,
    ENDED,
    SILENT,
    NOT_TLS,
    REFUSED
  }

  /// The certificate of the gateway. `trusted` by this machine's store, or because it is pinned.
  record GatewayCertificatePresented(
      String subject,
      String issuer,
      List<String> names,
      String sha256,
      Instant notAfter,
      boolean selfSigned,
      boolean trusted,
      Evidence evidence)
      implements GatewayFact {}

  record GatewayCertificateExpired(Instant notAfter, long days, Evidence evidence)
      implements GatewayFact {}

  record GatewayCertificateExpiring(Instant notAfter, long days, Evidence evidence)
      implements GatewayFact {}

  record GatewayCertificateNotYetValid(Instant notBefore, Evidence evidence)
      implements GatewayFact {}

  /// This machine does not trust who issued it; other machines may.
  record GatewayCertificateUntrusted(String reason, boolean selfSigned, Evidence evidence)
      implements GatewayFact {}

  record GatewayCertificateNameDiffers(String host, List<String> names, Evidence evidence)
      implements GatewayFact {}

  /// Not the certificate that the gateway is known to have.
  record GatewayCertificateUnpinned(String expected, String sha256, Evidence evidence)
      implements GatewayFact {}

  /// What a request without a logon met: `request` is method and path, `server` what answers says
  /// of itself.
  record GatewayHttpAnswered(
      String request, int status, String reason, String server, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayHttpRedirected(String request, int status, String location, Evidence evidence)
      implements GatewayFact {}

  record GatewayHttpEnded(String request, Ending how, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayHttpUnanswered(String request, Duration waited, Evidence evidence)
      implements GatewayFact {}

  record GatewayHttpUnreadable(String request, String reason, String preview, Evidence evidence)
      implements GatewayFact {}

  /// What answers, as far as its words tell: `role` is `gateway`, `web-server`, `proxy` or
  /// `balancer`; `by` says by which of them.
  record GatewayProductRecognized(String product, String role, String by, Evidence evidence)
      implements GatewayFact {}

  /// The ways to log on, in the order of the answer: `Negotiate`, `NTLM`, `Basic` …
  record GatewaySchemesOffered(List<String> schemes, Evidence evidence) implements GatewayFact {}

  /// What the gateway tells of itself in an NTLM challenge; unknown is empty.
  record GatewayChallengeReceived(
      String netbiosDomain,
      String netbiosComputer,
      String dnsDomain,
      String dnsComputer,
      String build,
      String windows,
      Duration elapsed,
      Evidence evidence)
      implements GatewayFact {}

  /// A transport that the gateway answers on. `status` as HTTP has it.
  record GatewayTransportOffered(String transport, int status, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// A transport that does not work here: `how` is `status`, `ended`, `silent`, `unreadable` or
  /// `upgrade-ignored`.
  record GatewayTransportMissing(
      String transport, String how, int status, String reason, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayLogonAccepted(
      String account, String scheme, String transport, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// The gateway answered the proof of a password with `status`.
  record GatewayLogonRejected(
      String account, String scheme, int status, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// Both sides have agreed on the version and on how users prove themselves.
  record GatewayHandshaken(
      String version, List<String> extendedAuthentication, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayTunnelCreated(
      List<String> capabilities, boolean quarantine, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// A connection policy lets the user in. `forbidden` are the redirections that it takes away,
  /// `idleTimeout` zero if there is none.
  record GatewayAuthorized(
      List<String> forbidden, Duration idleTimeout, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// The gateway opened a channel to the target; `udpPort` is 0 if it offers none.
  record GatewayChannelOpened(
      String target, int port, int udpPort, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  /// The gateway said no at `stage`.
  record GatewayRefused(
      String stage,
      String transport,
      String code,
      String name,
      String target,
      Duration elapsed,
      Evidence evidence)
      implements GatewayFact {}

  record GatewayStageEnded(
      String stage, String transport, Ending how, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayStageUnanswered(String stage, String transport, Duration waited, Evidence evidence)
      implements GatewayFact {}

  record GatewayStageUnreadable(
      String stage, String transport, String reason, String preview, Evidence evidence)
      implements GatewayFact {}

  /// No tunnel was made, by nobody's fault that would be known: one more beside others, which
  /// gateways limit, or a logon that is not done here.
  record GatewayTunnelMissing(String reason, Evidence evidence) implements GatewayFact {}

  /// What the gateway's administrator wants users to read: `kind` is `consent` or `service`.
  record GatewayMessageShown(String kind, String text, Evidence evidence) implements GatewayFact {}

  /// An open channel ended: `how` is `closed-by-gateway` with its code, `ended` or `cut` with
  /// neither.
  record GatewayChannelClosed(
      String how, String code, String name, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayUdpAnswered(int port, String version, Duration elapsed, Evidence evidence)
      implements GatewayFact {}

  record GatewayUdpUnanswered(int port, Duration waited, Evidence evidence)
      implements GatewayFact {}

  record GatewayUdpRefused(int port, String reason, Evidence evidence) implements GatewayFact {}

  /// Another service that clients of this gateway may need: `service` is `kdc-proxy`, `rd-web-feed`
  /// or `avd`.
  record GatewayServiceAnswered(
      String service,
      String url,
      int status,
      boolean usable,
      String because,
      Duration elapsed,
      Evidence evidence)
      implements GatewayFact {}
}
