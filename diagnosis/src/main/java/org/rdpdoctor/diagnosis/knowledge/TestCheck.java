package org.rdpdoctor.diagnosis.knowledge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Checks the tests that tell causes apart: references, and that their outcomes add up.
final class TestCheck {
  static final String FOLDER = "tests/";

  private final Consumer<KnowledgeFault> faults;

  TestCheck(Consumer<KnowledgeFault> faults) {
    this.faults = faults;
  }

  void check(List<KnownTest> tests, List<KnownCause> causes) {
    var known = new HashSet<String>(Set.of(KnownTest.OTHER));
    causes.forEach(cause -> known.add(cause.id()));
    for (Fix.Side side : Fix.Side.values()) {
      known.add(side.name().toLowerCase(Locale.ROOT));
    }
    tests.forEach(test -> check(test, known));
  }

  private void check(KnownTest test, Set<String> known) {
    if (!test.place().file().equals(FOLDER + test.id() + ".yaml")) {
      report(test, "the test %s belongs into %s%s.yaml".formatted(test.id(), FOLDER, test.id()));
    }
    if (test.kind() == KnownTest.Kind.RUN && test.command().isEmpty()) {
      report(test, "a test that is run needs a command");
    }
    if (test.outcomes().size() < 2) {
      report(test, "a test needs two outcomes at least");
    }
    var ids = new HashSet<String>();
    var named = new TreeSet<String>();
    for (KnownTest.Outcome outcome : test.outcomes()) {
      if (!ids.add(outcome.id())) {
        report(test, "two outcomes are called " + outcome.id());
      }
      if (outcome.given().isEmpty() && !outcome.equals(test.outcomes().getLast())) {
        report(test, "only the last outcome may take the rest, not " + outcome.id());
      }
      named.addAll(outcome.given().keySet());
    }
    named.stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> report(test, "neither a cause nor a side is called " + key));
    sums(test, named);
  }

  private void sums(KnownTest test, Set<String> keys) {
    var sums = new HashMap<String, Double>();
    for (KnownTest.Outcome outcome : test.outcomes()) {
      double other = outcome.given().getOrDefault(KnownTest.OTHER, 0.0);
      for (String key : keys) {
        sums.merge(key, outcome.given().getOrDefault(key, other), Double::sum);
      }
    }
    sums.forEach(
        (key, sum) -> {
          if (sum > 1.0001) {
            report(test, "the outcomes for %s add up to more than 100".formatted(key));
          }
        });
  }

  private void report(KnownTest test, String what) {
    faults.accept(new KnowledgeFault(test.place().file(), test.place().line(), what));
  }
}
