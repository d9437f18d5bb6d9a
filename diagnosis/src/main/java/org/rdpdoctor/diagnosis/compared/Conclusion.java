package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a comparison proves, or speaks for.
///
/// @param id a stable name, such as `early-end`
/// @param title a statement that a user would agree with
/// @param place where the reason is
/// @param where the place in words, with the labels of this comparison: `near branch`
/// @param because why it follows, with what it leaves open
/// @param evidence what each report says for it
/// @param next the test that would decide, where one is left
public record Conclusion(
    String id,
    String title,
    Place place,
    String where,
    Sureness sureness,
    String because,
    List<Evidence> evidence,
    Optional<Next> next) {
  public Conclusion {
    evidence = List.copyOf(evidence);
  }

  /// Where the reason is, from the client to the server.
  public enum Place {
    /// The machine on which the check ran.
    CLIENT,
    /// The network that a report was made from, or what it goes through first.
    NEAR,
    /// Somewhere between: more is not known.
    PATH,
    /// What makes addresses out of names.
    NAMES,
    /// The server, or what stands before it for everybody.
    SERVER,
    /// The comparison does not tell.
    UNKNOWN,
    /// There is nothing to look for.
    NOWHERE;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How sure it is.
  public enum Sureness {
    /// Nothing else explains what was measured.
    PROOF,
    /// Something else could, and rarely does.
    STRONG,
    /// One of several explanations.
    HINT;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What one report says for it.
  public record Evidence(String label, String text) {}

  /// A test that would decide; the command may be empty.
  public record Next(String title, String command) {}
}
