package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A question or a trial that tells causes apart: `tests/<id>.yaml`. What each outcome proves is
/// data.
///
/// @param question what is asked of a person who has done the steps
/// @param steps what to do by hand, if anything
/// @param command to paste, if there is one; `HOST` stands for the target
/// @param outcomes at least two, without doubles; exactly one of them comes out
public record KnownTest(
    String id,
    String title,
    Kind kind,
    String question,
    List<String> steps,
    Optional<String> command,
    String why,
    Cost cost,
    List<Outcome> outcomes,
    Place place) {

  public enum Kind {
    /// A person answers.
    ASK,
    /// rdpdoctor runs the command, and the facts decide.
    RUN
  }

  public record Cost(int seconds, List<Need> needs) {
    public enum Need {
      PASSWORD,
      SERVER,
      CONSOLE,
      ADMINISTRATOR,
      ANOTHER_COMPUTER,
      ANOTHER_NETWORK,
      ANOTHER_CLIENT
    }
  }

  /// @param given by cause id, by side (`client`, …) or for any `other` cause: how often this comes
  /// out, from 0 to 1; empty for the last outcome, which takes the rest
  public record Outcome(String id, String text, Map<String, Double> given) {}

  /// The key for causes that are not named.
  static final String OTHER = "other";

  public Optional<Outcome> outcome(String outcomeId) {
    return outcomes.stream().filter(each -> each.id().equals(outcomeId)).findFirst();
  }

  /// How often an outcome comes out with this cause, from 0.01 to 1: nothing is impossible.
  public double likelihood(Outcome outcome, KnownCause cause) {
    return likelihood(outcome, List.of(cause.id(), cause.side().name().toLowerCase(Locale.ROOT)));
  }

  /// How often an outcome comes out with a cause that nobody thought of.
  public double likelihoodOtherwise(Outcome outcome) {
    return likelihood(outcome, List.of());
  }

  private double likelihood(Outcome outcome, List<String> keys) {
    double rest = 1;
    for (Outcome each : outcomes) {
      boolean last = each.equals(outcomes.getLast());
      double here = last && each.given().isEmpty() ? rest : given(each, keys);
      if (each.equals(outcome)) {
        return Math.clamp(here, 0.01, 1);
      }
      rest -= here;
    }
    throw new IllegalArgumentException("no outcome of " + id + ": " + outcome.id());
  }

  private static double given(Outcome outcome, List<String> keys) {
    for (String key : keys) {
      Double given = outcome.given().get(key);
      if (given != null) {
        return given;
      }
    }
    return outcome.given().getOrDefault(OTHER, 0.0);
  }
}
