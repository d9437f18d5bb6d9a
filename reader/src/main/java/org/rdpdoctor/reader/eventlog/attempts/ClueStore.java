package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps clues in bounded memory: of floods, the first and the number of the rest.
final class ClueStore {
  private final int many;
  private final int most;
  private final List<Clue> clues = new ArrayList<>();
  private final Map<Kind, Flood> floods = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private long leftOut;

  private static final int OF_ONE_KIND = 200;
  private static final int MOST_KINDS = 50_000;
  private static final int MOST_TEXTS = 200_000;

  /// @param many from here on only what matters is kept
  /// @param most from here on nothing is kept
  ClueStore(int many, int most) {
    this.many = many;
    this.most = most;
  }

  /// Clues of one kind come from one place and are about one account.
  private record Kind(
      String computer, String provider, int event, String address, String account, String code) {}

  /// What of a kind was not kept one by one.
  static final class Flood {
    private final Clue example;
    private int seen;
    private int more;
    private Instant last;

    private Flood(Clue example) {
      this.example = example;
      this.last = example.at();
    }

    Clue example() {
      return example;
    }

    int more() {
      return more;
    }

    Instant last() {
      return last;
    }
  }

  void add(Clue clue) {
    boolean busy = clues.size() >= many;
    if (busy && isMinor(clue)) {
      leftOut++;
      return;
    }
    if (clue.step().fails() || clue.step() == Step.ARRIVED) {
      if (isFlooded(clue, busy)) {
        return;
      }
    }
    if (clues.size() >= most) {
      leftOut++;
      return;
    }
    clues.add(shared(clue));
  }

  private static boolean isMinor(Clue clue) {
    return switch (clue.step()) {
      case NOTED, CLOSED, CONNECTED -> clue.side() != Side.CLIENT;
      case ARRIVED -> clue.address().isEmpty();
      case BEGUN,
          BROKE,
          REJECTED,
          REJECTED_INSIDE,
          AUTHENTICATED,
          DENIED,
          PREPARED,
          SESSION,
          LEFT ->
          false;
    };
  }

  /// Whether so many of its kind are known already that this one is only counted.
  private boolean isFlooded(Clue clue, boolean busy) {
    if (clue.address().isEmpty() && clue.account().isEmpty()) {
      return false;
    }
    var kind =
        new Kind(
            clue.computerKey(),
            clue.provider(),
            clue.event(),
            clue.address(),
            clue.accountKey(),
            clue.code());
    Flood flood = floods.get(kind);
    if (flood == null) {
      if (floods.size() >= MOST_KINDS) {
        return false;
      }
      flood = new Flood(shared(clue));
      floods.put(kind, flood);
    }
    flood.seen++;
    if (clue.at().isAfter(flood.last)) {
      flood.last = clue.at();
    }
    if (flood.seen <= (busy ? 1 : OF_ONE_KIND)) {
      return false;
    }
    flood.more++;
    return true;
  }

  /// In the order of time; those of the same time as they stood.
  List<Clue> inOrder() {
    var sorted = new ArrayList<>(clues);
    sorted.sort(Comparator.comparing(Clue::at));
    return sorted;
  }

  List<Flood> floods() {
    return floods.values().stream().filter(flood -> flood.more > 0).toList();
  }

  /// How many clues were neither kept nor counted.
  long leftOut() {
    return leftOut;
  }

  /// The same clue with texts that others have too.
  private Clue shared(Clue clue) {
    return new Clue(
        new Clue.Origin(
            clue.at(),
            shared(clue.computer()),
            clue.side(),
            shared(clue.provider()),
            clue.event(),
            clue.recordId(),
            shared(clue.source())),
        clue.step(),
        shared(clue.activity()),
        new Clue.Visitor(
            shared(clue.address()),
            clue.port(),
            shared(clue.account()),
            shared(clue.connection()),
            clue.session()),
        clue.reason().equals(Clue.Reason.NONE)
            ? Clue.Reason.NONE
            : new Clue.Reason(
                shared(clue.mechanism()),
                shared(clue.code()),
                clue.family(),
                clue.layer(),
                clue.sure()));
  }

  private String shared(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String known = texts.get(text);
    if (known == null && texts.size() < MOST_TEXTS) {
      texts.put(text, text);
    }
    return known == null ? text : known;
  }
}
