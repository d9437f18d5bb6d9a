package org.rdpdoctor.cli;

import java.util.List;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Report;

/// Examines one target and says what it found. The real one goes to the network; tests give a
/// lambda.
@FunctionalInterface
interface Doctor {
  /// For when nobody watches the climb.
  Consumer<List<Rung>> NOBODY = _ -> {};

  /// Whatever the target does ends in the report.
  ///
  /// @param watcher told how the ladder stands, again and again, from any thread
  Report examine(Target target, CheckOptions options, Consumer<List<Rung>> watcher);
}
