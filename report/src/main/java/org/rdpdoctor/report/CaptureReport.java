package org.rdpdoctor.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Layer;

/// What one capture shows about its RDP connections: what the renderers of `capture` print.
///
/// @param source the file's name
/// @param packets that were read
/// @param first time of the first packet
/// @param last time of the last packet
/// @param elapsed what reading it took
/// @param verdict the worst of all connections
/// @param connections how many of RDP there are, attempts among them
/// @param lines of the first connections, in the order of their first packets
/// @param groups of connections that went alike, the worst first
/// @param example the connection that stands for the group to look at first
/// @param others how many conversations are not RDP
/// @param advice what to try when there is nothing to tell of
/// @param notes what was damaged, missing or left out, a sentence each
public record CaptureReport(
    Report.Tool tool,
    String source,
    long packets,
    Optional<Instant> first,
    Optional<Instant> last,
    Duration elapsed,
    Verdict verdict,
    long connections,
    List<Line> lines,
    List<Group> groups,
    Optional<Example> example,
    long others,
    List<String> advice,
    List<String> notes) {

  public CaptureReport {
    lines = List.copyOf(lines);
    groups = List.copyOf(groups);
    advice = List.copyOf(advice);
    notes = List.copyOf(notes);
  }

  /// One connection, as its packets tell it.
  ///
  /// @param number in the order of first packets
  /// @param client `192.0.2.1:49152`
  /// @param requestedProtocols `SSL`, `HYBRID`, …; empty if no request was seen
  /// @param endedBy `client`, `server`, `third-party` or `open`
  /// @param endedWith `FIN`, `RST` or `timeout`
  public record Connection(
      int number,
      String client,
      String server,
      Instant firstSeen,
      List<String> requestedProtocols,
      Optional<String> selectedProtocol,
      Optional<String> failureCode,
      Optional<String> cookie,
      Optional<String> tlsVersion,
      Optional<String> certificateSubject,
      String endedBy,
      Optional<String> endedWith) {

    public Connection {
      requestedProtocols = List.copyOf(requestedProtocols);
    }
  }

  /// One line of the table.
  ///
  /// @param reached the highest rung that was seen to be climbed
  public record Line(
      Connection connection, Duration lasted, Verdict verdict, Optional<Layer> reached) {}

  /// Connections that went alike.
  ///
  /// @param layer the rung on which they broke
  /// @param broken the id of what broke; empty if nothing did
  /// @param title what broke, or how far they came
  /// @param cause the most probable one, if any is probable
  /// @param ends how they were ended, the most frequent first
  /// @param example the number of one of them
  public record Group(
      Verdict verdict,
      Optional<Layer> layer,
      String broken,
      String title,
      Optional<Probable> cause,
      long count,
      Several clients,
      Several servers,
      Several users,
      Instant first,
      Instant last,
      List<End> ends,
      int example) {

    public Group {
      ends = List.copyOf(ends);
    }
  }

  public record Probable(String id, String title, double probability) {}

  /// Different things, of which only a few are named.
  ///
  /// @param atLeast true if they were too many to be counted to the end
  public record Several(List<String> some, long count, boolean atLeast) {
    public Several {
      some = List.copyOf(some);
    }
  }

  /// @param by as in [Connection#endedBy]
  /// @param with as in [Connection#endedWith]; empty if nothing ended it
  public record End(String by, String with, long count) {}

  /// A connection that is told of in full.
  ///
  /// @param alike how many went as it did
  public record Example(Connection connection, long alike, Report report) {}
}
