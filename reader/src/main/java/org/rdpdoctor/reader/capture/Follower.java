package org.rdpdoctor.reader.capture;

import java.time.Duration;
import java.time.Instant;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.wire.Bytes;

/// Follows what is said in one conversation of a capture: TCP payload in its order, each byte
/// once, or datagrams as they come.
///
/// Times are counted from the first packet of the conversation.
public interface Follower {
  /// @return whether anything later matters; if not, the rest is only counted
  boolean hear(Side from, Bytes bytes, Duration at);

  /// Bytes that the capture does not have.
  ///
  /// @return as `hear` does
  boolean miss(Side from, long bytes, Duration at);

  /// The conversation is over, or the capture is.
  void end(Conversation whole);

  /// Sends somebody along with a conversation.
  @FunctionalInterface
  interface Source {
    /// @param number of the conversation, from 1
    Follower follow(
        int number, Transport transport, Endpoint client, Endpoint server, Instant firstSeen);
  }
}
