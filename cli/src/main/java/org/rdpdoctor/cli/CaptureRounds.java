package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdpdoctor.cli.CapturedReports.Judged;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.dialogue.Repetition.Share;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.RoundsVaried;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;

/// Sees in many connections what `check --repeat` sees in several climbs: that the same client,
/// asking the same server for the same, is served at one time and fails at another.
///
/// Logons do not count, since other people may have typed other passwords; nor does what a client
/// asks for after it was refused something else.
final class CaptureRounds {
  private static final int MOST_PAIRS = 5_000;

  private final Map<Pair, Outcomes> pairs = new HashMap<>();

  private record Pair(String client, String server, List<String> asked) {
    static Pair of(CapturedConnection captured) {
      return new Pair(
          captured.conversation().client().address(),
          captured.conversation().server().toString(),
          captured.requestedProtocols());
    }
  }

  /// How the connections of one pair ended.
  private static final class Outcomes {
    int served;
    final Map<Layer, Map<String, Integer>> failed = new TreeMap<>();

    int failures() {
      return failed.values().stream().mapToInt(Outcomes::sum).sum();
    }

    static int sum(Map<String, Integer> counts) {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  void add(Judged judged) {
    Pair pair = Pair.of(judged.captured());
    if (pairs.size() >= MOST_PAIRS && !pairs.containsKey(pair)) {
      return;
    }
    Outcomes outcomes = pairs.computeIfAbsent(pair, _ -> new Outcomes());
    Diagnosis outline = judged.judgement().outline();
    Optional<Break> broken = CaptureGroups.broken(outline);
    switch (outline.verdict()) {
      case HEALTHY, DEGRADED -> outcomes.served++;
      case INCONCLUSIVE -> {}
      case FAILING ->
          broken
              .filter(each -> each.layer().compareTo(Layer.AUTHENTICATION) < 0)
              .ifPresent(
                  each ->
                      outcomes
                          .failed
                          .computeIfAbsent(each.layer(), _ -> new HashMap<>())
                          .merge(each.title(), 1, Integer::sum));
    }
  }

  /// What varied for this client and this server; nothing if it always went the same.
  ///
  /// @param source of the capture
  List<Observation> varied(CapturedConnection captured, String source) {
    Pair pair = Pair.of(captured);
    Outcomes outcomes = pairs.get(pair);
    if (outcomes == null || outcomes.served == 0 || outcomes.failures() == 0) {
      return List.of();
    }
    int all = outcomes.served + outcomes.failures();
    Share share = Share.of(outcomes.served, all);
    var evidence =
        new Evidence(
            0,
            "%d connections of %s to %s, asking for the same"
                .formatted(all, pair.client(), pair.server()),
            outcomes.served + " were served",
            Duration.ZERO,
            source);
    var facts = new ArrayList<Observation>();
    outcomes.failed.forEach(
        (layer, hows) ->
            facts.add(
                new RoundsVaried(
                    layer.id(),
                    all,
                    outcomes.served,
                    Outcomes.sum(hows),
                    share.percent(),
                    share.least(),
                    share.most(),
                    mostFrequent(hows),
                    evidence)));
    return List.copyOf(facts);
  }

  private static String mostFrequent(Map<String, Integer> hows) {
    return hows.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
