package org.rdpdoctor.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;

/// Everything that a renderer prints about one target: what was examined, when, and what came out.
///
/// @param elapsed from the first question to the diagnosis
/// @param addresses of the target, as far as they were found
/// @param usedAddress the one that the rungs above the name were climbed at
/// @param codes what the codes that the user gave mean
public record Report(
    Tool tool,
    Instant started,
    Duration elapsed,
    Target target,
    List<String> addresses,
    Optional<String> usedAddress,
    Diagnosis diagnosis,
    List<CodeMeaning> codes) {

  public Report {
    addresses = List.copyOf(addresses);
    codes = List.copyOf(codes);
  }

  /// The program that made the report.
  public record Tool(String name, String version) {}

  /// What one code means, by the tables.
  ///
  /// @param confidence `documented`, `header`, `community` or `inferred`
  public record CodeMeaning(
      String family,
      String code,
      String name,
      String meaning,
      Optional<Layer> layer,
      String confidence,
      List<String> sources) {

    public CodeMeaning {
      sources = List.copyOf(sources);
    }
  }
}
