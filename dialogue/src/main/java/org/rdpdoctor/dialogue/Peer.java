package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Evidence;

/// Whom a dialogue speaks with: needed for facts that name the peer and for evidence.
///
/// @param connection which connection of this run or capture, from 1
/// @param source the file that holds the conversation; empty if it is held now
public record Peer(String address, int port, int connection, String source) {

  /// A peer that is spoken with now.
  public Peer(String address, int port, int connection) {
    this(address, port, connection, "");
  }

  public Evidence evidence(String sent, String heard, Duration at) {
    return new Evidence(connection, sent, heard, at, source);
  }
}
