package org.rdpdoctor.diagnosis.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.knowledge.KnownTest.Outcome;

/// Checks the tests that tell causes apart: references, and that their outcomes add up.
final class TestCheck {
  static final String FOLDER = "tests/";

  /// So that a person can answer by a number, and read them at a glance.
  private static final int MOST_OUTCOMES = 9;

  private static final double WHOLE = 1.0001;
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> RESERVED = Set.of(KnownTest.UNKNOWN, KnownTest.RAN);

  private final Consumer<KnowledgeFault> faults;
  private final Consumer<Condition> conditions;

  /// @param conditions checks the words and fields of a condition
  TestCheck(Consumer<KnowledgeFault> faults, Consumer<Condition> conditions) {
    this.faults = faults;
    this.conditions = conditions;
  }

  void check(List<KnownTest> tests, List<KnownCause> causes) {
    var known = new HashSet<String>(Set.of(Chances.OTHER));
    causes.forEach(cause -> known.add(cause.id()));
    for (Fix.Side side : Fix.Side.values()) {
      known.add(Chances.key(side));
    }
    tests.forEach(test -> check(test, known));
  }

  private void check(KnownTest test, Set<String> known) {
    if (!test.place().file().equals(FOLDER + test.id() + ".yaml")) {
      report(test, "the test %s belongs into %s%s.yaml".formatted(test.id(), FOLDER, test.id()));
    }
    if (!ID.matcher(test.id()).matches()) {
      report(test, "the id %s is not made of small letters and hyphens".formatted(test.id()));
    }
    wording(test);
    if (test.kind() == KnownTest.Kind.RUN && test.command().isEmpty()) {
      report(test, "a test that is run needs a command");
    }
    test.scope().when().ifPresent(conditions);
    outcomes(test, known);
  }

  private void wording(KnownTest test) {
    if (!test.question().endsWith("?")) {
      report(test, "the question must end with a question mark");
    }
    if (test.title().equalsIgnoreCase(test.question().replace("?", ""))) {
      report(test, "the question says no more than the title");
    }
    if (test.why().endsWith(".")) {
      report(test, "why is a part of a sentence, without a full stop");
    }
  }

  private void outcomes(KnownTest test, Set<String> known) {
    List<Outcome> outcomes = test.outcomes();
    boolean factsAlone = outcomes.isEmpty() && test.kind() == KnownTest.Kind.RUN;
    if (outcomes.size() > MOST_OUTCOMES || outcomes.size() < 2 && !factsAlone) {
      report(test, "a test needs two to %d outcomes".formatted(MOST_OUTCOMES));
    }
    var ids = new HashSet<String>();
    var named = new TreeSet<String>();
    for (Outcome outcome : outcomes) {
      if (!ids.add(outcome.id())) {
        report(test, "two outcomes are called " + outcome.id());
      }
      if (RESERVED.contains(outcome.id()) || !ID.matcher(outcome.id()).matches()) {
        report(test, "no outcome may be called " + outcome.id());
      }
      named.addAll(outcome.given().keySet());
      when(test, outcome);
    }
    named.stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> report(test, "neither a cause nor a side is called " + key));
    named.forEach(key -> sum(test, key));
  }

  private void when(KnownTest test, Outcome outcome) {
    Optional<Condition> when = outcome.when();
    when.ifPresent(conditions);
    if (when.isPresent() && test.kind() == KnownTest.Kind.ASK) {
      report(test, "a person answers, so no facts decide about " + outcome.id());
    }
    boolean last = outcome.equals(test.outcomes().getLast());
    if (test.readsItself() && when.isEmpty() != last) {
      report(test, "facts decide about all outcomes but the last, or about none");
    }
    if (outcome.given().isEmpty() && !last) {
      report(test, "only the last outcome may take the rest, not " + outcome.id());
    }
  }

  private void sum(KnownTest test, String key) {
    double sum =
        test.outcomes().stream().mapToDouble(each -> each.given().getOrDefault(key, 0.0)).sum();
    if (sum > WHOLE) {
      report(test, "the outcomes for %s add up to more than 100".formatted(key));
    }
  }

  private void report(KnownTest test, String what) {
    faults.accept(new KnowledgeFault(test.place().file(), test.place().line(), what));
  }
}
