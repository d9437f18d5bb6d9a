package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rdpdoctor.diagnosis.plan.Proving;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.report.Report;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// How a check is asked for again: its target, and those of its options without which another one
/// would meet something else.
final class Provings {
  /// None of them holds a secret.
  private static final Set<String> TELLING =
      Set.of(
          "--address",
          "--offer",
          "--client",
          "--pin",
          "--until",
          "--gateway",
          "--gateway-address",
          "--via",
          "--no-udp");

  private Provings() {}

  static Proving of(Report report) {
    String host = report.target().host();
    return host.isEmpty()
        ? new Proving("", report.options())
        : new Proving(LiveDoctor.typed(report.target()), report.options());
  }

  static Proving of(SavedReport report) {
    return new Proving(
        report.target().host().isEmpty()
            ? ""
            : LiveDoctor.typed(report.target().host(), report.target().port()),
        report.advice().options());
  }

  /// The options worth keeping of a command line, each and its value a word.
  static List<String> options(ParseResult words) {
    var options = new ArrayList<String>();
    for (OptionSpec option : words.matchedOptions()) {
      if (TELLING.contains(option.longestName())) {
        options.add(option.longestName());
        if (option.arity().max() > 0) {
          options.addAll(option.originalStringValues());
        }
      }
    }
    return List.copyOf(options);
  }
}
