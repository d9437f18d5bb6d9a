package org.rdpdoctor.diagnosis.clients;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.facts.Observation;

/// What would become of each client, from what was measured of the server: the rungs are gone up as
/// that client would, to the first that it cannot pass.
public final class ClientMatrix {
  private ClientMatrix() {}

  /// @param clients in any order
  /// @param facts in any order, with the joint facts of the run
  /// @param played the client whose hello was the usual one; otherwise a current Windows client's
  /// @return one outcome a client, by rank
  public static List<ClientOutcome> of(
      List<ClientProfile> clients, List<Observation> facts, Optional<ClientProfile> played) {
    List<Observation> inOrder = inOrder(facts);
    var negotiation = new NegotiationStep(inOrder);
    var tls = new TlsStep(inOrder, clients, played);
    var certificate = new CertificateStep(inOrder);
    var logon = new LogonStep(inOrder);
    var path = new PathStep(inOrder);
    return clients.stream()
        .sorted(Comparator.comparingInt(ClientProfile::rank))
        .map(client -> climb(client, negotiation, tls, certificate, logon, path))
        .toList();
  }

  /// An order of their own, so that it does not matter in which they came.
  private static List<Observation> inOrder(List<Observation> facts) {
    return facts.stream()
        .sorted(
            Comparator.comparing((Observation fact) -> fact.evidence().at())
                .thenComparingInt(fact -> fact.evidence().connection())
                .thenComparing(Observation::toString))
        .toList();
  }

  private static ClientOutcome climb(
      ClientProfile client,
      NegotiationStep negotiation,
      TlsStep tls,
      CertificateStep certificate,
      LogonStep logon,
      PathStep path) {
    var passed = new ArrayList<Passage.Passed>();
    NegotiationStep.Result negotiated = negotiation.of(client);
    Passage passage = negotiated.passage();
    if (passage instanceof Passage.Passed first) {
      passed.add(first);
      if (negotiated.selected().usesTls()) {
        for (Passage next :
            List.of(
                tls.of(client), certificate.of(client), logon.of(client, negotiated.selected()))) {
          if (!(next instanceof Passage.Passed more)) {
            passage = next;
            break;
          }
          passed.add(more);
        }
      }
    }
    if (passage instanceof Passage.Passed) {
      passed.add(path.of(client));
    }
    return passage instanceof Passage.Stopped stopped
        ? new ClientOutcome(
            client,
            stopped.kind(),
            Optional.of(stopped.rung()),
            stopped.because(),
            stopped.confidence(),
            stopped.remedy())
        : through(client, passed);
  }

  private static ClientOutcome through(ClientProfile client, List<Passage.Passed> passed) {
    Confidence confidence = Confidence.DOCUMENTED;
    for (Passage.Passed each : passed) {
      confidence = confidence.and(each.confidence());
    }
    Optional<Passage.Passed> warned =
        passed.stream().filter(each -> each.warning().isPresent()).findFirst();
    List<String> how =
        passed.stream().map(Passage.Passed::how).filter(text -> !text.isEmpty()).toList();
    return warned
        .map(
            each ->
                new ClientOutcome(
                    client,
                    Kind.WARNS,
                    Optional.of(each.rung()),
                    each.warning().orElseThrow(),
                    weakest(passed),
                    each.remedy()))
        .orElse(
            new ClientOutcome(
                client,
                Kind.CONNECTS,
                Optional.empty(),
                String.join(", ", how),
                confidence,
                Optional.empty()));
  }

  private static Confidence weakest(List<Passage.Passed> passed) {
    return passed.stream()
        .map(Passage.Passed::confidence)
        .reduce(Confidence.DOCUMENTED, Confidence::and);
  }
}
