package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
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

  /// Who is to know the secrets of a tunnel inside this line.
  default SecretsLog secrets() {
    return SecretsLog.NONE;
  }

  /// Puts bytes back that the dialogue did not need; they are heard again first.
  void unread(Bytes bytes);
}
