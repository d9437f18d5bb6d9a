package org.rdpdoctor.dialogue;

/// What a few round trips, some of them lost, say of the path's loss: the exact confidence interval
/// of Clopper and Pearson (Biometrika 26, 1934), which promises at least its level however few the
/// samples are.
///
/// The SYNs of a run are sent until each connect succeeds, so their number is not fixed beforehand.
/// That only makes the interval wider than it had to be: the one for such sampling lies within it.
///
/// @param sent round trips that were tried, at least 1
/// @param lost how many of them brought nothing back
/// @param low the least loss that makes at least `lost` losses as likely as 2.5 %, from 0 to 1
/// @param high the most that makes at most `lost` losses as likely as that
public record LossEstimate(int sent, int lost, double low, double high) {
  /// As much on either side: 95 % together.
  private static final double TAIL = 0.025;

  /// Halving so often is more exact than any percentage that is shown.
  private static final int STEPS = 40;

  /// As many samples tell all that a percentage can hold.
  private static final int MOST = 10_000;

  /// @throws IllegalArgumentException unless `0 <= lost <= sent` and `1 <= sent <= 10000`
  public static LossEstimate of(int sent, int lost) {
    if (sent < 1 || sent > MOST || lost < 0 || lost > sent) {
      throw new IllegalArgumentException(lost + " of " + sent + " lost");
    }
    double low = lost == 0 ? 0 : solve(loss -> 1 - atMost(lost - 1, sent, loss) < TAIL);
    double high = lost == sent ? 1 : solve(loss -> atMost(lost, sent, loss) > TAIL);
    return new LossEstimate(sent, lost, low, high);
  }

  /// The nearest whole percentage of what was lost.
  public int percent() {
    return (int) Math.round(100.0 * lost / sent);
  }

  /// Whole percentages, rounded outwards: the promise of the interval stays.
  public int lowPercent() {
    return (int) Math.floor(100 * low);
  }

  public int highPercent() {
    return (int) Math.ceil(100 * high);
  }

  @FunctionalInterface
  private interface Below {
    boolean test(double loss);
  }

  /// Where `below` turns from true to false.
  private static double solve(Below below) {
    double least = 0;
    double most = 1;
    for (int step = 0; step < STEPS; step++) {
      double middle = (least + most) / 2;
      if (below.test(middle)) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return (least + most) / 2;
  }

  /// How likely at most `lost` of `sent` are lost if each is with probability `loss`, above 0 and
  /// below 1.
  private static double atMost(int lost, int sent, double loss) {
    double logTerm = sent * Math.log1p(-loss); // of none lost
    double sum = Math.exp(logTerm);
    double logOdds = Math.log(loss) - Math.log1p(-loss);
    for (int k = 1; k <= lost; k++) {
      logTerm += Math.log((double) (sent - k + 1) / k) + logOdds;
      sum += Math.exp(logTerm);
    }
    return Math.min(1, sum);
  }
}
