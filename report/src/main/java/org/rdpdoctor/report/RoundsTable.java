package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.report.Report.Round;

/// The rounds of a repeated check, one row for all that ended alike, the most frequent first.
final class RoundsTable {
  /// Rounds that ended alike.
  ///
  /// @param numbers such as `1, 3-6`
  /// @param millis the median of what they took
  record Row(Verdict verdict, int count, String numbers, String ending, long millis) {}

  private RoundsTable() {}

  static List<Row> rows(List<Round> rounds) {
    Map<String, List<Round>> alike = new LinkedHashMap<>();
    for (Round round : rounds) {
      alike
          .computeIfAbsent(round.verdict().id() + " " + round.broken(), _ -> new ArrayList<>())
          .add(round);
    }
    return alike.values().stream()
        .sorted((one, other) -> Integer.compare(other.size(), one.size()))
        .map(RoundsTable::row)
        .toList();
  }

  /// Every round for itself.
  static List<Row> each(List<Round> rounds) {
    return rounds.stream().map(round -> row(List.of(round))).toList();
  }

  private static Row row(List<Round> alike) {
    Round first = alike.getFirst();
    List<Long> times = alike.stream().map(round -> round.elapsed().toMillis()).sorted().toList();
    return new Row(
        first.verdict(), alike.size(), numbers(alike), ending(first), times.get(times.size() / 2));
  }

  private static String ending(Round round) {
    String broken = round.broken().isEmpty() ? "" : ": " + round.broken();
    return switch (round.verdict()) {
      case HEALTHY -> "served";
      case DEGRADED -> "served" + broken;
      case FAILING -> "failed" + broken;
      case INCONCLUSIVE -> "undecided";
    };
  }

  private static String numbers(List<Round> alike) {
    var runs = new ArrayList<int[]>();
    for (Round round : alike) {
      if (!runs.isEmpty() && runs.getLast()[1] == round.number() - 1) {
        runs.getLast()[1] = round.number();
      } else {
        runs.add(new int[] {round.number(), round.number()});
      }
    }
    return runs.stream()
        .map(run -> run[0] == run[1] ? "" + run[0] : run[0] + "-" + run[1])
        .collect(Collectors.joining(", "));
  }
}
