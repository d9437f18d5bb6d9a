package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.knowledge.Strength;
import org.rdpdoctor.facts.ClientFact.TestAnswered;

/// The tests that were answered, as signs for and against causes.
final class Answers {
  /// An answer that moves the odds by less says nothing.
  private static final double TELLING = 1.1;

  private final List<Answer> answers = new ArrayList<>();

  private record Answer(KnownTest test, KnownTest.Outcome outcome, Seen seen) {
    /// To say the same twice is no more evidence.
    boolean isRepeatedBy(Answer other) {
      return test.id().equals(other.test.id()) && outcome.id().equals(other.outcome.id());
    }
  }

  /// Answers to tests, or with outcomes, that are not known here are left alone.
  Answers(Catalogue.Tests tests, Scene scene) {
    for (Seen seen : scene.facts()) {
      if (seen.observation() instanceof TestAnswered(String id, String outcome, _)) {
        Optional<KnownTest> test = tests.test(id);
        test.flatMap(known -> known.outcome(outcome))
            .map(known -> new Answer(test.orElseThrow(), known, seen))
            .filter(answer -> answers.stream().noneMatch(answer::isRepeatedBy))
            .ifPresent(answers::add);
      }
    }
  }

  /// How the answers bear on a cause, against causes that nobody thought of.
  List<Weighing.Found> about(KnownCause cause) {
    var found = new ArrayList<Weighing.Found>();
    for (Answer answer : answers) {
      double ratio =
          answer.test.likelihood(answer.outcome, cause)
              / answer.test.likelihoodOtherwise(answer.outcome);
      if (ratio >= TELLING || ratio <= 1 / TELLING) {
        var sign =
            new KnownSign(
                new Condition.Any(List.of(), answer.test.place()),
                ratio > 1,
                Strength.of(Math.max(ratio, 1 / ratio)),
                Math.max(ratio, 1 / ratio),
                answer.test.why(),
                OptionalDouble.empty(),
                answer.outcome.text(),
                answer.test.place());
        found.add(new Weighing.Found(sign, Set.of(answer.seen)));
      }
    }
    return found;
  }
}
