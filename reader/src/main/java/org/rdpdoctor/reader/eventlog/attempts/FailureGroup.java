package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// Attempts from one place that failed for one reason.
///
/// @param client the address that they came from, or the name of the computer; empty if it is not
///     written
/// @param server whom they were for, empty if it is several or not written
/// @param accounts some of those that were tried
/// @param moreAccounts how many others there were
/// @param guessed true if somebody is guessing passwords
/// @param overcome true if the same account or place got in later
public record FailureGroup(
    Side side,
    String client,
    String server,
    Optional<Layer> broke,
    String code,
    String family,
    String name,
    String because,
    int count,
    List<String> accounts,
    int moreAccounts,
    Instant first,
    Instant last,
    boolean guessed,
    boolean overcome) {

  public FailureGroup {
    accounts = List.copyOf(accounts);
  }
}
