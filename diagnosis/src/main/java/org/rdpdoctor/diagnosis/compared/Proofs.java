package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.rdpdoctor.diagnosis.compared.Progress.Proof;
import org.rdpdoctor.diagnosis.compared.Progress.Proof.Outcome;
import org.rdpdoctor.facts.SavedReport.Blamed;
import org.rdpdoctor.facts.SavedReport.Proposed;

/// Whether the rungs pass that the fixes of an earlier report were to mend.
final class Proofs {
  private final View before;
  private final View after;

  Proofs(View before, View after) {
    this.before = before;
    this.after = after;
  }

  /// One for each fix that names a rung, those of the most probable causes first.
  List<Proof> all() {
    var proofs = new ArrayList<Proof>();
    var seen = new HashSet<String>();
    for (Blamed cause : Turns.worthTelling(before)) {
      for (Proposed fix : cause.fixes()) {
        if (!fix.proofRung().isEmpty() && seen.add(fix.id())) {
          proofs.add(
              new Proof(
                  fix.id(),
                  fix.title(),
                  cause.id(),
                  fix.proofRung(),
                  after.status(fix.proofRung()),
                  outcome(fix.proofRung())));
        }
      }
    }
    return proofs;
  }

  private Outcome outcome(String rung) {
    if (!after.reached(rung)) {
      return Outcome.OPEN;
    }
    if (!after.status(rung).equals("passed")) {
      boolean better = after.passed(rung) && before.failedAt(rung);
      return better ? Outcome.GREEN : Outcome.RED;
    }
    return before.status(rung).equals("passed") ? Outcome.AS_BEFORE : Outcome.GREEN;
  }
}
