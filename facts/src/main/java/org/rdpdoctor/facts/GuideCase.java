package org.rdpdoctor.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.x224.Protocols;

/// A guided enquiry as it stands: what was found first, and what was asked or run since. Enough to
/// go on with it elsewhere, and no secret.
///
/// @param words of the check, as they were typed
/// @param steps in their order
public record GuideCase(List<String> words, Findings first, List<Step> steps) {
  public GuideCase {
    words = List.copyOf(words);
    steps = List.copyOf(steps);
  }

  /// What one check found.
  ///
  /// @param target as one would type it again, with the options that matter
  /// @param offered what the user's own client offers
  /// @param until the last rung that was to be climbed
  public record Findings(
      String target,
      Protocols offered,
      Layer until,
      List<LeftOut> leftOut,
      List<Observation> facts) {
    public Findings {
      leftOut = List.copyOf(leftOut);
      facts = List.copyOf(facts);
    }
  }

  /// A rung that was not tested, and why.
  ///
  /// @param byChoice whether nobody wanted it tested
  public record LeftOut(Layer rung, String because, boolean byChoice) {}

  /// One test that was answered, left out or run.
  ///
  /// @param test its id
  /// @param outcome the id of what came out, or a word for that nothing did
  /// @param found what a run of it found, which stands for what was found before
  public record Step(String test, String outcome, Optional<Findings> found) {}

  /// What was found last.
  public Findings latest() {
    return steps.reversed().stream()
        .flatMap(step -> step.found().stream())
        .findFirst()
        .orElse(first);
  }

  /// The answers so far, as facts.
  public List<Observation> answers() {
    return steps.stream()
        .<Observation>map(
            step ->
                new ClientFact.TestAnswered(
                    step.test(), step.outcome(), Evidence.in("the guide", step.outcome())))
        .toList();
  }

  /// All that is known: what was found last, and the answers.
  public List<Observation> facts() {
    var facts = new ArrayList<Observation>(latest().facts());
    facts.addAll(answers());
    return facts;
  }

  public GuideCase and(Step step) {
    var more = new ArrayList<Step>(steps);
    more.add(step);
    return new GuideCase(words, first, more);
  }

  /// As it was before the last step; the same if there was none.
  public GuideCase before() {
    return steps.isEmpty() ? this : new GuideCase(words, first, steps.subList(0, steps.size() - 1));
  }
}
