package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rdpdoctor.dialogue.Dialogue;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;

/// Something on which a peer can be spoken to: a TCP connection, or a TLS tunnel inside one.
interface Line extends AutoCloseable {
  void say(Bytes message);

  /// What comes next, or that nothing did for as long as `patience` lasted.
  Heard listen(Duration patience);

  Duration now();

  @Override
  void close();

  /// Holds `dialogue` over this line until it is done.
  default List<Observation> hold(Dialogue dialogue) {
    Turn turn = dialogue.begin(now());
    while (true) {
      switch (turn) {
        case Turn.Say(Bytes message, Duration patience) -> {
          say(message);
          turn = dialogue.hear(listen(patience));
        }
        case Turn.Listen(Duration patience) -> turn = dialogue.hear(listen(patience));
        case Turn.Done(var seen, Bytes left) -> {
          unread(left);
          return seen;
        }
      }
    }
  }

  /// Listens for a line inside this one: what is heard here goes to `feed`, until `ready` has
  /// something to say of it, this line ends, or `patience` is over.
  default Heard sift(Duration patience, Consumer<Bytes> feed, Supplier<Optional<Heard>> ready) {
    Duration began = now();
    while (true) {
      Optional<Heard> said = ready.get();
      if (said.isPresent()) {
        return said.get();
      }
      Duration left = patience.minus(now().minus(began));
      if (!left.isPositive()) {
        return new Heard.Silence(now().minus(began), now());
      }
      switch (listen(left)) {
        case Heard.Data(Bytes bytes, _) -> feed.accept(bytes);
        case Heard.Silence(_, Duration at) -> {
          return new Heard.Silence(at.minus(began), at);
        }
        case Heard.End end -> {
          return end;
        }
      }
    }
  }

  /// Who is to know the secrets of a tunnel inside this line.
  default SecretsLog secrets() {
    return SecretsLog.NONE;
  }

  /// Puts bytes back that the dialogue did not need; they are heard again first.
  void unread(Bytes bytes);
}
