package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen of a proxy or jump host on the way to the target.
///
/// `kind` is `socks5`, `http` or `ssh`. `stage` is `greeting`, `logon`, or `connect` once it was
/// told where to go. `target` is where that is, with its port.
public sealed interface ProxyFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.PROXY;
  }

  record ProxyNameResolved(
      String kind, String host, List<String> addresses, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyNameFailed(
      String kind, String host, String reason, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyConnected(
      String kind, String host, int port, String address, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// No connection to the proxy itself.
  record ProxyNotConnected(
      String kind,
      String host,
      int port,
      String address,
      ConnectTrouble how,
      String reason,
      Duration elapsed,
      Evidence evidence)
      implements ProxyFact {}

  /// What the proxy says of itself: `product` is empty if it does not, `methods` are the ways to
  /// log on that it names.
  record ProxyGreeted(
      String kind, String product, List<String> methods, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyLogonAccepted(
      String kind, String account, String method, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// The proxy lets nobody in without a logon, or with none that could be given: `given` is true if
  /// a user was named, `methods` are the ways that it names, none if it does not.
  record ProxyLogonWanted(
      String kind, boolean given, List<String> methods, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// The logon that was given was not accepted; it is not tried again.
  record ProxyLogonRejected(
      String kind,
      String account,
      List<String> methods,
      String reason,
      Duration elapsed,
      Evidence evidence)
      implements ProxyFact {}

  /// The proxy says that it is connected to the target.
  record ProxyOpened(String kind, String target, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// The proxy said no at `stage`: `code` and `name` as its protocol has them, `reason` in
  /// its own words, or the name again. What it says of the target itself is a fact about the
  /// target.
  record ProxyRefused(
      String kind,
      String stage,
      String code,
      String name,
      String reason,
      String target,
      Duration elapsed,
      Evidence evidence)
      implements ProxyFact {}

  /// The proxy could not look up the name of the target.
  record ProxyFoundNoTarget(
      String kind, String target, String reason, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyEnded(
      String kind, String stage, Ending how, String target, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyUnanswered(
      String kind, String stage, String target, Duration waited, Evidence evidence)
      implements ProxyFact {}

  /// The time that the user gave was over before a silence could mean anything.
  record ProxyUnfinished(
      String kind, String stage, String target, Duration waited, Evidence evidence)
      implements ProxyFact {}

  /// No such proxy speaks there: `service` is what it seems to be, `something unknown` if that
  /// cannot be told.
  record ProxyUnreadable(
      String kind, String stage, String service, String reason, String preview, Evidence evidence)
      implements ProxyFact {}

  /// The jump host's key is not one of those that are known for it: `how` is `unknown` or
  /// `differs`. Nothing was sent to it.
  record JumpHostKeyDoubtful(
      String how, String host, String algorithm, String fingerprint, String file, Evidence evidence)
      implements ProxyFact {}

  /// The jump host's key is the one that `file` has for it.
  record JumpHostKeyKnown(
      String host, String algorithm, String fingerprint, String file, Evidence evidence)
      implements ProxyFact {}

  /// This machine is told to use a proxy for `url`: `source` is `environment`, `system` or `pac`;
  /// `proxy` is where it is, for `pac` where the script is.
  record ProxyNoticed(String source, String proxy, String url, Evidence evidence)
      implements ProxyFact {}
}
