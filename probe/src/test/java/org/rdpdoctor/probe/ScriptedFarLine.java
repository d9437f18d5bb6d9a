package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

/// A line on which everything that is heard is known before. Time is counted and never spent.
final class ScriptedFarLine implements Line {
  private final Deque<Heard> script = new ArrayDeque<>();
  private final List<Bytes> said = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private boolean closed;

  ScriptedFarLine hears(Bytes bytes) {
    script.add(new Heard.Data(bytes, Duration.ZERO));
    return this;
  }

  ScriptedFarLine ends(Ending how) {
    script.add(new Heard.End(how, Duration.ZERO));
    return this;
  }

  /// All that was said, in order.
  List<Bytes> said() {
    return List.copyOf(said);
  }

  /// All that was said, as one.
  Bytes whole() {
    return said.stream().reduce(Bytes.EMPTY, Bytes::plus);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void say(Bytes message) {
    said.add(message);
  }

  @Override
  public Heard listen(Duration patience) {
    if (script.isEmpty()) {
      now = now.plus(patience);
      return new Heard.Silence(patience, now);
    }
    Heard next = script.remove();
    if (next instanceof Heard.End) {
      script.add(next); // an end stays one
    }
    return next;
  }

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void unread(Bytes bytes) {
    if (!bytes.isEmpty()) {
      script.addFirst(new Heard.Data(bytes, now));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
