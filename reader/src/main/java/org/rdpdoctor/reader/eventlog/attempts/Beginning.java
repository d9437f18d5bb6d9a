package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.List;

/// Since when it fails that worked before, and what changed in between.
///
/// @param computer whose log tells of it
/// @param account whose logons these are; empty if nobody's worked any more
/// @param changes between the last success and the first failure, or on the day before that; that
///     something changed does not make it the reason
public record Beginning(
    String computer,
    String account,
    Instant lastSuccess,
    int successesBefore,
    Attempt firstFailure,
    int failures,
    List<Change> changes) {

  public Beginning {
    changes = List.copyOf(changes);
  }

  public Instant since() {
    return firstFailure.start();
  }
}
