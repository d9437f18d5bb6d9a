package org.rdpdoctor.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a report says that was saved as JSON, in its own words: this program or another version of
/// it may have written it, so that words, rungs and verdicts need not be known here.
///
/// @param source the file, with the place in it if it holds several reports
/// @param version of the program that wrote it; empty if it does not say
/// @param verdict `healthy`, `degraded`, `failing` or `inconclusive`
/// @param brokenRung the lowest rung that is broken
/// @param rungs in the order in which they were climbed; a stage within a rung follows it, by the
///     name of both: `gateway tls`
/// @param rounds how each climb ended, if the check was repeated
/// @param files the kinds of files that facts were taken from; empty if all were measured
/// @param cut whether it held more than is read
/// @param causes why it broke, as the report has it
/// @param advice what it left to do
public record SavedReport(
    String source,
    String version,
    Instant started,
    Duration elapsed,
    Asked target,
    String verdict,
    Optional<String> brokenRung,
    String summary,
    List<Broken> breaks,
    List<Rung> rungs,
    List<LeftOut> leftOut,
    List<Round> rounds,
    List<String> files,
    boolean cut,
    List<Blamed> causes,
    Advice advice) {
  public SavedReport {
    breaks = List.copyOf(breaks);
    rungs = List.copyOf(rungs);
    leftOut = List.copyOf(leftOut);
    rounds = List.copyOf(rounds);
    files = List.copyOf(files);
    causes = List.copyOf(causes);
  }

  /// A report without causes.
  public SavedReport(
      String source,
      String version,
      Instant started,
      Duration elapsed,
      Asked target,
      String verdict,
      Optional<String> brokenRung,
      String summary,
      List<Broken> breaks,
      List<Rung> rungs,
      List<LeftOut> leftOut,
      List<Round> rounds,
      List<String> files,
      boolean cut) {
    this(
        source,
        version,
        started,
        elapsed,
        target,
        verdict,
        brokenRung,
        summary,
        breaks,
        rungs,
        leftOut,
        rounds,
        files,
        cut,
        List.of(),
        Advice.NONE);
  }

  /// What the report left to do, and how it was made.
  ///
  /// @param tests what would have decided
  /// @param options of the check, as they were typed
  public record Advice(List<Test> tests, List<String> options) {
    public static final Advice NONE = new Advice(List.of(), List.of());

    public Advice {
      tests = List.copyOf(tests);
      options = List.copyOf(options);
    }

    /// A test as the report has it.
    public record Test(String id, String title, String why, String command) {}
  }

  /// What was examined.
  ///
  /// @param input as the user wrote it
  public record Asked(
      String input, String host, int port, List<String> addresses, Optional<String> usedAddress) {
    public Asked {
      addresses = List.copyOf(addresses);
    }
  }

  /// What broke, as the report has it.
  ///
  /// @param shownBy the words of the facts that speak for it
  /// @param places the files in which these stand; empty if one of them was measured
  public record Broken(
      String id,
      String rung,
      String title,
      boolean degradesOnly,
      double probability,
      List<String> shownBy,
      List<String> places) {
    public Broken {
      shownBy = List.copyOf(shownBy);
      places = List.copyOf(places);
    }

    /// A break whose signs do not matter.
    public Broken(String id, String rung, String title, boolean degradesOnly, double probability) {
      this(id, rung, title, degradesOnly, probability, List.of(), List.of());
    }
  }

  /// Why it broke, as the report has it.
  ///
  /// @param breaks the ids of the breaks that it explains
  public record Blamed(
      String id,
      String rung,
      String title,
      double probability,
      List<String> breaks,
      List<Proposed> fixes) {
    public Blamed {
      breaks = List.copyOf(breaks);
      fixes = List.copyOf(fixes);
    }
  }

  /// A fix that the report proposed.
  ///
  /// @param proof what shows that it helped, as the report has it
  /// @param proofRung the rung that passes once it has helped; empty if none is named
  public record Proposed(String id, String title, String proof, String proofRung) {}

  /// One rung of the ladder; `status` is `passed`, `warned`, `failed`, `notReached` or `notTested`.
  public record Rung(
      String id, String status, long elapsedMillis, String summary, List<SavedFact> facts) {
    public Rung {
      facts = List.copyOf(facts);
    }
  }

  /// A rung that was not tested, and why.
  public record LeftOut(String rung, String because) {}

  /// How one of several climbs ended; `broken` is the id of its first break, or empty.
  public record Round(String verdict, String broken) {}
}
