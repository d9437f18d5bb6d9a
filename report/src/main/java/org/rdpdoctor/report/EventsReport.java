package org.rdpdoctor.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// What event logs tell, ready to be printed; texts that the logs do not have are empty.
///
/// @param files the names of those that were read
/// @param computers that wrote the records
/// @param attempts in the order of time
/// @param groups of failures, the biggest first
/// @param notes what could not be read or was left out, a sentence each
/// @param report the diagnosis
public record EventsReport(
    long records,
    long damaged,
    Optional<Instant> first,
    Optional<Instant> last,
    List<String> files,
    List<String> computers,
    List<Tried> attempts,
    List<Failed> groups,
    Optional<Since> since,
    List<String> notes,
    Report report) {

  public EventsReport {
    files = List.copyOf(files);
    computers = List.copyOf(computers);
    attempts = List.copyOf(attempts);
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /// An attempt to connect.
  ///
  /// @param side whose log tells of it: `server`, `client` or `gateway`
  /// @param outcome `session`, `failed`, or `open` if nothing more is written
  /// @param times how many attempts it stands for
  public record Tried(
      String side,
      String computer,
      Instant start,
      Instant end,
      String client,
      String server,
      String account,
      String mechanism,
      String outcome,
      Optional<Layer> reached,
      Optional<Layer> broke,
      String code,
      String family,
      String name,
      String because,
      boolean sure,
      int times,
      int records,
      List<Source> sources) {

    public Tried {
      sources = List.copyOf(sources);
    }
  }

  /// Where a record stands.
  public record Source(String file, long record, String provider, int event) {}

  /// Failed attempts from one place for one reason.
  ///
  /// @param accounts some of those that were tried
  public record Failed(
      String client,
      String server,
      Optional<Layer> broke,
      String code,
      String name,
      String because,
      int count,
      List<String> accounts,
      int moreAccounts,
      Instant first,
      Instant last,
      boolean guessed,
      boolean overcome) {

    public Failed {
      accounts = List.copyOf(accounts);
    }
  }

  /// Since when it fails that worked before.
  ///
  /// @param account whose logons these are; empty if nobody's worked any more
  public record Since(
      String computer,
      String account,
      Instant since,
      Instant lastSuccess,
      int successesBefore,
      int failures,
      String failure,
      List<News> changes) {

    public Since {
      changes = List.copyOf(changes);
    }
  }

  /// Something that changed on a machine.
  public record News(Instant at, String kind, String what) {}
}
