package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.facts.ClientFact.TestAnswered;
import org.rdpdoctor.facts.Layer;

/// Which test would tell most for what it costs.
///
/// Every answer is expected to be worth so many bits about the causes in question (see [Question]),
/// and costs patience (see [Effort]). What was answered or run already is left out, and so is what
/// makes no sense with what was seen.
final class NextTests {
  private static final int MOST = 5;

  /// In bits: an answer that is expected to tell less is not worth a question.
  static final double TOO_LITTLE = 0.05;

  private static final Pattern TYPEABLE = Pattern.compile("[A-Za-z0-9._:/\\[\\]-]+");
  private static final Pattern OPTION = Pattern.compile(" (--[a-z-]+)");
  private static final Pattern GATEWAY = Pattern.compile(" --gateway (\\S+)");
  private static final Pattern UNTIL = Pattern.compile(" --until ([a-z]+)");

  private NextTests() {}

  /// The best for a report: at least one while anything is open and untried.
  static List<NextTest> of(
      Catalogue.Tests tests, Question question, Scene scene, Situation situation) {
    return all(tests, question, scene, situation).stream().limit(MOST).toList();
  }

  /// All that are worth it, the best first; if none is, the one that tells most.
  ///
  /// @param situation whose target, with the options of the check, stands where a command of the
  ///     knowledge says `HOST`
  static List<NextTest> all(
      Catalogue.Tests tests, Question question, Scene scene, Situation situation) {
    if (!question.isOpen()) {
      return List.of();
    }
    Set<String> done =
        scene.facts().stream()
            .map(Seen::observation)
            .filter(TestAnswered.class::isInstance)
            .map(fact -> ((TestAnswered) fact).test())
            .collect(Collectors.toSet());
    Set<Layer> layers =
        question.open().stream().map(each -> each.known().layer()).collect(Collectors.toSet());
    Predicate<String> probable =
        id -> question.open().stream().anyMatch(each -> each.known().id().equals(id));
    List<NextTest> possible =
        tests.all().stream()
            .filter(test -> !done.contains(test.id()))
            .filter(test -> layers.stream().anyMatch(test.scope()::covers))
            .filter(test -> !isRun(test, situation))
            .filter(
                test ->
                    test.scope()
                        .when()
                        .map(when -> scene.match(when, probable).holds())
                        .orElse(true))
            .map(test -> next(test, question.gain(test), situation.target()))
            .sorted(
                Comparator.comparingDouble(
                        (NextTest test) -> Effort.worth(test.bits(), test.cost()))
                    .reversed()
                    .thenComparing(NextTest::id))
            .toList();
    List<NextTest> worth = possible.stream().filter(each -> each.bits() >= TOO_LITTLE).toList();
    return worth.isEmpty() ? possible.stream().limit(1).toList() : worth;
  }

  /// True if the check was made with everything that the test would add.
  private static boolean isRun(KnownTest test, Situation situation) {
    String command = test.command().orElse("");
    if (test.kind() != KnownTest.Kind.RUN || !OPTION.matcher(command).find()) {
      return false;
    }
    Set<String> used =
        Stream.of(situation.target().split(" ")).collect(Collectors.toUnmodifiableSet());
    return OPTION
        .matcher(command)
        .results()
        .map(option -> option.group(1))
        .allMatch(
            option ->
                used.contains(option)
                    || option.equals("--user") && command.contains(" --until ")
                    || option.equals("--until") && reaches(command, situation.until()));
  }

  private static boolean reaches(String command, Layer until) {
    Matcher matcher = UNTIL.matcher(command);
    return matcher.find()
        && Layer.of(matcher.group(1)).map(layer -> until.compareTo(layer) >= 0).orElse(false);
  }

  private static NextTest next(KnownTest test, double bits, String target) {
    return new NextTest(
        test.id(),
        test.title(),
        test.why(),
        test.command().map(text -> addressed(text, target)).orElse(""),
        bits,
        test.kind(),
        test.question(),
        test.steps(),
        test.cost(),
        test.outcomes().stream()
            .map(each -> new NextTest.Outcome(each.id(), each.text()))
            .toList());
  }

  /// The host of a target: its first word without scheme and port; an address of many colons has
  /// no port.
  private static String hostOf(String target) {
    String first = target.split(" ", 2)[0].replaceFirst("^[a-z]+://", "");
    int colon = first.lastIndexOf(':');
    boolean hasPort = colon > 0 && (first.indexOf(':') == colon || first.charAt(colon - 1) == ']');
    return hasPort ? first.substring(0, colon) : first;
  }

  /// A command with the target in it, as far as it can be typed without a shell's notice.
  static String addressed(String command, String target) {
    boolean typeable =
        Stream.of(target.split(" ", -1)).allMatch(word -> TYPEABLE.matcher(word).matches());
    if (!typeable) {
      return command;
    }
    Matcher gateway = GATEWAY.matcher(" " + target);
    String through = gateway.find() ? gateway.group(1) : "GATEWAY";
    String known = command.replaceAll("\\bGATEWAY\\b", Matcher.quoteReplacement(through));
    boolean takesAll =
        known.toLowerCase(Locale.ROOT).startsWith("rdpdoctor ") && !known.contains("HOST:");
    return known.replaceAll(
        "\\bHOST\\b", Matcher.quoteReplacement(takesAll ? without(target, known) : hostOf(target)));
  }

  /// The target without the options that the command brings itself.
  private static String without(String target, String command) {
    String left = target;
    for (MatchResult option : OPTION.matcher(command).results().toList()) {
      left = left.replaceAll(option.group() + "( (?!--)\\S+)?(?= |$)", "");
    }
    return left;
  }
}
