package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.BrokerFact.RoutingTokenSent;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.wire.x224.RoutingToken;

/// How balancers and brokers steer a climb.
///
/// Every request to the target carries the token, those that only map it too: without it, a
/// balancer would answer for another server. Requests to other ports and addresses go without.
///
/// @param token of the user's client
/// @param allowed which addresses may be connected to
/// @param follows whether to go where a server sends the client
public record Routing(Optional<RoutingToken> token, AllowedAddresses allowed, boolean follows) {
  /// A client that was told nothing, and goes wherever the user says.
  public static final Routing NONE = new Routing(Optional.empty(), AllowedAddresses.ALL, true);

  public Routing by(Optional<RoutingToken> other) {
    return new Routing(other, allowed, follows);
  }

  public Routing within(AllowedAddresses other) {
    return new Routing(token, other, follows);
  }

  public Routing following(boolean wanted) {
    return new Routing(token, allowed, wanted);
  }

  /// Those that may be connected to.
  List<InetAddress> allowed(List<InetAddress> addresses) {
    return addresses.stream().filter(allowed::contain).toList();
  }

  Optional<RoutingTokenSent> fact(Clock clock) {
    return token.map(
        line ->
            new RoutingTokenSent(
                line.kind().id(),
                line.line().length(),
                line.names(),
                Evidence.of(
                    "a routing token of %d bytes (%s) with every request to the target"
                        .formatted(line.line().length(), line.kind().id()),
                    "",
                    clock.now())));
  }
}
