package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen of a proxy or jump host on the way to the target.
///
/// `kind` is `socks5`, `http` or `ssh`. `stage` is `greeting`, `logon`, or `connect` once it was
/// told where to go.
public sealed interface ProxyFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.PROXY;
  }

  record ProxyConnected(
      String kind, String host, int port, String address, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// No connection to the proxy itself; `address` is empty if its name led nowhere.
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

  record ProxyNameFailed(String kind, String host, String reason, Evidence evidence)
      implements ProxyFact {}

  /// What the proxy says of itself: `product` is empty if it does not.
  record ProxyGreeted(
      String kind, String product, List<String> methods, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyLogonAccepted(String kind, String account, String method, Evidence evidence)
      implements ProxyFact {}

  record ProxyLogonRejected(
      String kind, String account, List<String> methods, String reason, Evidence evidence)
      implements ProxyFact {}

  /// The proxy connected to the target.
  record ProxyOpened(String kind, String target, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  /// The proxy said no at `stage`: `code` and `name` as its protocol has them. What it says of the
  /// target itself is a fact about the target.
  record ProxyRefused(
      String kind,
      String stage,
      String code,
      String name,
      String target,
      Duration elapsed,
      Evidence evidence)
      implements ProxyFact {}

  record ProxyEnded(String kind, String stage, Ending how, Duration elapsed, Evidence evidence)
      implements ProxyFact {}

  record ProxyUnanswered(String kind, String stage, Duration waited, Evidence evidence)
      implements ProxyFact {}

  record ProxyUnreadable(
      String kind, String stage, String reason, String preview, Evidence evidence)
      implements ProxyFact {}

  /// The jump host's key is not one of those that are known for it: `how` is `unknown` or
  // `differs`.
  record JumpHostKeyDoubtful(
      String how, String algorithm, String fingerprint, String file, Evidence evidence)
      implements ProxyFact {}

  /// This machine is told to use a proxy for `url`: `source` is `environment`, `system` or `pac`.
  record ProxyNoticed(String source, String proxy, String url, Evidence evidence)
      implements ProxyFact {}
}
