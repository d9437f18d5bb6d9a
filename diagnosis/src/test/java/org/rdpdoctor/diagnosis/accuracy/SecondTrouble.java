package org.rdpdoctor.diagnosis.accuracy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.CaseFacts;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;

/// Something else that is wrong at the same time and has nothing to do with it.
final class SecondTrouble {
  private static final double EACH = 0.08;
  private static final List<Observation> LOSS =
      List.of(
          CaseFacts.fact("syn-repeated: {address: 10.1.2.30, repeats: 1, elapsed: 1012}"),
          CaseFacts.fact("syn-repeated: {address: 10.1.2.30, repeats: 2, elapsed: 3021}"));
  private static final List<Observation> EXPIRING =
      List.of(
          CaseFacts.fact(
              "certificate-expires-soon: {notAfter: \"2026-12-01T08:00:00Z\", left: 860000000}"));

  private final Knowledge knowledge;
  private final Chance chance;

  SecondTrouble(Knowledge knowledge, Chance chance) {
    this.knowledge = knowledge;
    this.chance = chance;
  }

  /// The causes of what was added, as far as they are known.
  Set<String> addTo(Draft draft) {
    var added = new HashSet<String>();
    boolean connected = draft.facts().stream().anyMatch(Connected.class::isInstance);
    if (chance.in(EACH) && connected && !draft.hasBreakOn(Layer.ROUTE)) {
      add(draft, LOSS, "route.loss", "packet-loss", added);
    }
    boolean certificate = draft.facts().stream().anyMatch(f -> f.layer() == Layer.CERTIFICATE);
    boolean renewsItself = draft.facts().stream().anyMatch(CertificateSelfSigned.class::isInstance);
    if (chance.in(EACH) && certificate && !renewsItself && !draft.hasBreakOn(Layer.CERTIFICATE)) {
      add(draft, EXPIRING, "certificate.expiring", "cert-renewal-due", added);
    }
    return added;
  }

  /// Adds it as often as the cause that looks like this is behind the break.
  private void add(
      Draft draft, List<Observation> facts, String breakId, String cause, Set<String> added) {
    boolean drawn =
        knowledge.drawn(breakId, chance).filter(each -> each.id().equals(cause)).isPresent();
    if (drawn && draft.addTrouble(facts, breakId)) {
      added.add(cause);
    }
  }
}
