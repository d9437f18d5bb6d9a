package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;

/// One attempt to connect, put together from the records that tell of it.
///
/// @param side whose log tells of it
/// @param computer whose log that is
/// @param client the address that it came from, or the client's name; empty if it is not written
/// @param server whom it was for; empty if it is not written
/// @param account as it is written; empty if it is not
/// @param mechanism `NTLM`, `Kerberos`, `Negotiate` or empty
/// @param reached the highest rung that the records prove to be climbed
/// @param broke the rung that the records say broke
/// @param code why it failed, or how its session ended; empty if no number says so
/// @param family whose code that is
/// @param name of the code, empty if it has none
/// @param because why it ended, in words
/// @param sure false if the records may be of another service than Remote Desktop
/// @param times how many attempts like it this stands for: more than one where logs hold too many
/// @param records how many records tell of it
/// @param first the first few of them
public record Attempt(
    Side side,
    String computer,
    Instant start,
    Instant end,
    String client,
    String server,
    String account,
    String mechanism,
    Outcome outcome,
    Optional<Layer> reached,
    Optional<Layer> broke,
    String code,
    String family,
    String name,
    String because,
    boolean sure,
    int times,
    int records,
    List<Source> first) {

  public Attempt {
    first = List.copyOf(first);
  }

  /// How it came out, as far as the logs tell.
  public enum Outcome {
    /// The user had a session.
    SESSION,
    FAILED,
    /// Nothing more is written of it.
    OPEN;

    /// As in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Where a record stands.
  public record Source(String file, long record, String provider, int event) {}

  /// The account without its domain, in lower case.
  public String accountKey() {
    return Accounts.key(account);
  }

  /// That the most telling of its records says so.
  Evidence evidence(String heard) {
    Source source = first.getFirst();
    return Evidence.in(source.file() + ", record " + source.record(), heard);
  }
}
