package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How often each outcome of a test comes out, with each cause.
///
/// A file names what is known: for a cause, for a side, for all others. Named figures stand. What
/// is left of 100 goes to the outcomes that are not named, in the proportion in which they come
/// out otherwise: those of a cause as on its side, those of a side as with all others, and the last
/// outcome of all others takes the rest.
///
/// @param otherwise for causes that nobody thought of, in the order of the outcomes
/// @param bySide for causes that are not named
/// @param named the figures of the file by cause, in the order of the outcomes; below 0 where there
///     is none
public record Chances(
    List<Double> otherwise, Map<Fix.Side, List<Double>> bySide, Map<String, List<Double>> named) {
  /// The key for causes that are not named.
  static final String OTHER = "other";

  /// Nothing is impossible: people mistake one thing for another.
  private static final double LEAST = 0.01;

  private static final double UNNAMED = -1;

  static Chances of(List<KnownTest.Outcome> outcomes) {
    List<Double> otherwise = rest(line(outcomes, OTHER));
    var bySide = new EnumMap<Fix.Side, List<Double>>(Fix.Side.class);
    var named = new HashMap<String, List<Double>>();
    for (KnownTest.Outcome outcome : outcomes) {
      for (String key : outcome.given().keySet()) {
        named.put(key, line(outcomes, key));
      }
    }
    for (Fix.Side side : Fix.Side.values()) {
      List<Double> own = named.remove(key(side));
      bySide.put(side, own == null ? otherwise : complete(own, otherwise));
    }
    named.remove(OTHER);
    return new Chances(otherwise, Map.copyOf(bySide), Map.copyOf(named));
  }

  static String key(Fix.Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  /// For one cause, in the order of the outcomes, each from 0.01 to 1.
  public List<Double> of(String causeId, Fix.Side side) {
    List<Double> base = bySide.getOrDefault(side, otherwise);
    List<Double> own = named.get(causeId);
    return own == null ? base : complete(own, base);
  }

  private static List<Double> line(List<KnownTest.Outcome> outcomes, String key) {
    return outcomes.stream().map(each -> each.given().getOrDefault(key, UNNAMED)).toList();
  }

  /// With all others, an outcome that is not named does not come out, except for the last.
  private static List<Double> rest(List<Double> line) {
    var full = new ArrayList<Double>();
    double left = 1;
    for (int i = 0; i < line.size(); i++) {
      boolean last = i == line.size() - 1;
      double here = line.get(i) >= 0 ? line.get(i) : last ? left : 0;
      full.add(clamped(here));
      left -= here;
    }
    return List.copyOf(full);
  }

  private static List<Double> complete(List<Double> own, List<Double> base) {
    double left = 1;
    double free = 0;
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i) >= 0) {
        left -= own.get(i);
      } else {
        free += base.get(i);
      }
    }
    var full = new ArrayList<Double>(own.size());
    for (int i = 0; i < own.size(); i++) {
      full.add(clamped(own.get(i) >= 0 ? own.get(i) : left * base.get(i) / free));
    }
    return full;
  }

  private static double clamped(double chance) {
    return Math.clamp(chance, LEAST, 1);
  }
}
