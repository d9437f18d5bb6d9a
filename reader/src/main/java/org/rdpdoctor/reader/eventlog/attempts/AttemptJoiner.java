package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts the records of one attempt together that stand in several logs: by activity, session,
/// connection, address, account and time.
final class AttemptJoiner {
  /// From the arrival to the session a person may type a password.
  private static final Duration SETTING_UP = Duration.ofMinutes(2);

  /// Two records of one rejection.
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  /// Sessions last.
  private static final Duration LASTING = Duration.ofDays(30);

  /// The events by which a password is checked, wherever that is done.
  private static final Set<Integer> CHECKS = Set.of(4768, 4771, 4776);

  private static final int RECENT = 64;

  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Draft> latest = new HashMap<>();
  private final Map<String, Deque<Draft>> recent = new HashMap<>();
  private final Map<String, List<Draft>> rejectedByAccount = new HashMap<>();

  private AttemptJoiner() {}

  /// @param clues in the order of time
  static List<Draft> join(List<Clue> clues) {
    var joiner = new AttemptJoiner();
    for (Clue clue : clues) {
      if (!isCheck(clue)) {
        joiner.place(clue);
      }
    }
    for (Clue clue : clues) {
      if (isCheck(clue)) {
        joiner.placeCheck(clue);
      }
    }
    return joiner.drafts;
  }

  private static boolean isCheck(Clue clue) {
    return clue.step() == Step.REJECTED && CHECKS.contains(clue.event());
  }

  private void place(Clue clue) {
    Optional<Draft> home = home(clue);
    if (home.isPresent()) {
      home.get().add(clue);
      remember(home.get(), clue);
    } else if (begins(clue)) {
      var draft = new Draft(clue);
      drafts.add(draft);
      remember(draft, clue);
      Deque<Draft> here = recent.computeIfAbsent(clue.computerKey(), _ -> new ArrayDeque<>());
      here.addLast(draft);
      if (here.size() > RECENT) {
        here.removeFirst();
      }
    }
  }

  private static boolean begins(Clue clue) {
    return switch (clue.step()) {
      case BEGUN, ARRIVED, BROKE, REJECTED, REJECTED_INSIDE, DENIED, PREPARED, SESSION -> true;
      case AUTHENTICATED -> clue.sure();
      case CONNECTED, NOTED, LEFT, CLOSED -> clue.side() == Side.CLIENT && clue.event() == 1026;
    };
  }

  private Optional<Draft> home(Clue clue) {
    if (clue.step() == Step.BEGUN) {
      return Optional.empty();
    }
    if (clue.step() == Step.LEFT) {
      return leaving(clue);
    }
    Optional<Draft> same =
        known("activity", clue, clue.activity()).filter(draft -> draft.mayHold(clue, LASTING));
    if (same.isPresent()) {
      return same;
    }
    return known("connection", clue, clue.connection())
        .filter(draft -> draft.mayHold(clue, SETTING_UP))
        .or(() -> near(clue, "address", clue.address()))
        .or(() -> near(clue, "account", clue.accountKey()))
        .or(() -> session(clue).filter(draft -> draft.mayHold(clue, SETTING_UP)))
        .or(() -> only(clue));
  }

  /// A session that ends is known by its number rather than by who ended it.
  private Optional<Draft> leaving(Clue clue) {
    return session(clue)
        .or(() -> known("activity", clue, clue.activity()))
        .or(() -> known("connection", clue, clue.connection()))
        .or(() -> known("account", clue, clue.accountKey()))
        .filter(draft -> draft.hasSession() && !draft.isOver());
  }

  private Optional<Draft> session(Clue clue) {
    return clue.session() < 0
        ? Optional.empty()
        : known("session", clue, Integer.toString(clue.session()));
  }

  private Optional<Draft> near(Clue clue, String by, String key) {
    return known(by, clue, key)
        .filter(draft -> draft.mayHold(clue, SETTING_UP))
        .filter(draft -> !(clue.step() == Step.ARRIVED && (draft.failed() || draft.hasSession())));
  }

  /// What tells neither whom nor whence may belong to the one connection that is under way.
  private Optional<Draft> only(Clue clue) {
    boolean anonymous = clue.address().isEmpty() && clue.activity().isEmpty();
    boolean late = clue.step().fails() || clue.step() == Step.NOTED;
    if (!anonymous || !late) {
      return Optional.empty();
    }
    List<Draft> open =
        recent.getOrDefault(clue.computerKey(), new ArrayDeque<>()).stream()
            .filter(draft -> !draft.hasSession() && draft.mayHold(clue, TOGETHER))
            .toList();
    return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
  }

  private Optional<Draft> known(String by, Clue clue, String key) {
    return key.isEmpty() ? Optional.empty() : Optional.ofNullable(latest.get(key(by, clue, key)));
  }

  private void remember(Draft draft, Clue clue) {
    put("activity", clue, clue.activity(), draft);
    put("connection", clue, clue.connection(), draft);
    put("address", clue, clue.address(), draft);
    put("account", clue, clue.accountKey(), draft);
    if (clue.session() >= 0 && clue.step() != Step.LEFT) {
      put("session", clue, Integer.toString(clue.session()), draft);
    }
    if (clue.step() == Step.REJECTED && !clue.account().isEmpty()) {
      rejectedByAccount.computeIfAbsent(clue.accountKey(), _ -> new ArrayList<>()).add(draft);
    }
  }

  private void put(String by, Clue clue, String key, Draft draft) {
    if (!key.isEmpty()) {
      latest.put(key(by, clue, key), draft);
    }
  }

  private static String key(String by, Clue clue, String key) {
    return by + '|' + clue.side() + '|' + clue.computerKey() + '|' + key;
  }

  /// The check of a password belongs to the rejection that followed from it, on whichever machine.
  private void placeCheck(Clue clue) {
    List<Draft> rejected = rejectedByAccount.getOrDefault(clue.accountKey(), List.of());
    for (int i = firstFrom(rejected, clue.at().minus(SETTING_UP)); i < rejected.size(); i++) {
      Draft draft = rejected.get(i);
      if (draft.start().isAfter(clue.at().plus(TOGETHER))) {
        break;
      }
      if (Duration.between(clue.at(), draft.end()).abs().compareTo(TOGETHER) <= 0) {
        draft.add(clue);
        return;
      }
    }
    var draft = new Draft(clue);
    drafts.add(draft);
    remember(draft, clue);
  }

  /// The index of the first draft that began then or later.
  private static int firstFrom(List<Draft> inOrder, Instant time) {
    int low = 0;
    int high = inOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inOrder.get(middle).start().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
