package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.RoundsAgreed;
import org.rdpdoctor.facts.TcpFact.RoundsVaried;

/// What several whole climbs to the same target say together: how often one is served, how much so
/// few of them tell, and on which rung the others broke.
public final class Repetition {
  /// Of a hundred intervals that are made with it, 95 contain the truth.
  private static final double Z = 1.96;

  private Repetition() {}

  /// How one round ended.
  ///
  /// @param decided false if it does not show whether a client is served
  /// @param broken the rung on which it broke; none if a client is served
  /// @param how what broke, in words
  public record Outcome(boolean decided, Optional<Layer> broken, String how) {
    public static final Outcome SERVED = new Outcome(true, Optional.empty(), "");

    public static final Outcome UNDECIDED = new Outcome(false, Optional.empty(), "");

    public static Outcome broken(Layer rung, String how) {
      return new Outcome(true, Optional.of(rung), how);
    }

    public boolean served() {
      return decided && broken.isEmpty();
    }
  }

  /// A share, and the interval that contains the truth with a confidence of 95 %; all in percent.
  public record Share(int percent, int least, int most) {
    /// The score interval of Wilson (1927), which stays right for few rounds and for shares of 0
    /// and 1.
    ///
    /// @param of more than 0
    public static Share of(int count, int of) {
      double share = (double) count / of;
      double spread = Z * Z / of;
      double centre = share + spread / 2;
      double half = Z * Math.sqrt(share * (1 - share) / of + spread / (4 * of));
      return new Share(
          percent(share),
          percent((centre - half) / (1 + spread)),
          percent((centre + half) / (1 + spread)));
    }

    private static int percent(double share) {
      return (int) Math.round(Math.clamp(share, 0, 1) * 100);
    }
  }

  /// One fact for each rung on which some rounds broke while others were served; if all ended
  /// alike, one that says so; none where not even two rounds decided anything.
  public static List<Observation> of(List<Outcome> outcomes, Duration at) {
    List<Outcome> decided = outcomes.stream().filter(Outcome::decided).toList();
    if (decided.size() < 2) {
      return List.of();
    }
    int served = (int) decided.stream().filter(Outcome::served).count();
    Share share = Share.of(served, decided.size());
    Evidence evidence = evidence(outcomes, served, at);
    if (served == 0 || served == decided.size()) {
      return List.of(
          new RoundsAgreed(decided.size(), served, share.least(), share.most(), evidence));
    }
    var facts = new ArrayList<Observation>();
    byRung(decided)
        .forEach(
            (rung, failed) ->
                facts.add(
                    new RoundsVaried(
                        rung.id(),
                        decided.size(),
                        served,
                        failed.size(),
                        share.percent(),
                        share.least(),
                        share.most(),
                        mostFrequent(failed),
                        evidence)));
    return List.copyOf(facts);
  }

  private static Map<Layer, List<Outcome>> byRung(List<Outcome> decided) {
    var rungs = new TreeMap<Layer, List<Outcome>>();
    for (Outcome outcome : decided) {
      outcome
          .broken()
          .ifPresent(rung -> rungs.computeIfAbsent(rung, _ -> new ArrayList<>()).add(outcome));
    }
    return rungs;
  }

  private static String mostFrequent(List<Outcome> failed) {
    Map<String, Long> counts =
        failed.stream().collect(Collectors.groupingBy(Outcome::how, Collectors.counting()));
    return failed.stream()
        .map(Outcome::how)
        .reduce((one, other) -> count(counts, other) > count(counts, one) ? other : one)
        .orElse("");
  }

  private static long count(Map<String, Long> counts, String how) {
    return counts.getOrDefault(how, 0L);
  }

  private static Evidence evidence(List<Outcome> outcomes, int served, Duration at) {
    Function<Outcome, String> word =
        outcome ->
            outcome.served() ? "served" : outcome.broken().map(Layer::id).orElse("undecided");
    return Evidence.of(
        outcomes.size() + " climbs, one after the other",
        served + " were served: " + outcomes.stream().map(word).collect(Collectors.joining(", ")),
        at);
  }
}
