package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.Locale;

/// Why a fact is believed: what was sent, what was heard, and when.
///
/// @param connection which connection of this run showed it, from 1; 0 if none did
/// @param sent what was said to the peer or asked of the system, for people to read
/// @param heard what came back, or that nothing did
/// @param at since the run began
public record Evidence(int connection, String sent, String heard, Duration at) {

  /// Evidence that needed no connection: a lookup, a file, a clock.
  public static Evidence of(String sent, String heard, Duration at) {
    return new Evidence(0, sent, heard, at);
  }

  /// One line: `sent …; heard …; at 0.123 s on connection 2`.
  @Override
  public String toString() {
    String when = String.format(Locale.ROOT, "at %.3f s", at.toNanos() / 1e9);
    String where = connection == 0 ? "" : " on connection " + connection;
    return (sent.isEmpty() ? "" : "sent " + sent + "; ") + "heard " + heard + "; " + when + where;
  }
}
