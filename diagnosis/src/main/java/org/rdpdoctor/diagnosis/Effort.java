package org.rdpdoctor.diagnosis;

import org.rdpdoctor.diagnosis.knowledge.KnownTest.Cost;
import org.rdpdoctor.diagnosis.knowledge.KnownTest.Cost.Need;

/// What a test costs a person, in seconds of patience: the time that it takes, and for everything
/// that it needs as much again as people are loath to get it.
final class Effort {
  /// For this much patience, an answer must be worth twice as much as one for nothing.
  private static final double HALF = 300;

  private Effort() {}

  static int seconds(Cost cost) {
    return cost.seconds() + cost.needs().stream().mapToInt(Effort::seconds).sum();
  }

  private static int seconds(Need need) {
    return switch (need) {
      case PASSWORD, ADMINISTRATOR, ANOTHER_CLIENT -> 60;
      case SERVER, ANOTHER_COMPUTER, ANOTHER_NETWORK -> 120;
      case CONSOLE -> 180;
      case SESSIONS_END -> 600;
    };
  }

  /// What so many bits are worth at this price.
  static double worth(double bits, Cost cost) {
    return bits / (1 + seconds(cost) / HALF);
  }
}
