package org.rdpdoctor.diagnosis;

import java.util.Comparator;
import org.rdpdoctor.facts.Layer;

/// Which break is told first.
final class Ranking {
  private static final double PROVEN = 0.95;

  private Ranking() {}

  /// What fails before what degrades before what is only possible; then the proven, the lowest
  /// rung, the more probable; what is equal stays in the order of the catalogue.
  static final Comparator<JudgedBreak> OF_BREAKS =
      Comparator.comparingInt(Ranking::kind)
          .thenComparing(each -> each.probability() < PROVEN)
          .thenComparing(Ranking::rungIfProven)
          .thenComparing(Comparator.comparingDouble(JudgedBreak::probability).reversed())
          .thenComparing(each -> each.known().layer());

  private static int kind(JudgedBreak each) {
    if (each.fails()) {
      return 0;
    }
    return each.isProbable() ? 1 : 2;
  }

  private static Layer rungIfProven(JudgedBreak each) {
    return each.probability() < PROVEN ? Layer.NAME : each.known().layer();
  }
}
