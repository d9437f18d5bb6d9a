package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// What can be seen while client and server agree on a security protocol.
///
/// `usual` is true for the request that the user's own client would send, false for the ones that
/// only map the server.
public sealed interface NegotiationFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.NEGOTIATION;
  }

  /// What one connection request met, answered or not.
  sealed interface RequestMet extends NegotiationFact {
    Protocols offered();

    /// Whether a line for balancers went with it: an `mstshash` cookie, or a routing token.
    boolean cookie();

    boolean usual();
  }

  /// The server chose one of the protocols that were offered.
  record ProtocolSelected(
      Protocols offered,
      Protocols selected,
      ResponseFlags flags,
      boolean cookie,
      boolean usual,
      Duration elapsed,
      Evidence evidence)
      implements RequestMet {}

  /// What the server chose was not among what was offered, which no client accepts.
  record SelectionNotOffered(
      Protocols offered, Protocols selected, boolean usual, Evidence evidence)
      implements NegotiationFact {}

  /// The server refused, and gave a code.
  record NegotiationRefused(
      Protocols offered,
      NegotiationFailureCode code,
      boolean cookie,
      boolean usual,
      Duration elapsed,
      Evidence evidence)
      implements RequestMet {}

  /// The server confirmed without a word about protocols: it knows, or is told to use, standard RDP
  /// security only.
  record NegotiationAbsent(
      Protocols offered, boolean cookie, boolean usual, Duration elapsed, Evidence evidence)
      implements RequestMet {}

  /// The server answered with an X.224 Disconnect Request, or with an MCS Disconnect Provider
  /// Ultimatum; `reason` is that message's own number.
  record DisconnectRequested(
      Protocols offered, int reason, boolean cookie, boolean usual, Evidence evidence)
      implements RequestMet {}

  /// Nothing came back in the time we gave it.
  record NegotiationUnanswered(
      Protocols offered, Duration waited, boolean cookie, boolean usual, Evidence evidence)
      implements RequestMet {}

  /// The connection was ended instead of an answer.
  record NegotiationEnded(
      Protocols offered,
      Ending how,
      Duration elapsed,
      boolean cookie,
      boolean usual,
      Evidence evidence)
      implements RequestMet {}

  /// Something came back that is not a whole X.224 answer.
  record NegotiationUnreadable(
      Protocols offered,
      DecodeFault fault,
      String preview,
      boolean cookie,
      boolean usual,
      Evidence evidence)
      implements RequestMet {}

  /// An answer began and never became whole, though the connection stayed open. `idle` is the time
  /// since its last byte.
  record NegotiationUnfinished(
      Protocols offered,
      int heard,
      Duration waited,
      Duration idle,
      boolean cookie,
      boolean usual,
      Evidence evidence)
      implements RequestMet {}

  /// The same offer met different answers with and without the `mstshash` cookie.
  record CookieMatters(String withCookie, String withoutCookie, Evidence evidence)
      implements NegotiationFact {}

  /// Other bytes than an RDP request passed and were answered or left alone, where the request was
  /// not.
  record OtherBytesPassed(String sent, String met, Evidence evidence) implements NegotiationFact {}

  /// Other bytes than an RDP request met the same as the request did.
  record OtherBytesMetTheSame(String sent, String met, Evidence evidence)
      implements NegotiationFact {}

  /// After its answer to a request, the server waited for what the client would say next, as it
  /// should.
  record StayedOpenAfterConfirm(Duration watched, Evidence evidence) implements NegotiationFact {}

  /// After its answer to a request, the server ended the connection, though nothing was said that
  /// it could have disliked.
  record EndedAfterConfirm(Ending how, Duration elapsed, Evidence evidence)
      implements NegotiationFact {}

  /// TLS and CredSSP without a connection request before them were answered with a challenge, as
  /// servers do that know the direct approach: `computer` is the name that the server gave itself.
  record DirectLogonAnswered(String computer, Evidence evidence) implements NegotiationFact {}

  /// What the server takes, over all requests of this run. `nla` is `required`, `optional`,
  /// `absent` or `unknown`.
  record ProtocolsMeasured(
      List<String> accepted, List<String> refused, String nla, Evidence evidence)
      implements NegotiationFact {}

  /// None of the protocols that the user's client offers was taken, though the server takes others.
  record OfferNotTaken(Protocols offered, List<String> taken, Evidence evidence)
      implements NegotiationFact {}

  /// The usual request and the usual hello of this run are those of a known client; `client` is its
  /// id in the knowledge.
  record ClientPlayed(String client, String name, Evidence evidence) implements NegotiationFact {}
}
