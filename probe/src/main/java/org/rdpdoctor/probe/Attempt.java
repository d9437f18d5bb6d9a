package org.rdpdoctor.probe;

import java.util.Optional;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.NegotiationFact.DisconnectRequested;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnfinished;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;

/// One connection to the port that is asked for, and what it met.
///
/// @param connection its number in the run, from 1
/// @param request what was asked on it; nothing if it was not opened, or something else was said
/// @param heard what came back, for people to read
record Attempt(int connection, Optional<Offer> request, Met met, String heard) {

  /// What a connection met.
  enum Met {
    /// A proper answer to the request, if only a refusal.
    ANSWER,
    /// An accepted connection, on which nothing was asked, or something that nobody understands
    /// came back.
    ACCEPTANCE,
    /// No acceptance, and a sign that there will be none: RST, if only one that overtakes the
    /// acceptance, or ICMP.
    REFUSAL,
    /// No acceptance, and no sign.
    NOTHING,
    /// An accepted connection that ended instead of an answer.
    END,
    /// An accepted connection and no answer.
    SILENCE;

    static Met of(RequestMet fact) {
      return switch (fact) {
        case ProtocolSelected _, NegotiationRefused _, NegotiationAbsent _, DisconnectRequested _ ->
            ANSWER;
        case NegotiationUnreadable _ -> ACCEPTANCE;
        case NegotiationEnded _ -> END;
        case NegotiationUnanswered _, NegotiationUnfinished _ -> SILENCE;
      };
    }

    boolean isAccepted() {
      return this != REFUSAL && this != NOTHING;
    }
  }

  static Attempt notOpened(Observation fact) {
    Met met = fact instanceof ConnectUnanswered ? Met.NOTHING : Met.REFUSAL;
    return new Attempt(
        fact.evidence().connection(), Optional.empty(), met, fact.evidence().heard());
  }

  static Attempt opened(int connection) {
    return new Attempt(connection, Optional.empty(), Met.ACCEPTANCE, "an accepted connection");
  }

  static Attempt asked(int connection, Offer request, RequestMet fact) {
    return new Attempt(connection, Optional.of(request), Met.of(fact), fact.evidence().heard());
  }

  /// True if both sent the very same bytes.
  boolean asksTheSameAs(Attempt other) {
    return request.isPresent()
        && other.request.isPresent()
        && request.get().protocols().equals(other.request.get().protocols())
        && request.get().cookie() == other.request.get().cookie();
  }
}
