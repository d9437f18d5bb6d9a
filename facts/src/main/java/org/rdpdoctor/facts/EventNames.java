package org.rdpdoctor.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of an event's fields in their order, no two alike.
///
/// Events of one kind have the same names, so one such object serves them all.
public final class EventNames {
  private final List<String> inOrder;
  private volatile Map<String, Integer> places = Map.of();

  /// @throws IllegalArgumentException if a name is there twice
  public EventNames(List<String> inOrder) {
    this.inOrder = List.copyOf(inOrder);
    if (Set.copyOf(this.inOrder).size() != inOrder.size()) {
      throw new IllegalArgumentException("a name is there twice in " + inOrder);
    }
  }

  public int size() {
    return inOrder.size();
  }

  public List<String> inOrder() {
    return inOrder;
  }

  /// The fields with these values, in the order of the names; they cannot be changed.
  ///
  /// @throws IllegalArgumentException if there are not as many values as names
  public Map<String, String> with(List<String> values) {
    List<String> kept = List.copyOf(values);
    if (inOrder.size() != kept.size()) {
      throw new IllegalArgumentException(inOrder.size() + " names for " + kept.size() + " values");
    }
    return new EventFields(this, kept);
  }

  Map<String, Integer> places() {
    Map<String, Integer> known = places;
    if (known.size() != inOrder.size()) { // not asked for until now
      var made = new HashMap<String, Integer>();
      for (String name : inOrder) {
        made.put(name, made.size());
      }
      known = Map.copyOf(made);
      places = known;
    }
    return known;
  }
}
