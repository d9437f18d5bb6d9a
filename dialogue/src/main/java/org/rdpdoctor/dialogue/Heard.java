package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

/// What came over the line. `at` is the time since the run began.
public sealed interface Heard {
  Duration at();

  /// Some bytes, as many as had arrived: a part of a message, one, or several.
  record Data(Bytes bytes, Duration at) implements Heard {}

  /// Nothing, for as long as patience lasted.
  record Silence(Duration waited, Duration at) implements Heard {}

  /// The peer ended the connection.
  record End(Ending how, Duration at) implements Heard {}
}
