package org.rdpdoctor.reader.capture.ladder;

import java.time.Instant;
import java.util.function.Consumer;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;

/// Hears every conversation of a capture and tells of each, when it is over, how far it climbed.
///
/// Keeps nothing of what was said but the beginning of a message that is not whole yet, and
/// nothing of a conversation that has ended.
public final class Witness implements Follower.Source {
  private final Surroundings surroundings;
  private final Consumer<CapturedConnection> listener;

  /// @param listener told of every conversation as it ends, those that are not RDP among them
  public Witness(Surroundings surroundings, Consumer<CapturedConnection> listener) {
    this.surroundings = surroundings;
    this.listener = listener;
  }

  @Override
  public Follower follow(
      int number, Transport transport, Endpoint client, Endpoint server, Instant firstSeen) {
    return switch (transport) {
      case TCP -> new TcpWitness(surroundings, number, server, firstSeen, listener);
      case UDP -> new UdpWitness(surroundings, number, server, listener);
    };
  }
}
