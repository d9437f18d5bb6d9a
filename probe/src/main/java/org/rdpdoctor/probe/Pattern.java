package org.rdpdoctor.probe;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.rdpdoctor.probe.Attempt.Met;

/// What the connections of a run say together, whatever was asked on them: whether the later ones
/// were treated worse than the first, or some of them better than others.
sealed interface Pattern {
  /// Nothing but the requests themselves makes a difference.
  record Even() implements Pattern {}

  /// Some connections were served and others not, and not the first ones: chance, or several
  /// servers behind one address.
  record Mixed(List<Attempt> attempts) implements Pattern {
    int served() {
      boolean asked = attempts.stream().anyMatch(attempt -> attempt.met() == Met.ANSWER);
      return (int)
          attempts.stream()
              .filter(attempt -> asked ? attempt.met() == Met.ANSWER : attempt.met().isAccepted())
              .count();
    }

    int count(Met met) {
      return (int) turnedAway(attempts).stream().filter(attempt -> attempt.met() == met).count();
    }
  }

  /// The first ones were served, and from one on none: a limit or a ban, if it goes on.
  record Stopped(List<Attempt> served, List<Attempt> turnedAway) implements Pattern {}

  /// After as many connections in a row that were turned away, no further one tells anything new;
  /// whatever turns them away, a limit or a ban, would only last longer.
  int MOST_IN_VAIN = 3;

  /// The same where not even a sign comes back, for each of them costs seconds.
  int MOST_WITHOUT_SIGN = 2;

  /// @param attempts in any order
  static Pattern of(List<Attempt> attempts) {
    List<Attempt> inOrder = sorted(attempts);
    List<Attempt> turnedAway = turnedAway(inOrder);
    List<Attempt> served = inOrder.stream().filter(attempt -> attempt.met() == Met.ANSWER).toList();
    if (turnedAway.isEmpty()) {
      return new Even();
    }
    int first = turnedAway.getFirst().connection();
    if (served.isEmpty()) {
      boolean acceptedLater =
          inOrder.stream()
              .anyMatch(attempt -> attempt.connection() > first && attempt.met().isAccepted());
      return acceptedLater ? new Mixed(inOrder) : new Even();
    }
    return served.getLast().connection() > first
        ? new Mixed(inOrder)
        : new Stopped(served, turnedAway);
  }

  /// True if the last connections were all turned away.
  static boolean isHopeless(List<Attempt> attempts) {
    List<Attempt> inOrder = sorted(attempts);
    return endsWith(inOrder, MOST_IN_VAIN, turnedAway(inOrder)::contains)
        || endsWith(inOrder, MOST_WITHOUT_SIGN, attempt -> attempt.met() == Met.NOTHING);
  }

  private static boolean endsWith(List<Attempt> attempts, int count, Predicate<Attempt> condition) {
    return attempts.size() >= count
        && attempts.reversed().stream().limit(count).allMatch(condition);
  }

  private static List<Attempt> sorted(List<Attempt> attempts) {
    return attempts.stream().sorted(Comparator.comparingInt(Attempt::connection)).toList();
  }

  /// Those that were not accepted, and those whose request was answered on another connection. A
  /// request that is never answered may be one that this server does not like.
  private static List<Attempt> turnedAway(List<Attempt> attempts) {
    return attempts.stream()
        .filter(
            attempt ->
                switch (attempt.met()) {
                  case REFUSAL, NOTHING -> true;
                  case END, SILENCE -> isAnsweredElsewhere(attempt, attempts);
                  case ANSWER, ACCEPTANCE -> false;
                })
        .toList();
  }

  private static boolean isAnsweredElsewhere(Attempt attempt, List<Attempt> attempts) {
    return attempts.stream()
        .anyMatch(other -> other.met() == Met.ANSWER && other.asksTheSameAs(attempt));
  }
}
