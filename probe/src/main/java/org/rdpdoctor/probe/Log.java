package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.Observation;

/// The facts of a run as they come in, from several threads.
final class Log {
  private final List<Observation> seen = new ArrayList<>();
  private final Consumer<Observation> listener;
  private final Set<Integer> muted = new HashSet<>();
  private boolean ended;

  /// @param listener told of each fact at once; called by one thread at a time
  Log(Consumer<Observation> listener) {
    this.listener = listener;
  }

  synchronized void add(Observation observation) {
    if (!ended && !isMuted(observation)) {
      seen.add(observation);
      listener.accept(observation);
    }
  }

  /// From now on what is seen on this connection says nothing of the target: somebody on the way
  /// has ended it.
  synchronized void mute(int connection) {
    muted.add(connection);
  }

  private boolean isMuted(Observation observation) {
    return !observation.layer().isOnTheWay() && muted.contains(observation.evidence().connection());
  }

  /// Ends the log with what its facts say together. What comes later, from threads that are still
  /// at work when the run is over, tells more of our end than of the peer.
  synchronized void end(Function<List<Observation>, List<Observation>> summary) {
    addAll(summary.apply(seen()));
    ended = true;
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

  /// Leaves out selections that were seen before: each connection begins with one.
  synchronized void addNew(Collection<? extends Observation> observations) {
    observations.stream().filter(this::isNew).forEach(this::add);
  }

  private boolean isNew(Observation fact) {
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
    return all(RequestMet.class).stream()
        .anyMatch(fact -> fact.usual() && Attempt.Met.of(fact) == Attempt.Met.ANSWER);
  }

  /// True if the server goes on after the request that the user's client would send.
  boolean tookUsual() {
    return all(RequestMet.class).stream()
        .anyMatch(
            fact ->
                fact.usual()
                    && (fact instanceof ProtocolSelected || fact instanceof NegotiationAbsent));
  }
}
