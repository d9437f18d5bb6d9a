package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// A question or a trial that tells causes apart: `tests/<id>.yaml`. What each outcome proves is
/// data.
///
/// @param question what is asked of a person who has done the steps
/// @param steps what to do by hand, if anything
/// @param command to paste, if there is one; `HOST` stands for the target
/// @param scope where it makes sense
/// @param outcomes exactly one of them comes out; none if the facts of a run speak for themselves
/// @param chances how often they come out
public record KnownTest(
    String id,
    String title,
    Kind kind,
    String question,
    List<String> steps,
    Optional<String> command,
    String why,
    Cost cost,
    Scope scope,
    List<Outcome> outcomes,
    Chances chances,
    Place place) {

  /// The answer of who does not know, or does not want to find out: the test is not asked again.
  public static final String UNKNOWN = "unknown";

  /// The answer for a test that was run, whose facts speak for themselves.
  public static final String RAN = "ran";

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
      ANOTHER_CLIENT,
      /// Who is logged on is cut off.
      SESSIONS_END
    }
  }

  /// @param layers of the breaks in question that it is about; none if it is about all
  /// @param when what must have been seen
  public record Scope(List<Layer> layers, Optional<Condition> when) {
    /// True if it is about breaks on this rung.
    public boolean covers(Layer layer) {
      return layers.isEmpty() || layers.contains(layer);
    }
  }

  /// @param when what the facts of a run show if this came out; only for tests that are run
  /// @param given by cause id, by side (`client`, …) or for any `other` cause: how often this comes
  /// out, from 0 to 1 (see [Chances])
  public record Outcome(
      String id, String text, Optional<Condition> when, Map<String, Double> given) {}

  /// True if what comes out of a run is one of the outcomes, which the facts of the run tell.
  public boolean readsItself() {
    return outcomes.stream().anyMatch(outcome -> outcome.when().isPresent());
  }

  public Optional<Outcome> outcome(String outcomeId) {
    return outcomes.stream().filter(each -> each.id().equals(outcomeId)).findFirst();
  }

  /// How often an outcome comes out with this cause, from 0.01 to 1: nothing is impossible.
  public double likelihood(Outcome outcome, KnownCause cause) {
    return chances.of(cause.id(), cause.side()).get(outcomes.indexOf(outcome));
  }

  /// How often an outcome comes out with a cause that nobody thought of.
  public double likelihoodOtherwise(Outcome outcome) {
    return chances.otherwise().get(outcomes.indexOf(outcome));
  }
}
