package org.rdpdoctor.diagnosis.accuracy;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How right the diagnoses of some samples are.
record Figures(List<Scored> scored) {
  static final int BINS = 10;

  /// A probability that was told of a cause, and whether that cause was there.
  record Claim(double probability, boolean isTrue) {}

  /// Claims of about the same probability.
  ///
  /// @param told the mean of what was told
  /// @param seen the part of it that was true
  record Bin(int count, double told, double seen) {
    double offDiagonal() {
      return Math.abs(told - seen);
    }
  }

  /// What was taken for what, how often, and how surely.
  record Mistake(String was, String told, int count, double probability, String example) {}

  Figures only(Predicate<Scored> wanted) {
    return new Figures(scored.stream().filter(wanted).toList());
  }

  Stream<Scored> ranked() {
    return scored.stream().filter(Scored::isRanked);
  }

  long rankedCount() {
    return ranked().count();
  }

  /// The part of the samples with a known cause that has it among the first so many.
  double top(int ranks) {
    return ranked().mapToInt(each -> each.within(ranks) ? 1 : 0).average().orElse(1);
  }

  double breaksRight() {
    return scored.stream()
        .filter(each -> !each.sample().truth().breaks().isEmpty())
        .mapToInt(each -> each.breakRight() ? 1 : 0)
        .average()
        .orElse(1);
  }

  /// What was said of each cause of the breaks that were told, be it by silence, and what should
  /// have been said of those that are there.
  List<Claim> claims() {
    var claims = new ArrayList<Claim>();
    for (Scored each : scored) {
      Truth truth = each.sample().truth();
      if (truth.kind() == Truth.Kind.NEAR_MISS) {
        truth.causes().forEach(id -> claims.add(new Claim(each.probability(id), false)));
      }
      if (!truth.judgesEachCause()) {
        continue;
      }
      each.told()
          .forEach(
              (id, probability) -> {
                if (!each.unknown().contains(id)) {
                  claims.add(new Claim(probability, truth.isThere(id)));
                }
              });
      Stream.of(truth.causes(), truth.also(), each.silent())
          .flatMap(Set::stream)
          .distinct()
          .filter(id -> !each.told().containsKey(id))
          .forEach(id -> claims.add(new Claim(0, truth.isThere(id))));
    }
    return claims;
  }

  /// The mean of the squared distance between what was told of a cause and what is true of it.
  double brier() {
    return claims().stream().mapToDouble(Figures::squared).average().orElse(0);
  }

  private static double squared(Claim claim) {
    double off = claim.probability() - (claim.isTrue() ? 1 : 0);
    return off * off;
  }

  List<Bin> bins() {
    var inBins = new ArrayList<List<Claim>>();
    for (int i = 0; i < BINS; i++) {
      inBins.add(new ArrayList<>());
    }
    for (Claim claim : claims()) {
      inBins.get(Math.min(BINS - 1, (int) (claim.probability() * BINS))).add(claim);
    }
    return inBins.stream()
        .map(
            bin ->
                new Bin(
                    bin.size(),
                    bin.stream().mapToDouble(Claim::probability).average().orElse(0),
                    bin.stream().mapToInt(claim -> claim.isTrue() ? 1 : 0).average().orElse(0)))
        .toList();
  }

  /// The highest probability that a cause gets where nothing is wrong.
  double mostWhereHealthy() {
    return scored.stream()
        .filter(each -> each.sample().truth().kind() == Truth.Kind.HEALTHY)
        .flatMap(each -> each.told().values().stream())
        .mapToDouble(each -> each)
        .max()
        .orElse(0);
  }

  /// Where another cause stands first, the most frequent first.
  List<Mistake> mistakes(Predicate<Scored> wanted) {
    Map<Pair, List<Scored>> byPair =
        ranked().filter(each -> !each.within(1)).filter(wanted).collect(groupingBy(Pair::of));
    return byPair.entrySet().stream()
        .map(each -> mistake(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingInt(Mistake::count)
                .reversed()
                .thenComparing(Mistake::was)
                .thenComparing(Mistake::told))
        .toList();
  }

  private record Pair(String was, String told) {
    static Pair of(Scored scored) {
      List<String> causes = scored.sample().truth().causes().stream().sorted().toList();
      return new Pair(String.join(" or ", causes), scored.first());
    }
  }

  private static Mistake mistake(Pair pair, List<Scored> all) {
    double mean = all.stream().mapToDouble(s -> s.probability(pair.told())).average().orElse(0);
    String example = all.getFirst().sample().name();
    return new Mistake(pair.was(), pair.told(), all.size(), mean, example);
  }
}
