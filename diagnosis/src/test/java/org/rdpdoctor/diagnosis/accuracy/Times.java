package org.rdpdoctor.diagnosis.accuracy;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Set;
import org.rdpdoctor.facts.Observation;

/// Facts of a faster or slower path.
final class Times {
  private static final Set<String> OF_THE_PATH = Set.of("elapsed", "median", "least", "most");

  private Times() {}

  /// The same fact with the times that it took multiplied.
  static Observation stretched(Observation fact, double factor) {
    RecordComponent[] components = fact.getClass().getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    boolean any = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = components[i].getAccessor().invoke(fact);
        if (values[i] instanceof Duration time && OF_THE_PATH.contains(components[i].getName())) {
          values[i] = Duration.ofMillis(Math.round(time.toMillis() * factor));
          any = true;
        }
      }
      return any
          ? (Observation) fact.getClass().getDeclaredConstructor(types).newInstance(values)
          : fact;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot stretch " + fact, e);
    }
  }
}
