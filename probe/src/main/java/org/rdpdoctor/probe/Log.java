package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.rdpdoctor.facts.NegotiationFact.DisconnectRequested;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;

/// The facts of a run as they come in, from several threads.
final class Log {
  private final List<Observation> seen = new ArrayList<>();
  private final Consumer<Observation> listener;

  /// @param listener told of each fact at once; called by one thread at a time
  Log(Consumer<Observation> listener) {
    this.listener = listener;
  }

  synchronized void add(Observation observation) {
    seen.add(observation);
    listener.accept(observation);
  }

  synchronized void addAll(Collection<? extends Observation> observations) {
    observations.forEach(this::add);
  }

  synchronized List<Observation> seen() {
    return List.copyOf(seen);
  }

  <T> List<T> all(Class<T> type) {
    return seen().stream().filter(type::isInstance).map(type::cast).toList();
  }

  boolean has(Class<? extends Observation> type) {
    return seen().stream().anyMatch(type::isInstance);
  }

  /// False for a selection that was seen before: each connection begins with one.
  boolean isNew(Observation fact) {
    return !(fact instanceof ProtocolSelected again)
        || all(ProtocolSelected.class).stream()
            .noneMatch(
                known ->
                    known.offered().equals(again.offered())
                        && known.selected().equals(again.selected())
                        && known.cookie() == again.cookie());
  }

  /// True if the server said anything proper to the request that the user's client would send.
  boolean hasAnswerToUsual() {
    return seen().stream()
        .anyMatch(
            fact ->
                switch (fact) {
                  case ProtocolSelected f -> f.usual();
                  case NegotiationRefused f -> f.usual();
                  case NegotiationAbsent f -> f.usual();
                  case DisconnectRequested f -> f.usual();
                  default -> false;
                });
  }
}
