package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.Locale;

/// Why a fact is believed: what was sent, what was heard, when, and where that is written.
///
/// @param connection which connection of this run or of this capture showed it, from 1; 0 if none
///     did
/// @param sent what was said to the peer or asked of the system, for people to read
/// @param heard what came back, or that nothing did
/// @param at since the run, or the captured connection, began
/// @param source the file that holds it, with its place in it: `trace.pcapng`, `System.evtx, record
///     4711`; empty if it was measured in this run
public record Evidence(int connection, String sent, String heard, Duration at, String source) {

  /// Evidence that was measured.
  public Evidence(int connection, String sent, String heard, Duration at) {
    this(connection, sent, heard, at, "");
  }

  /// Evidence that needed no connection: a lookup, a clock.
  public static Evidence of(String sent, String heard, Duration at) {
    return new Evidence(0, sent, heard, at);
  }

  /// Evidence that stands in a file; the time does not matter.
  public static Evidence in(String source, String heard) {
    return new Evidence(0, "", heard, Duration.ZERO, source);
  }

  /// Where it is written: `client.rdp, line 3`, `trace.pcapng, connection 2`; empty if it was
  /// measured in this run.
  public String place() {
    return source.isEmpty() || connection == 0 ? source : source + ", connection " + connection;
  }

  /// One line: `sent …; heard …; at 0.123 s on connection 2 of trace.pcapng`. What only stands in a
  /// file is `…; in client.rdp, line 3`.
  @Override
  public String toString() {
    if (connection == 0 && !source.isEmpty() && at.isZero()) {
      return (sent.isEmpty() ? "" : sent + "; ") + heard + "; in " + source;
    }
    String when = String.format(Locale.ROOT, "at %.3f s", at.toNanos() / 1e9);
    String where = connection == 0 ? "" : " on connection " + connection;
    String file = source.isEmpty() ? "" : (connection == 0 ? " in " : " of ") + source;
    return (sent.isEmpty() ? "" : "sent " + sent + "; ")
        + "heard "
        + heard
        + "; "
        + when
        + where
        + file;
  }
}
