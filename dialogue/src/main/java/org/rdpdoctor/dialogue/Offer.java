package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.RoutingToken;

/// A connection request to be tried.
///
/// @param cookie whether a line for balancers goes with it: the token, or else an `mstshash` cookie
/// @param usual whether it is what the user's own client would send
/// @param token the routing token of the user's client, if it has one
public record Offer(
    Protocols protocols, boolean cookie, boolean usual, Optional<RoutingToken> token) {
  /// The user name in the cookie; it is no account and is never logged on with.
  static final String COOKIE_USER = "rdpdoctor";

  /// What the Windows clients of today send: TLS and both forms of NLA.
  public static final Protocols CURRENT_WINDOWS =
      Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX);

  /// A request without a token.
  public Offer(Protocols protocols, boolean cookie, boolean usual) {
    this(protocols, cookie, usual, Optional.empty());
  }

  public static Offer usual(Protocols protocols) {
    return new Offer(protocols, true, true);
  }

  public static Offer mapping(Protocols protocols) {
    return new Offer(protocols, true, false);
  }

  public Offer withoutCookie() {
    return new Offer(protocols, false, false);
  }

  /// The same with this token in the place of its cookie (MS-RDPBCGR 3.2.5.3.1); a request that
  /// goes without a cookie goes without a token.
  public Offer routedBy(Optional<RoutingToken> other) {
    return cookie && other.isPresent() ? new Offer(protocols, true, usual, other) : this;
  }

  ConnectionRequest request() {
    Optional<String> line =
        token.map(RoutingToken::line).or(() -> Optional.of("Cookie: mstshash=" + COOKIE_USER));
    return new ConnectionRequest(
        cookie ? line : Optional.empty(),
        Optional.of(new ConnectionRequest.Negotiation(0, protocols)));
  }

  String describe() {
    String routing = token.isPresent() ? ", with a routing token" : "";
    return "a connection request offering " + protocols + (cookie ? routing : ", without cookie");
  }
}
