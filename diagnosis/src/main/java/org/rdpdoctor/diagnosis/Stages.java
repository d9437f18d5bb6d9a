package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Scene.Match;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.KnownRung;

/// How far a connection came within one rung.
final class Stages {
  private final Function<Condition, Match> match;

  Stages(Function<Condition, Match> match) {
    this.match = match;
  }

  /// In their order; a stage of which nothing is known is left out, unless one before it failed.
  List<Rung.Stage> of(List<KnownRung.Stage> known) {
    var stages = new ArrayList<Rung.Stage>();
    boolean failed = false;
    for (KnownRung.Stage each : known) {
      Optional<Rung.Stage> stage = stage(each, failed);
      failed |= stage.map(Rung.Stage::status).filter(Status.FAILED::equals).isPresent();
      stage.ifPresent(stages::add);
    }
    return List.copyOf(stages);
  }

  private Optional<Rung.Stage> stage(KnownRung.Stage known, boolean failedBefore) {
    return said(known, known.failed(), Status.FAILED)
        .or(() -> said(known, known.warned(), Status.WARNED))
        .or(() -> said(known, known.passed(), Status.PASSED))
        .or(
            () ->
                failedBefore
                    ? Optional.of(new Rung.Stage(known.id(), Status.NOT_REACHED, 0, "Not reached"))
                    : said(known, known.untested(), Status.NOT_TESTED));
  }

  private Optional<Rung.Stage> said(
      KnownRung.Stage stage, List<KnownRung.Saying> sayings, Status status) {
    for (KnownRung.Saying saying : sayings) {
      Match found = match.apply(saying.when());
      if (found.holds()) {
        long took = status == Status.NOT_TESTED ? 0 : Climb.elapsed(found.witnesses());
        String text = Wording.fill(saying.text(), found.witnesses());
        return Optional.of(new Rung.Stage(stage.id(), status, took, text));
      }
    }
    return Optional.empty();
  }
}
