package org.rdpdoctor.testkit.script;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.wire.Bytes;

/// What a scripted peer does with an accepted connection, before anything is said.
public sealed interface Welcome {
  /// Waits for the Connection Request, as RDP servers do.
  record Wait() implements Welcome {}

  /// Leaves at once.
  record Leave(Ending ending) implements Welcome {}

  /// Sends `bytes` again and again, one every `pause`.
  record Trickle(Bytes bytes, Duration pause) implements Welcome {}

  /// Sends `chunk` as fast as the client reads, without end.
  record Flood(Bytes chunk) implements Welcome {}

  /// Another service: sends `banner`, which may be empty, and answers the first thing it hears with
  /// the first reaction that fits.
  record Foreign(Bytes banner, List<Reaction> reactions) implements Welcome {}

  /// A service that expects TLS from the first byte: `onPlain` is said to anything else, `content`
  /// inside TLS once the client has spoken.
  record TlsFirst(Bytes onPlain, Bytes content) implements Welcome {}

  /// Every second connection, beginning with the second one, meets `even`.
  record Alternating(Welcome odd, Welcome even) implements Welcome {}

  /// The first `served` connections meet `first`, all later ones `later`.
  record Limited(int served, Welcome first, Welcome later) implements Welcome {}

  /// What a foreign service says when what it hears begins with `prefix`.
  record Reaction(Bytes prefix, Bytes reply, Ending ending) {
    /// A reaction to anything.
    public static Reaction toAnything(String reply, Ending ending) {
      return new Reaction(Bytes.EMPTY, Bytes.ascii(reply), ending);
    }
  }
}
