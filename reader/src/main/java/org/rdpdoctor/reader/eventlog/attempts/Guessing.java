package org.rdpdoctor.reader.eventlog.attempts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;

/// Tells guessers of passwords from people who mistype theirs.
///
/// A guesser is an address that nobody ever got in from and that tries several accounts, or one
/// many times; where there are such, the other strangers of the internet pass for them too.
final class Guessing {
  private static final int SEVERAL_ACCOUNTS = 4;
  private static final int MANY_TIMES = 20;
  private static final int STRANGERS = 5;

  private final Set<String> guessers;
  private final boolean exposed;

  private Guessing(Set<String> guessers, boolean exposed) {
    this.guessers = guessers;
    this.exposed = exposed;
  }

  private static final class Caller {
    private int rejected;
    private boolean broke;
    private boolean gotIn;
    private final Set<String> accounts = new HashSet<>();
  }

  static Guessing among(List<Attempt> attempts) {
    var callers = new HashMap<String, Caller>();
    for (Attempt attempt : attempts) {
      if (attempt.side() == Side.CLIENT || attempt.client().isEmpty()) {
        continue;
      }
      Caller caller = callers.computeIfAbsent(attempt.client(), _ -> new Caller());
      if (attempt.outcome() == Outcome.SESSION) {
        caller.gotIn = true;
      } else if (isRejected(attempt)) {
        caller.rejected += attempt.times();
        if (caller.accounts.size() < SEVERAL_ACCOUNTS && !attempt.account().isEmpty()) {
          caller.accounts.add(attempt.accountKey());
        }
      } else if (attempt.outcome() == Outcome.FAILED) {
        caller.broke = true;
      }
    }
    long strangers =
        callers.entrySet().stream()
            .filter(each -> each.getValue().broke && !each.getValue().gotIn)
            .filter(each -> Addresses.isPublic(each.getKey()))
            .count();
    return new Guessing(guessers(callers), strangers >= STRANGERS);
  }

  private static Set<String> guessers(Map<String, Caller> callers) {
    var guessers = new HashSet<String>();
    var strangers = new HashSet<String>();
    callers.forEach(
        (address, caller) -> {
          if (caller.gotIn || caller.rejected == 0) {
            return;
          }
          boolean stranger = Addresses.isPublic(address);
          if (caller.accounts.size() >= SEVERAL_ACCOUNTS
              || (stranger && caller.rejected >= MANY_TIMES)) {
            guessers.add(address);
          } else if (stranger) {
            strangers.add(address);
          }
        });
    if (!guessers.isEmpty() || strangers.size() >= STRANGERS) {
      guessers.addAll(strangers);
    }
    return Set.copyOf(guessers);
  }

  static boolean isRejected(Attempt attempt) {
    return attempt.outcome() == Outcome.FAILED
        && attempt.broke().filter(layer -> layer == Layer.AUTHENTICATION).isPresent();
  }

  boolean isGuess(Attempt attempt) {
    return isRejected(attempt) && guessers.contains(attempt.client());
  }

  /// Whether it is one of the many strangers who talk nonsense to a port that the internet sees.
  boolean isScan(Attempt attempt) {
    return attempt.outcome() == Outcome.FAILED
        && attempt.side() == Side.SERVER
        && !isRejected(attempt)
        && (guessers.contains(attempt.client())
            || (exposed && Addresses.isPublic(attempt.client())));
  }
}
