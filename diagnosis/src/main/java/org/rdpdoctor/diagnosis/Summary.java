package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.facts.GatewayFact.GatewayServiceAnswered;
import org.rdpdoctor.facts.Layer;

/// The whole diagnosis in one sentence or two; reports print the verdict before it.
///
/// @param unclimbed the first rung that was to be climbed and was not
/// @param recorded true if nobody asked the server anything: somebody else's connection was watched
record Summary(
    Verdict verdict,
    List<JudgedBreak> breaks,
    List<Rung> rungs,
    Optional<Layer> unclimbed,
    boolean recorded) {
  private static final double PROVEN = 0.95;

  /// The rungs that say most of a server that nothing is wrong with, most telling first.
  private static final List<Layer> TELLING =
      List.of(Layer.SESSION, Layer.AUTHENTICATION, Layer.CREDSSP, Layer.MCS);

  private static final Set<Layer> LOGGED_ON = Set.of(Layer.AUTHENTICATION, Layer.SESSION);

  private static final String ELSEWHERE =
      ". What the client showed has its reason higher up, elsewhere or at another time";

  String sentence() {
    return switch (verdict) {
      case HEALTHY -> passed();
      case FAILING -> certainty() + breakSentence();
      case DEGRADED -> howFar() + ", but: " + breakSentence();
      case INCONCLUSIVE -> undecided();
    };
  }

  private String certainty() {
    return breaks.getFirst().probability() >= PROVEN ? "" : "Probably: ";
  }

  /// What is seen of the way alone is no connection yet.
  private String howFar() {
    if (Climb.highest(rungs).isPresent()) {
      return "It connects";
    }
    return lastOnTheWay().map(Summary::answering).orElse("It connects");
  }

  private static String answering(Rung way) {
    if (way.layer() == Layer.PROXY) {
      return "The proxy answers";
    }
    return way.observations().stream().allMatch(GatewayServiceAnswered.class::isInstance)
        ? "Most of it answers"
        : "The gateway answers";
  }

  private String breakSentence() {
    JudgedBreak first = breaks.getFirst();
    return first.known().title() + ". " + first.weighing().leading().text();
  }

  private String passed() {
    boolean shown = rungs.stream().anyMatch(rung -> rung.layer() == Layer.CLIENT);
    return climbed() + (shown ? ELSEWHERE : "");
  }

  private String climbed() {
    return TELLING.stream()
        .flatMap(layer -> passed(layer).stream())
        .findFirst()
        .or(() -> Climb.highest(rungs))
        .map(rung -> through(rung) + rung.summary())
        .or(
            () ->
                lastOnTheWay()
                    .map(
                        rung ->
                            "Nothing is wrong as far as that shows without a logon. "
                                + rung.summary()))
        .orElse("Nothing speaks against it");
  }

  private Optional<Rung> passed(Layer layer) {
    return rungs.stream()
        .filter(rung -> rung.layer() == layer && rung.status() == Rung.Status.PASSED)
        .findFirst();
  }

  private String through(Rung highest) {
    boolean loggedOn = LOGGED_ON.contains(highest.layer());
    if (recorded) {
      return loggedOn ? "The client got through. " : "Nothing broke, as far as that was recorded. ";
    }
    return "A current client gets through"
        + (loggedOn ? ". " : ", as far as that shows without a password. ");
  }

  /// The host on the way to the target that was passed last.
  private Optional<Rung> lastOnTheWay() {
    return rungs.stream()
        .filter(rung -> rung.layer().isOnTheWay())
        .filter(rung -> rung.status() == Rung.Status.PASSED || rung.status() == Rung.Status.WARNED)
        .reduce((lower, higher) -> higher);
  }

  private String undecided() {
    if (Climb.highest(rungs).isEmpty() && lastOnTheWay().isPresent()) {
      return "Nothing broke on the way. "
          + lastOnTheWay().get().summary()
          + "; what is behind was not seen";
    }
    return unclimbed
        .map(layer -> "What was seen does not show whether " + layer.purpose() + " works")
        .orElse("What was seen does not decide");
  }
}
