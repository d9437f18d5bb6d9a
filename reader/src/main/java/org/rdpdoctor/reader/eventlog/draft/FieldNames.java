package org.rdpdoctor.reader.eventlog.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.EventNames;

/// Gives the fields of events their names, one field after the other.
///
/// Fields without a name are `param1`, `param2`, …; a second field of the same name has `#2` behind
/// it. Each place knows those that follow it, so that events of one kind walk a path that is there
/// already and end in the same [EventNames].
final class FieldNames {
  /// How many fields an event may have; no event of Windows has half as many.
  static final int MOST = 2048;

  private final @Nullable FieldNames before;
  private final String given;
  private final String name;
  private final int size;
  private final Map<String, FieldNames> next = new HashMap<>(4);
  private @Nullable FieldNames latest;
  private @Nullable EventNames names;
  private boolean seen;

  private FieldNames(@Nullable FieldNames before, String given, String name) {
    this.before = before;
    this.given = given;
    this.name = name;
    this.size = before == null ? 0 : before.size + 1;
  }

  /// Where every event begins.
  static FieldNames start() {
    return new FieldNames(null, "", "");
  }

  int size() {
    return size;
  }

  /// Whether this is the first event that comes here; asks once.
  boolean isNew() {
    boolean before = seen;
    seen = true;
    return !before;
  }

  /// @param given the field's own name, empty if it has none
  FieldNames with(String given) {
    FieldNames guess = latest;
    if (guess == null || !guess.given.equals(given)) {
      guess = next.get(given);
      if (guess == null) {
        guess = new FieldNames(this, given, free(given));
        next.put(given, guess);
      }
      latest = guess;
    }
    return guess;
  }

  private String free(String given) {
    int same = 1;
    for (FieldNames place = this; place.before != null; place = place.before) {
      if (place.given.equals(given)) {
        same++;
      }
    }
    String wanted = given.isEmpty() ? "param" + same : same == 1 ? given : given + "#" + same;
    String free = wanted;
    for (int i = 2; isTaken(free); i++) {
      free = wanted + "#" + i;
    }
    return free;
  }

  private boolean isTaken(String name) {
    for (FieldNames place = this; place.before != null; place = place.before) {
      if (place.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  EventNames names() {
    if (names == null) {
      Deque<String> inOrder = new ArrayDeque<>();
      for (FieldNames place = this; place.before != null; place = place.before) {
        inOrder.addFirst(place.name);
      }
      List<String> all = new ArrayList<>(inOrder);
      names = new EventNames(all);
    }
    return names;
  }
}
