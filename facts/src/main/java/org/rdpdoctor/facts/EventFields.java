package org.rdpdoctor.facts;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The fields of one event: texts by name, in their order; cannot be changed.
final class EventFields extends AbstractMap<String, String> {
  private final EventNames names;
  private final List<String> values;

  EventFields(EventNames names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  static EventFields copyOf(Map<String, String> fields) {
    if (fields instanceof EventFields already) {
      return already;
    }
    return new EventFields(
        new EventNames(List.copyOf(fields.keySet())), List.copyOf(fields.values()));
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    Integer place = names.places().get(name);
    return place == null ? null : values.get(place);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return names.places().containsKey(name);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.size();
      }

      @Override
      public Iterator<Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    List<String> inOrder = names.inOrder();
    for (int i = 0; i < inOrder.size(); i++) {
      action.accept(inOrder.get(i), values.get(i));
    }
  }

  private final class Entries implements Iterator<Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < values.size();
    }

    @Override
    public Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(names.inOrder().get(next), values.get(next++));
    }
  }
}
