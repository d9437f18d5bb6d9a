package org.rdpdoctor.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;

/// Everything that a renderer prints about one target: what was examined, when, and what came out.
///
/// @param elapsed from the first question to the diagnosis
/// @param addresses of the target, as far as they were found
/// @param usedAddress the one that the rungs above the name were climbed at
/// @param codes what the codes that the user gave mean
/// @param clients what would become of known clients; none if that was not worked out
/// @param rounds how each climb ended, if there were several
/// @param read the files that were read, if there were any
/// @param hops the computers that the client was sent on to, in their order, if there were any
/// @param addenda what is told beside the diagnosis
public record Report(
    Tool tool,
    Instant started,
    Duration elapsed,
    Target target,
    List<String> addresses,
    Optional<String> usedAddress,
    Diagnosis diagnosis,
    List<CodeMeaning> codes,
    List<ClientOutcome> clients,
    List<Round> rounds,
    List<Read> read,
    List<Report> hops,
    Addenda addenda) {

  public Report {
    hops = List.copyOf(hops);
    addresses = List.copyOf(addresses);
    codes = List.copyOf(codes);
    clients = List.copyOf(clients);
    rounds = List.copyOf(rounds);
    read = List.copyOf(read);
  }

  /// A report on a client that is not sent on.
  public Report(
      Tool tool,
      Instant started,
      Duration elapsed,
      Target target,
      List<String> addresses,
      Optional<String> usedAddress,
      Diagnosis diagnosis,
      List<CodeMeaning> codes,
      List<ClientOutcome> clients,
      List<Round> rounds,
      List<Read> read) {
    this(
        tool,
        started,
        elapsed,
        target,
        addresses,
        usedAddress,
        diagnosis,
        codes,
        clients,
        rounds,
        read,
        List.of(),
        Addenda.NONE);
  }

  /// A report on a single climb that does not say what would become of which client.
  public Report(
      Tool tool,
      Instant started,
      Duration elapsed,
      Target target,
      List<String> addresses,
      Optional<String> usedAddress,
      Diagnosis diagnosis,
      List<CodeMeaning> codes) {
    this(
        tool,
        started,
        elapsed,
        target,
        addresses,
        usedAddress,
        diagnosis,
        codes,
        List.of(),
        List.of(),
        List.of());
  }

  /// This report, made of these files too.
  public Report reading(List<Read> files) {
    return new Report(
        tool,
        started,
        elapsed,
        target,
        addresses,
        usedAddress,
        diagnosis,
        codes,
        clients,
        rounds,
        files,
        hops,
        addenda);
  }

  /// This report, with what became of the client where it was sent.
  ///
  /// @param together the time that all hops took
  /// @param joint what all hops say
  public Report followed(Duration together, Diagnosis joint, List<Report> others) {
    return new Report(
        tool,
        started,
        together,
        target,
        addresses,
        usedAddress,
        joint,
        codes,
        clients,
        rounds,
        read,
        others,
        addenda);
  }

  /// This report, with what several climbs say together.
  public Report repeated(Duration together, Diagnosis joint, List<Round> all) {
    return new Report(
        tool,
        all.getFirst().started(),
        together,
        target,
        addresses,
        usedAddress,
        joint,
        codes,
        clients,
        all,
        read,
        hops,
        addenda);
  }

  /// The options of the check that another one needs to meet the same, as they were typed.
  public List<String> options() {
    return addenda.options();
  }

  /// This report, made with these options.
  public Report with(List<String> words) {
    return telling(addenda.made(words));
  }

  /// This report, with what is told beside its diagnosis.
  public Report telling(Addenda beside) {
    return new Report(
        tool,
        started,
        elapsed,
        target,
        addresses,
        usedAddress,
        diagnosis,
        codes,
        clients,
        rounds,
        read,
        hops,
        beside);
  }

  /// One of several climbs to the same target.
  ///
  /// @param number from 1
  /// @param broken the id of the first break; empty if there is none
  /// @param summary the diagnosis of this climb alone, in a sentence
  public record Round(
      int number,
      Instant started,
      Duration elapsed,
      Verdict verdict,
      Optional<Layer> brokenLayer,
      String broken,
      String summary) {}

  /// A file that facts were taken from.
  ///
  /// @param name as it was given
  /// @param kind what it is: `.rdp file`, `packet capture`, …
  /// @param facts how many it gave
  /// @param notes what could not be read of it, or was left out, a sentence each
  public record Read(String name, String kind, int facts, List<String> notes) {
    public Read {
      notes = List.copyOf(notes);
    }
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
