package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.diagnosis.Weighing.Found;

/// Which of several signs count beside each other: each must rest on a fact that no
/// other of them rests on, so that nothing is counted twice.
///
/// Of all ways to choose, the one that weighs most is taken. So one more sign, and one more fact,
/// never make them weigh less together, and their order does not matter.
final class Independence {
  /// Of more signs that share facts with each other, the weakest are left out.
  private static final int MOST = 10;

  private Independence() {}

  /// @param signs all in one direction, the strongest first
  static List<Found> among(List<Found> signs) {
    if (signs.size() < 2) {
      return signs;
    }
    var counted = new ArrayList<Found>();
    var byFacts = new LinkedHashMap<Set<Seen>, Found>();
    for (Found each : signs) {
      if (each.witnesses().isEmpty()) {
        counted.add(each); // a break, or an absence: not the same as any other
      } else {
        byFacts.putIfAbsent(each.witnesses(), each); // of the same facts, the strongest
      }
    }
    var left = new ArrayList<>(byFacts.values());
    while (!left.isEmpty()) {
      List<Found> group = connected(left);
      left.removeAll(group);
      counted.addAll(group.size() == 1 ? group : heaviest(group));
    }
    return counted;
  }

  /// The first of them and what shares facts with it, directly or through others.
  private static List<Found> connected(List<Found> signs) {
    var facts = new HashSet<>(signs.getFirst().witnesses());
    var group = new ArrayList<Found>();
    int before = -1;
    while (group.size() != before) {
      before = group.size();
      group.clear();
      for (Found each : signs) {
        if (!Collections.disjoint(each.witnesses(), facts)) {
          group.add(each);
          facts.addAll(each.witnesses());
        }
      }
    }
    return group;
  }

  private static List<Found> heaviest(List<Found> group) {
    List<Found> signs = group.subList(0, Math.min(MOST, group.size()));
    List<Found> best = List.of();
    double most = 0;
    for (int chosen = 1; chosen < 1 << signs.size(); chosen++) {
      var some = new ArrayList<Found>();
      double weight = 1;
      for (int i = 0; i < signs.size(); i++) {
        if ((chosen & 1 << i) != 0) {
          some.add(signs.get(i));
          weight *= signs.get(i).sign().ratio();
        }
      }
      if (weight > most && areApart(some)) {
        best = some;
        most = weight;
      }
    }
    return best;
  }

  /// True if each has a fact of its own: one whose facts another has as well is part of that one.
  private static boolean areApart(List<Found> signs) {
    Map<Seen, Integer> times = new HashMap<>();
    signs.forEach(each -> each.witnesses().forEach(fact -> times.merge(fact, 1, Integer::sum)));
    return signs.stream()
        .allMatch(
            each -> each.witnesses().stream().anyMatch(fact -> times.getOrDefault(fact, 0) == 1));
  }
}
