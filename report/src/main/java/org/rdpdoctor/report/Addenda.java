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
public record Addenda(Optional<Progress> since, List<Trouble> troubles, List<String> remarks) {
  public static final Addenda NONE = new Addenda(Optional.empty(), List.of(), List.of());

  public Addenda {
    troubles = List.copyOf(troubles);
    remarks = List.copyOf(remarks);
  }

  /// These, held against an earlier report.
  public Addenda since(Progress progress) {
    return new Addenda(Optional.of(progress), troubles, remarks);
  }

  /// These, with what is known of updates.
  public Addenda knowing(List<Trouble> ofUpdates, List<String> sentences) {
    return new Addenda(since, ofUpdates, sentences);
  }
}
