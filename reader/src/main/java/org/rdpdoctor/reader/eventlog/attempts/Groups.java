package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;

/// Failed attempts by where they came from and why they failed.
final class Groups {
  private static final int MOST = 20_000;
  private static final int NAMED = 5;
  private static final int COUNTED = 1_000;

  private Groups() {}

  private record Key(Side side, String client, Optional<Layer> broke, String code, String why) {}

  private static final class Group {
    private final Attempt example;
    private final boolean guessed;
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> servers = new LinkedHashSet<>();
    private int count;
    private int open;
    private Instant first;
    private Instant last;

    private Group(Attempt example, boolean guessed) {
      this.example = example;
      this.guessed = guessed;
      this.first = example.start();
      this.last = example.end();
    }

    private void add(Attempt attempt, boolean overcome) {
      count += attempt.times();
      open += overcome ? 0 : 1;
      first = attempt.start().isBefore(first) ? attempt.start() : first;
      last = attempt.end().isAfter(last) ? attempt.end() : last;
      if (!attempt.account().isEmpty() && keys.size() < COUNTED && keys.add(attempt.accountKey())) {
        accounts.add(attempt.account());
      }
      if (servers.size() < 2) {
        servers.add(attempt.server());
      }
    }

    private FailureGroup finish() {
      return new FailureGroup(
          example.side(),
          example.client(),
          servers.size() == 1 ? servers.iterator().next() : "",
          example.broke(),
          example.code(),
          example.family(),
          example.name(),
          example.because(),
          count,
          accounts.stream().limit(NAMED).toList(),
          Math.max(0, accounts.size() - NAMED),
          first,
          last,
          guessed,
          open == 0);
    }
  }

  static List<FailureGroup> of(List<Attempt> attempts, Guessing guessing, Overcome overcome) {
    var groups = new LinkedHashMap<Key, Group>();
    for (Attempt attempt : attempts) {
      if (attempt.outcome() != Outcome.FAILED) {
        continue;
      }
      var key =
          new Key(
              attempt.side(),
              attempt.client(),
              attempt.broke(),
              attempt.code(),
              attempt.code().isEmpty() ? attempt.because() : "");
      Group group = groups.get(key);
      if (group == null) {
        if (groups.size() >= MOST) {
          continue;
        }
        group = new Group(attempt, guessing.isGuess(attempt));
        groups.put(key, group);
      }
      group.add(attempt, overcome.isOvercome(attempt));
    }
    List<FailureGroup> finished =
        new ArrayList<>(groups.values().stream().map(Group::finish).toList());
    finished.sort(Comparator.comparingInt(FailureGroup::count).reversed());
    return List.copyOf(finished);
  }
}
