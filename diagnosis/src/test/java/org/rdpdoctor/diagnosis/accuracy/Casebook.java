package org.rdpdoctor.diagnosis.accuracy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.accuracy.Sample.Part;
import org.rdpdoctor.diagnosis.knowledge.Case;

/// The situations that are kept in `cases/`, and what is known to be the matter in each.
final class Casebook {
  private Casebook() {}

  static List<Sample> all() {
    var samples = new ArrayList<Sample>();
    Case.in("causes").forEach(each -> samples.add(ofCause(each)));
    Case.in("breaks").forEach(each -> samples.add(ofBreak(each)));
    Case.in("healthy").forEach(each -> samples.add(sample(Part.CASES, each, Truth.healthy())));
    Map.of("recorded", Part.LAB, "incidents", Part.INCIDENTS).entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(entry -> Files.isDirectory(Path.of("..", "cases", entry.getKey())))
        .forEach(
            entry ->
                Case.in(entry.getKey())
                    .forEach(each -> samples.add(sample(entry.getValue(), each, told(each)))));
    return samples;
  }

  private static Sample ofCause(Case given) {
    Set<String> breaks = breaks(given);
    Truth truth =
        given.shows()
            ? new Truth(Truth.Kind.CAUSE, Set.of(given.subject()), Set.of(), breaks)
            : new Truth(Truth.Kind.NEAR_MISS, Set.of(given.subject()), Set.of(), Set.of());
    return sample(Part.CASES, given, truth);
  }

  private static Sample ofBreak(Case given) {
    String cause = given.expect().getOrDefault("cause", "");
    Truth truth =
        !given.shows()
            ? new Truth(Truth.Kind.BREAK, Set.of(), Set.of(), Set.of())
            : cause.isEmpty()
                ? new Truth(Truth.Kind.BREAK, Set.of(), Set.of(), Set.of(given.subject()))
                : Truth.cause(cause, Set.of(), given.subject());
    return sample(Part.CASES, given, truth);
  }

  /// What an incident or a recording says of itself: causes and breaks, with spaces between.
  private static Truth told(Case given) {
    Set<String> causes = words(given.expect().getOrDefault("cause", ""));
    if (given.expect().getOrDefault("verdict", "").equals("healthy") && breaks(given).isEmpty()) {
      return Truth.healthy();
    }
    return new Truth(
        causes.isEmpty() ? Truth.Kind.BREAK : Truth.Kind.CAUSE, causes, Set.of(), breaks(given));
  }

  private static Set<String> breaks(Case given) {
    return words(given.expect().getOrDefault("break", ""));
  }

  private static Set<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
  }

  private static Sample sample(Part part, Case given, Truth truth) {
    return new Sample(part, given.toString(), given.facts(), truth);
  }
}
