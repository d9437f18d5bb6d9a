package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;

/// Which test would tell most: the one that decides about the least decided causes.
final class NextTests {
  private static final int MOST = 5;
  private static final double TOO_LITTLE = 0.05;
  private static final Pattern TYPEABLE = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

  private NextTests() {}

  /// @param target stands where a command of the knowledge says `HOST`
  static List<NextTest> of(List<JudgedCause> causes, String target) {
    var byCommand = new LinkedHashMap<String, NextTest>();
    for (JudgedCause cause : causes) {
      double gain = entropy(cause.probability());
      if (cause.isWorthTelling() && cause.known().next().isPresent()) {
        KnownCause.Next next = cause.known().next().get();
        String command = addressed(next.command(), target);
        byCommand.merge(
            command,
            new NextTest(cause.known().id(), next.title(), next.why(), command, gain),
            NextTests::together);
      }
    }
    return byCommand.values().stream()
        .filter(test -> test.gain() >= TOO_LITTLE)
        .sorted(Comparator.comparingDouble(NextTest::gain).reversed().thenComparing(NextTest::id))
        .limit(MOST)
        .toList();
  }

  private static NextTest together(NextTest one, NextTest other) {
    double gain = Math.min(1, one.gain() + other.gain());
    return new NextTest(one.id(), one.title(), one.why(), one.command(), gain);
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
