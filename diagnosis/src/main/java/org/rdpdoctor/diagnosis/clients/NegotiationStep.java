package org.rdpdoctor.diagnosis.clients;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.SelectionNotOffered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

/// The negotiation rung: what the server would answer to a client's offer.
///
/// Few offers were really made. What a server answers to others follows, since it chooses the best
/// that it has of what it is offered (MS-RDPBCGR 3.3.5.3.1).
final class NegotiationStep {
  private final Seen seen;

  NegotiationStep(List<Observation> facts) {
    this.seen = new Seen(facts);
  }

  /// @param selected has no meaning unless the passage is passed
  record Result(Passage passage, Protocols selected) {}

  private sealed interface Answer {
    record Selected(Protocols protocols) implements Answer {}

    record Refused(NegotiationFailureCode code) implements Answer {}

    record Unknown() implements Answer {}
  }

  Result of(ClientProfile client) {
    Trait<Protocols> trait = client.offers();
    if (trait.value().isEmpty()) {
      return stopped(Passage.unknown(Layer.NEGOTIATION, "what it offers is not known", trait));
    }
    return switch (answerTo(trait.value().get())) {
      case Answer.Selected(Protocols selected) ->
          selected.usesTls()
              ? new Result(Passage.passed(Layer.NEGOTIATION, "", trait.confidence()), selected)
              : withoutTls(client);
      case Answer.Refused(NegotiationFailureCode code) -> refused(client, code);
      case Answer.Unknown _ -> stopped(unanswered());
    };
  }

  private static Result stopped(Passage passage) {
    return new Result(passage, Protocols.RDP);
  }

  /// The server takes standard RDP security only.
  private static Result withoutTls(ClientProfile client) {
    Trait<Boolean> trait = client.standardSecurity();
    if (trait.value().isEmpty()) {
      return stopped(
          Passage.unknown(
              Layer.NEGOTIATION,
              "the server has standard RDP security only, and whether this client still takes that"
                  + " is not known",
              trait));
    }
    if (trait.value().get()) {
      return stopped(
          Passage.warned(
              Layer.NEGOTIATION,
              "standard RDP security only: nothing shows that it is the right server",
              trait.confidence()));
    }
    return stopped(
        Passage.fails(
            Layer.NEGOTIATION,
            "the server has standard RDP security only, which this client no longer takes",
            trait.confidence(),
            trait.remedy()));
  }

  private Result refused(ClientProfile client, NegotiationFailureCode code) {
    if (code.equals(NegotiationFailureCode.SSL_NOT_ALLOWED_BY_SERVER)) {
      return withoutTls(client);
    }
    String because =
        code.equals(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER)
            ? "the server requires NLA, which this client does not offer"
            : "the server refuses what it offers ("
                + client.offers().value().orElseThrow()
                + ") with "
                + code;
    return stopped(
        Passage.fails(
            Layer.NEGOTIATION,
            because,
            client.offers().confidence(),
            code.equals(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER)
                ? client.offers().remedy()
                : Optional.empty()));
  }

  private Answer answerTo(Protocols offer) {
    return exactly(offer)
        .or(() -> seen.first(NegotiationAbsent.class).map(_ -> selected(Protocols.RDP)))
        .or(() -> asPartOfMore(offer))
        .or(() -> inParts(offer))
        .orElse(new Answer.Unknown());
  }

  private static Answer selected(Protocols protocols) {
    return new Answer.Selected(protocols);
  }

  private Optional<Answer> exactly(Protocols offer) {
    Stream<Answer> taken =
        seen.all(ProtocolSelected.class).stream()
            .filter(fact -> fact.offered().equals(offer))
            .map(fact -> selected(fact.selected()));
    Stream<Answer> refused =
        seen.all(NegotiationRefused.class).stream()
            .filter(fact -> fact.offered().equals(offer))
            .map(fact -> new Answer.Refused(fact.code()));
    return Stream.concat(taken, refused).findFirst();
  }

  /// What was chosen from more, and is here too; what was refused with more is refused with less.
  private Optional<Answer> asPartOfMore(Protocols offer) {
    for (ProtocolSelected fact : seen.all(ProtocolSelected.class)) {
      if (fact.offered().includes(offer)) {
        if (offer.includes(fact.selected())) {
          return Optional.of(selected(fact.selected()));
        }
        // Early authorization is an addition to NLA: who has it has NLA.
        if (fact.selected().equals(Protocols.HYBRID_EX) && offer.includes(Protocols.HYBRID)) {
          return Optional.of(selected(Protocols.HYBRID));
        }
      }
    }
    return seen.all(NegotiationRefused.class).stream()
        .filter(fact -> fact.offered().includes(offer) && offer.usesTls())
        .filter(fact -> !fact.code().equals(NegotiationFailureCode.INCONSISTENT_FLAGS))
        .map(fact -> (Answer) new Answer.Refused(fact.code()))
        .findFirst();
  }

  /// What is taken alone is taken among others, the best first.
  private Optional<Answer> inParts(Protocols offer) {
    for (Protocols part : List.of(Protocols.HYBRID_EX, Protocols.HYBRID, Protocols.SSL)) {
      if (offer.includes(part) && exactly(part).orElse(null) instanceof Answer.Selected taken) {
        return Optional.of(taken);
      }
    }
    return Stream.of(Protocols.HYBRID, Protocols.SSL)
        .filter(offer::includes)
        .flatMap(part -> exactly(part).stream())
        .findFirst();
  }

  /// Nothing is known of any answer: whatever the reason, it is not the client.
  private Passage unanswered() {
    Optional<ForeignService> foreign = seen.first(ForeignService.class);
    if (foreign.isPresent()) {
      return Passage.failsAnyway(
          Layer.TCP, "another service answers on the port: " + foreign.get().service());
    }
    if (seen.has(NegotiationUnreadable.class) || seen.has(SelectionNotOffered.class)) {
      return Passage.failsAnyway(
          Layer.NEGOTIATION, "what answers the connection request is not a valid answer");
    }
    if (!seen.has(Connected.class)) {
      return Passage.unknown(Layer.TCP, "the port was not reached from here");
    }
    if (seen.has(NegotiationUnanswered.class)) {
      return Passage.unknown(Layer.NEGOTIATION, "the connection request got no answer");
    }
    return seen.first(NegotiationEnded.class)
        .map(
            fact ->
                Passage.unknown(
                    Layer.NEGOTIATION, "the connection request met " + fact.how().words()))
        .orElse(Passage.unknown(Layer.NEGOTIATION, "no answer to a connection request was seen"));
  }
}
