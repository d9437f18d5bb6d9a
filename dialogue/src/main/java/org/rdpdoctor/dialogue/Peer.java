package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Evidence;

/// Whom a dialogue speaks with: needed for facts that name the peer and for evidence.
///
/// @param connection which connection of this run, from 1
public record Peer(String address, int port, int connection) {
  public Evidence evidence(String sent, String heard, Duration at) {
    return new Evidence(connection, sent, heard, at);
  }
}
