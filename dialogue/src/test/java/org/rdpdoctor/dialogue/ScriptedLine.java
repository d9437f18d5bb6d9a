package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;

/// Holds a dialogue with a peer that follows a script: what it says, when, and how it leaves. After
/// the script it is silent. Time is counted and never spent.
final class ScriptedLine {
  /// When the dialogue begins; not zero, so that nobody takes the run's time for the dialogue's.
  static final Duration START = Duration.ofMillis(700);

  static final Peer PEER = new Peer("192.0.2.7", 3389, 2);

  private static final int MOST_TURNS = 100_000;

  private sealed interface Event {
    Duration after();

    record Says(Bytes bytes, Duration after) implements Event {}

    record Leaves(Ending how, Duration after) implements Event {}
  }

  /// What became of it.
  ///
  /// @param left what was heard beyond the last message
  /// @param took from the beginning of the dialogue to its end
  record Held(List<Observation> seen, Bytes left, List<Bytes> said, int turns, Duration took) {
    /// The one fact that was seen.
    <T extends Observation> T only(Class<T> type) {
      assertThat(seen).singleElement().isInstanceOf(type);
      return type.cast(seen.getFirst());
    }

    /// The one fact of this kind among those that were seen.
    <T extends Observation> T the(Class<T> type) {
      assertThat(seen).filteredOn(type::isInstance).hasSize(1);
      return seen.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
  }

  private final List<Event> script;

  private ScriptedLine(List<Event> script) {
    this.script = List.copyOf(script);
  }

  static ScriptedLine silent() {
    return new ScriptedLine(List.of());
  }

  /// Says these, 20 ms after each other.
  static ScriptedLine saying(Bytes... messages) {
    ScriptedLine line = silent();
    for (Bytes message : messages) {
      line = line.thenAfter(Duration.ofMillis(20), message);
    }
    return line;
  }

  ScriptedLine thenAfter(Duration pause, Bytes message) {
    return with(new Event.Says(message, pause));
  }

  ScriptedLine thenCloses() {
    return with(new Event.Leaves(Ending.CLOSED, Duration.ofMillis(20)));
  }

  ScriptedLine thenResets() {
    return with(new Event.Leaves(Ending.RESET, Duration.ofMillis(20)));
  }

  private ScriptedLine with(Event event) {
    var longer = new ArrayList<>(script);
    longer.add(event);
    return new ScriptedLine(longer);
  }

  /// The same, each message cut into pieces of this size with this pause before each.
  ScriptedLine cutInto(int size, Duration pause) {
    var pieces = new ArrayList<Event>();
    for (Event event : script) {
      if (event instanceof Event.Says(Bytes bytes, _)) {
        for (int at = 0; at < bytes.size(); at += size) {
          pieces.add(new Event.Says(bytes.slice(at, Math.min(at + size, bytes.size())), pause));
        }
      } else {
        pieces.add(event);
      }
    }
    return new ScriptedLine(pieces);
  }

  ScriptedLine byteByByte() {
    return cutInto(1, Duration.ofNanos(100_000));
  }

  Held hold(Dialogue dialogue) {
    Deque<Event> events = new ArrayDeque<>(script);
    var said = new ArrayList<Bytes>();
    Duration now = START;
    Duration pause = Duration.ZERO; // that has passed of the next event's
    Turn turn = dialogue.begin(now);
    for (int turns = 1; turns <= MOST_TURNS; turns++) {
      Duration patience =
          switch (turn) {
            case Turn.Say(Bytes message, Duration wait) -> {
              said.add(message);
              yield wait;
            }
            case Turn.Listen(Duration wait) -> wait;
            case Turn.Done _ -> Duration.ZERO;
          };
      if (turn instanceof Turn.Done(var seen, Bytes left)) {
        return new Held(seen, left, List.copyOf(said), turns, now.minus(START));
      }
      Event next = events.peek();
      if (next == null || next.after().minus(pause).compareTo(patience) > 0) {
        assertThat(patience).as("patience").isGreaterThanOrEqualTo(Duration.ZERO);
        now = now.plus(patience);
        pause = pause.plus(patience);
        turn = dialogue.hear(new Heard.Silence(patience, now));
        continue;
      }
      now = now.plus(next.after().minus(pause));
      pause = Duration.ZERO;
      events.remove();
      turn =
          dialogue.hear(
              switch (next) {
                case Event.Says(Bytes bytes, _) -> new Heard.Data(bytes, now);
                case Event.Leaves(Ending how, _) -> new Heard.End(how, now);
              });
    }
    throw new AssertionError("the dialogue does not end");
  }
}
