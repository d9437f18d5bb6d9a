package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

/// A connection request to be tried.
///
/// @param cookie whether an `mstshash` cookie goes with it
/// @param usual whether it is what the user's own client would send
public record Offer(Protocols protocols, boolean cookie, boolean usual) {
  /// The user name in the cookie; it is no account and is never logged on with.
  static final String COOKIE_USER = "rdpdoctor";

  /// What the Windows clients of today send: TLS and both forms of NLA.
  public static final Protocols CURRENT_WINDOWS =
      Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX);

  public static Offer usual(Protocols protocols) {
    return new Offer(protocols, true, true);
  }

  public static Offer mapping(Protocols protocols) {
    return new Offer(protocols, true, false);
  }

  public Offer withoutCookie() {
    return new Offer(protocols, false, false);
  }

  ConnectionRequest request() {
    return new ConnectionRequest(
        cookie ? Optional.of("Cookie: mstshash=" + COOKIE_USER) : Optional.empty(),
        Optional.of(new ConnectionRequest.Negotiation(0, protocols)));
  }

  String describe() {
    return "a connection request offering " + protocols + (cookie ? "" : ", without cookie");
  }
}
