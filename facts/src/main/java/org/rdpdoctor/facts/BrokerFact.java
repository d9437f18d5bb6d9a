package org.rdpdoctor.facts;

import java.util.List;

/// What can be seen where a balancer or a Connection Broker chooses the server, and where a client
/// is sent from one server to the next. Hops count from 1, which is the target itself.
public sealed interface BrokerFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.BROKER;
  }

  /// A routing token went with the requests to the target. Its text is not told: it is the
  /// balancer's own affair.
  ///
  /// @param kind `msts`, `mstshash`, `tsv`, `mth` or `other`
  /// @param size in bytes, without the end of its line
  /// @param names what it names, if that can be read: a server, a user, a collection
  record RoutingTokenSent(String kind, int size, String names, Evidence evidence)
      implements BrokerFact {}

  /// The same offer met different answers with and without the routing token.
  record RoutingTokenMatters(String withToken, String withoutToken, Evidence evidence)
      implements BrokerFact {}

  /// The client was sent on, and the check went there.
  ///
  /// @param by what led there: `token`, `fqdn`, `address`, `addresses` or `netbios`
  /// @param verdict of the climb there alone
  record RedirectionFollowed(
      int hop, String from, String to, String by, String verdict, Evidence evidence)
      implements BrokerFact {}

  /// The name that the client was sent to did not resolve; the address beside it was taken.
  record RedirectionNameUnresolved(int hop, String name, String address, Evidence evidence)
      implements BrokerFact {}

  /// No connection to where the client was sent came about.
  ///
  /// @param to every place that was tried
  /// @param how `unanswered`, `refused`, `prohibited`, `unresolved` or `failed`
  /// @param literal whether the client was sent to an address and not to a name
  /// @param family `ipv4`, `ipv6` or, for a name that did not resolve, empty
  record RedirectionUnreachable(
      int hop, List<String> to, String how, boolean literal, String family, Evidence evidence)
      implements BrokerFact {}

  /// Where the client was sent, something answered, and it broke higher up the ladder.
  ///
  /// @param rung that broke there
  /// @param broken its break, as a title
  /// @param degrades whether a client connects there in spite of it
  record RedirectionBroke(
      int hop, String to, String rung, String broken, boolean degrades, Evidence evidence)
      implements BrokerFact {}

  /// The server where the client was sent shows another certificate than the redirection promised,
  /// or one for other names than the one that it gave.
  ///
  /// @param expected the SHA-256 that was promised, or the name
  /// @param seen the SHA-256 of what was shown, or its names
  record RedirectionCertificateDiffers(
      int hop, String to, String expected, String seen, Evidence evidence) implements BrokerFact {}

  /// The client was sent back to where it had been, with the same token.
  record RedirectionLooped(int hop, String to, Evidence evidence) implements BrokerFact {}

  /// The client was sent on again and again, to new places each time, until the check stopped.
  record RedirectionEndless(int hops, Evidence evidence) implements BrokerFact {}

  /// The client was sent to where no client can go.
  ///
  /// @param reason `nowhere`, `token` that cannot be sent, `tsv` other than the one that was sent,
  ///     or `own-machine` for an address that means something else on each machine
  record RedirectionUnusable(int hop, String to, String reason, Evidence evidence)
      implements BrokerFact {}

  /// The check did not go where the client was sent.
  ///
  /// @param reason `choice` of the user, `time` that was over, or a `way` that takes a logon, which
  ///     is made once
  record RedirectionNotFollowed(int hop, String to, String reason, Evidence evidence)
      implements BrokerFact {}
}
