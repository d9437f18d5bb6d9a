package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.Rung;

/// What all reports together prove by failing alike.
final class SharedRules {
  private SharedRules() {}

  static Optional<Conclusion> sameFailure(Question question, List<View> views) {
    View one = views.getFirst();
    Optional<String> rung = one.brokenRung();
    Optional<String> broken = one.firstBreak().map(Broken::id);
    boolean alike =
        rung.isPresent()
            && views.stream()
                .allMatch(
                    view ->
                        view.brokenRung().equals(rung)
                            && view.firstBreak().map(Broken::id).equals(broken));
    if (!alike) {
      return Optional.empty();
    }
    String title = one.firstBreak().map(Broken::title).orElse("it fails");
    List<Evidence> evidence =
        views.stream()
            .map(
                view ->
                    new Evidence(view.label(), view.rung(rung.get()).map(Rung::summary).orElse("")))
            .toList();
    String host = views.getFirst().report().target().host();
    return Optional.of(
        switch (question) {
          case CHANGE -> unchanged(rung.get(), title, evidence);
          case NAMES -> notTheName(rung.get(), title, evidence, host);
          case PLACES -> theServer(rung.get(), title, evidence, host, views);
        });
  }

  private static Conclusion unchanged(String rung, String title, List<Evidence> evidence) {
    return new Conclusion(
        "unchanged",
        "Unchanged: it fails at " + rung + " as before: " + title,
        Place.UNKNOWN,
        "where it was before",
        Sureness.PROOF,
        "What was changed did not touch what breaks.",
        evidence,
        Optional.empty());
  }

  private static Conclusion notTheName(
      String rung, String title, List<Evidence> evidence, String host) {
    return new Conclusion(
        "not-the-name",
        "The name is not the reason: by name and by address it fails alike: " + title,
        Place.SERVER,
        "the way or the server",
        Sureness.STRONG,
        "Both break at " + rung + " in the same way.",
        evidence,
        Optional.of(
            new Next(
                "Check from another place, to tell the way from the server",
                "rdpdoctor check " + host)));
  }

  private static Conclusion theServer(
      String rung, String title, List<Evidence> evidence, String host, List<View> views) {
    boolean early = rung.equals("name");
    String places = views.size() == 2 ? "both places" : "all " + views.size() + " places";
    return new Conclusion(
        "same-failure-everywhere",
        "It fails alike from " + places + ": " + title,
        early ? Place.NAMES : Place.SERVER,
        early ? "the record of the name" : "the server, or what stands before it for everybody",
        views.size() > 2 ? Sureness.STRONG : Sureness.HINT,
        early
            ? "The name is not found anywhere that was asked, so the record itself is missing or wrong."
            : "What is near one place does not concern the other. Places that share a way, such as one"
                + " VPN or one data centre's firewall, share its failures too.",
        evidence,
        Optional.of(
            new Next(
                "Check on the server itself, where no way is in between",
                "rdpdoctor check " + (early ? host : "localhost"))));
  }
}
