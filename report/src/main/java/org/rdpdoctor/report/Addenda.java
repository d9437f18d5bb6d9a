package org.rdpdoctor.report;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Progress;
import org.rdpdoctor.diagnosis.trouble.Trouble;

/// What a report tells beside its diagnosis.
///
/// @param since what became of what an earlier report told, if one was given
/// @param troubles updates that are known to break what is broken here
/// @param remarks what breaks nothing today and is worth knowing, a sentence each
/// @param options of the check that another one needs to meet the same, as they were typed
public record Addenda(
    Optional<Progress> since, List<Trouble> troubles, List<String> remarks, List<String> options) {
  public static final Addenda NONE = new Addenda(Optional.empty(), List.of(), List.of(), List.of());

  public Addenda {
    options = List.copyOf(options);
    troubles = List.copyOf(troubles);
    remarks = List.copyOf(remarks);
  }

  /// These, held against an earlier report.
  public Addenda since(Progress progress) {
    return new Addenda(Optional.of(progress), troubles, remarks, options);
  }

  /// These, with what is known of updates.
  public Addenda knowing(List<Trouble> ofUpdates, List<String> sentences) {
    return new Addenda(since, ofUpdates, sentences, options);
  }

  /// These, of a check with these options.
  public Addenda made(List<String> words) {
    return new Addenda(since, troubles, remarks, words);
  }
}
