package org.rdpdoctor.report;

import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Progress;

/// What a report tells beside its diagnosis.
///
/// @param since what became of what an earlier report told, if one was given
public record Addenda(Optional<Progress> since) {
  public static final Addenda NONE = new Addenda(Optional.empty());

  /// These, held against an earlier report.
  public Addenda since(Progress progress) {
    return new Addenda(Optional.of(progress));
  }
}
