package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.x224.Protocols;

/// Everything that a diagnosis starts from.
///
/// @param target the host or host:port as the user would type it again; empty if there is none
/// @param facts in any order
/// @param offered what the user's own client offers
/// @param until the last rung that was to be climbed: above it, nothing is missed
/// @param notTested what was left out, and why
/// @param inquiries which breaks and causes the diagnosis is to give its reasons for
public record Situation(
    String target,
    List<Observation> facts,
    Protocols offered,
    Layer until,
    List<Diagnosis.NotTested> notTested,
    List<Inquiry> inquiries) {

  /// One of which nobody wants to know why.
  public Situation(
      String target,
      List<Observation> facts,
      Protocols offered,
      Layer until,
      List<Diagnosis.NotTested> notTested) {
    this(target, facts, offered, until, notTested, List.of());
  }

  /// The same for somebody who wants to know why.
  public Situation asking(List<Inquiry> wanted) {
    return new Situation(target, facts, offered, until, notTested, wanted);
  }

  /// Facts alone, as seen for a current Windows client up to the challenge of CredSSP.
  public static Situation of(List<Observation> facts) {
    return new Situation(
        "",
        facts,
        Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX),
        Layer.CREDSSP,
        List.of());
  }

  /// True if nobody wanted that rung climbed.
  boolean leavesOut(Layer layer) {
    return isChosen(layer) || leavesOutTheTarget(layer);
  }

  /// True for the rungs of a target that nobody asked for.
  boolean leavesOutTheTarget(Layer layer) {
    return endsOnTheWay() && !layer.isOnTheWay();
  }

  /// True if only what stands between client and target was to be examined: who wants the target
  /// wants a connection to it. Logs that tell of no connection were not examined for the way.
  private boolean endsOnTheWay() {
    return isChosen(Layer.TCP) && facts.stream().anyMatch(fact -> fact.layer().isOnTheWay());
  }

  private boolean isChosen(Layer layer) {
    return notTested.stream().anyMatch(entry -> entry.layer() == layer && entry.byChoice());
  }

  Optional<String> untestedBecause(Layer layer) {
    return notTested.stream()
        .filter(entry -> entry.layer() == layer)
        .map(Diagnosis.NotTested::because)
        .findFirst();
  }
}
