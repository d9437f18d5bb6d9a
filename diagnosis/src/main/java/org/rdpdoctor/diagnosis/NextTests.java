package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;

/// Which test would tell most: the one that decides about the least decided causes.
final class NextTests {
  private static final int MOST = 5;
  private static final double TOO_LITTLE = 0.05;
  private static final Pattern TYPEABLE = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

  private NextTests() {}

  /// @param target stands where a command of the knowledge says `HOST`
  static List<NextTest> of(Catalogue.Tests tests, List<JudgedCause> causes, String target) {
    var open = new HashMap<String, Double>();
    causes.stream()
        .filter(JudgedCause::isWorthTelling)
        .forEach(cause -> open.put(cause.known().id(), entropy(cause.probability())));
    if (open.isEmpty()) {
      return List.of();
    }
    return tests.all().stream()
        .map(test -> next(test, gain(test, open), target))
        .filter(test -> test.gain() >= TOO_LITTLE)
        .sorted(Comparator.comparingDouble(NextTest::gain).reversed().thenComparing(NextTest::id))
        .limit(MOST)
        .toList();
  }

  private static double gain(KnownTest test, Map<String, Double> open) {
    double gain =
        test.outcomes().stream()
            .flatMap(outcome -> outcome.given().keySet().stream())
            .distinct()
            .mapToDouble(key -> open.getOrDefault(key, 0.0))
            .sum();
    return Math.min(1, gain);
  }

  private static NextTest next(KnownTest test, double gain, String target) {
    String command = test.command().map(text -> addressed(text, target)).orElse("");
    return new NextTest(test.id(), test.title(), test.why(), command, gain);
  }

  /// How many bits the answer is worth.
  private static double entropy(double probability) {
    double rest = 1 - probability;
    return probability <= 0 || rest <= 0
        ? 0
        : -(probability * Math.log(probability) + rest * Math.log(rest)) / Math.log(2);
  }

  /// The target without its port; an address of many colons has none.
  private static String hostOf(String target) {
    int colon = target.lastIndexOf(':');
    boolean hasPort =
        colon > 0 && (target.indexOf(':') == colon || target.charAt(colon - 1) == ']');
    return hasPort ? target.substring(0, colon) : target;
  }

  static String addressed(String command, String target) {
    if (!command.contains("HOST") || !TYPEABLE.matcher(target).matches()) {
      return command;
    }
    boolean takesPort = command.startsWith("rdpdoctor ") && !command.contains("HOST:");
    return command.replaceAll("\\bHOST\\b", takesPort ? target : hostOf(target));
  }
}
