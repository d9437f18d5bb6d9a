package org.rdpdoctor.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.knowledge.Fix;

/// How much of a diagnosis a report for people shows.
public enum Detail {
  /// What one reads first: three breaks and causes, the safest fix of each, the signs that count.
  SHORT(3, 1, 3, 1),
  /// Everything, with the evidence of each fact.
  FULL(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /// In proportion to the first.
  private static final double WORTH_TELLING = 0.1;

  private final int most;
  private final int fixes;
  private final int signs;
  private final int nextTests;

  Detail(int most, int fixes, int signs, int nextTests) {
    this.most = most;
    this.fixes = fixes;
    this.signs = signs;
    this.nextTests = nextTests;
  }

  int nextTests() {
    return nextTests;
  }

  /// Those that are worth thinking of beside the first.
  List<Cause> causes(List<Cause> all) {
    return worthTelling(all, Cause::probability);
  }

  List<Break> breaks(List<Break> all) {
    return worthTelling(all, Break::probability);
  }

  private <T> List<T> worthTelling(List<T> all, ToDoubleFunction<T> probability) {
    if (this == FULL || all.isEmpty()) {
      return all;
    }
    double least = probability.applyAsDouble(all.getFirst()) * WORTH_TELLING;
    return all.stream()
        .filter(each -> probability.applyAsDouble(each) >= least)
        .limit(most)
        .toList();
  }

  /// The safest first; what must not stay comes after what may.
  List<Fix> fixes(List<Fix> all) {
    return safestFirst(all).stream().limit(fixes).toList();
  }

  /// The strongest first, those for before those against; what the summary has said already is not
  /// said again.
  List<Sign> signs(List<Sign> all, String summary) {
    return all.stream()
        .filter(sign -> this == FULL || !summary.contains(sign.text()))
        .sorted(Comparator.comparing(Sign::strength))
        .limit(signs)
        .sorted(Comparator.comparing((Sign sign) -> !sign.speaksFor()))
        .toList();
  }

  static List<Fix> safestFirst(List<Fix> all) {
    return all.stream()
        .sorted(Comparator.comparing(Fix::temporary).thenComparing(Fix::risk))
        .toList();
  }
}
