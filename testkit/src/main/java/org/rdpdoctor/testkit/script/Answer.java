package org.rdpdoctor.testkit.script;

import java.time.Duration;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

/// What a scripted peer answers to the X.224 Connection Request.
public sealed interface Answer {
  /// Chooses as a server does: the strongest of `accepted` that was offered. When none was,
  /// standard RDP security if `rdpToo`, else `failure`.
  record Negotiate(Protocols accepted, boolean rdpToo, NegotiationFailureCode failure)
      implements Answer {}

  /// Selects `selected` whatever was offered.
  record Insist(Protocols selected) implements Answer {}

  /// Confirms without negotiation data, and goes on with standard RDP security.
  record WithoutNegotiation() implements Answer {}

  /// Says exactly these bytes, which may be none, and leaves.
  record Say(Bytes bytes, Ending ending) implements Answer {}

  /// Says these bytes one by one, with a `pause` before each.
  record Trickle(Bytes bytes, Duration pause) implements Answer {}

  /// The same as `then`, only later.
  record Late(Duration delay, Answer then) implements Answer {}

  /// Looks whether there is a line for balancers: an `mstshash` cookie or a routing token.
  record CookieSensitive(Answer withCookie, Answer withoutCookie) implements Answer {}

  /// Recognises RDP: acts with `onRequest` on a Connection Request and with `onOther` on anything
  /// else.
  record Recognising(Ending onRequest, Ending onOther) implements Answer {}
}
