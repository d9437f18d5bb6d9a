package org.rdpdoctor.diagnosis.accuracy;

import java.util.List;
import java.util.SplittableRandom;

/// Everything that is left to chance in one sample; the same for the same seed and number.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed, int number) {
    random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (number + 1L));
  }

  boolean in(double probability) {
    return random.nextDouble() < probability;
  }

  /// From 0 to 1.
  double share() {
    return random.nextDouble();
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// Around 1, seldom below a half or above two.
  double stretch() {
    return Math.exp(0.3 * random.nextGaussian());
  }
}
