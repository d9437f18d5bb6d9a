package org.rdpdoctor.diagnosis.clients;

import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// What would become of one client at the server that was examined, as far as that shows without a
/// password.
///
/// @param rung the first on which it fails, is warned or cannot be followed further; empty if it
///     connects
/// @param because in one sentence
/// @param confidence of the least certain thing that this rests on
/// @param remedy what to do about it, if something is known
public record ClientOutcome(
    ClientProfile client,
    Kind kind,
    Optional<Layer> rung,
    String because,
    Confidence confidence,
    Optional<String> remedy) {

  public enum Kind {
    CONNECTS,
    /// It connects, and the user is warned or something is weaker than it should be.
    WARNS,
    FAILS,
    UNKNOWN;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
