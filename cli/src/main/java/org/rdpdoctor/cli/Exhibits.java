package org.rdpdoctor.cli;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.report.Report.CodeMeaning;
import org.rdpdoctor.report.Report.Read;

/// What a user's files say, all together.
///
/// @param readings one for each file
/// @param codes what the codes in texts mean
/// @param target whom the files are about, if they tell
/// @param notTested what the files ask for and nobody tries
record Exhibits(
    List<Reading> readings,
    List<CodeMeaning> codes,
    Optional<Target> target,
    List<NotTested> notTested) {
  /// No file at all.
  static final Exhibits NONE = new Exhibits(List.of(), List.of(), Optional.empty(), List.of());

  Exhibits {
    readings = List.copyOf(readings);
    codes = List.copyOf(codes);
    notTested = List.copyOf(notTested);
  }

  List<Observation> facts() {
    return readings.stream().flatMap(reading -> reading.facts().stream()).toList();
  }

  /// As reports list them.
  List<Read> read() {
    return readings.stream()
        .map(each -> new Read(each.source(), each.kind(), each.facts().size(), each.notes()))
        .toList();
  }
}
