package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;

/// Which failures were followed by a success of the same person, so that they are over.
final class Overcome {
  private final Map<String, Instant> byAccount = new HashMap<>();
  private final Map<String, Instant> byClient = new HashMap<>();
  private final Map<String, Instant> byComputer = new HashMap<>();

  Overcome(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      if (attempt.outcome() == Outcome.SESSION) {
        later(byAccount, attempt.accountKey(), attempt.start());
        later(byClient, attempt.client(), attempt.start());
        later(byComputer, computerKey(attempt.computer()), attempt.start());
      }
    }
  }

  boolean isOvercome(Attempt failure) {
    return after(
        failure.account().isEmpty()
            ? byClient.get(failure.client())
            : byAccount.get(failure.accountKey()),
        failure.start());
  }

  /// Whether anybody got a session through this computer after that time.
  boolean isOver(String computer, Instant time) {
    return after(byComputer.get(computerKey(computer)), time);
  }

  Optional<Instant> lastSuccess(String computer) {
    return Optional.ofNullable(byComputer.get(computerKey(computer)));
  }

  static String computerKey(String computer) {
    int dot = computer.indexOf('.');
    return (dot < 0 ? computer : computer.substring(0, dot)).toLowerCase(Locale.ROOT);
  }

  private static boolean after(@Nullable Instant success, Instant time) {
    return success != null && success.isAfter(time);
  }

  private static void later(Map<String, Instant> known, String key, Instant time) {
    if (!key.isEmpty()) {
      known.merge(key, time, (one, other) -> one.isAfter(other) ? one : other);
    }
  }
}
