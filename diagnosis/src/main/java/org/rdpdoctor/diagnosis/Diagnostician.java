package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.RuledOut;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.facts.ClientFact.TestAnswered;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// Concludes from facts and knowledge what broke and why; the same facts, in whatever order, give
/// the same diagnosis.
///
/// Breaks are judged first, from the lowest rung; the causes of a break then share its probability.
/// How the figures come about is told in `docs/adr/0004-reasoning.md` and
/// `docs/adr/0018-causes.md`.
public final class Diagnostician {
  private final Catalogue catalogue;

  public Diagnostician(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public Diagnosis diagnose(Situation situation) {
    return diagnose(situation, new Scene(situation.facts()));
  }

  /// Concludes, and says what could be asked next.
  public Standing standing(Situation situation) {
    var scene = new Scene(situation.facts());
    List<JudgedBreak> judged = JudgedBreak.judge(catalogue.breaks(), scene);
    List<JudgedCause> causes = JudgedCause.judge(catalogue, judged, scene);
    var question = Question.of(judged, causes);
    List<Diagnosis.NextTest> tests = NextTests.all(catalogue.tests(), question, scene, situation);
    boolean answered =
        situation.facts().stream()
            .anyMatch(
                fact ->
                    fact instanceof TestAnswered(_, String outcome, _)
                        && !outcome.equals(KnownTest.UNKNOWN));
    return Standing.of(diagnose(situation, scene), tests, question, causes, answered);
  }

  /// What came out of a test that was run, by the facts of the run; nothing if they speak for
  /// themselves.
  public Optional<String> outcome(KnownTest test, List<Observation> facts) {
    if (!test.readsItself()) {
      return Optional.empty();
    }
    var scene = new Scene(facts);
    return test.outcomes().stream()
        .filter(each -> each.when().map(when -> scene.match(when, _ -> false).holds()).orElse(true))
        .map(KnownTest.Outcome::id)
        .findFirst();
  }

  Diagnosis diagnose(Situation situation, Scene scene) {
    List<JudgedBreak> judged = JudgedBreak.judge(catalogue.breaks(), scene);
    List<JudgedBreak> told =
        judged.stream()
            .filter(each -> each.probability() >= 0.05)
            .sorted(Ranking.OF_BREAKS)
            .toList();
    List<JudgedCause> causes = JudgedCause.judge(catalogue, judged, scene);
    var climb = new Climb(catalogue.rungs(), situation, scene, judged);
    List<Rung> rungs = climb.rungs();
    Verdict verdict = verdict(told, climb);
    var reasoner = new Reasoner(catalogue, judged, causes, scene);
    return new Diagnosis(
        verdict,
        told.stream().filter(JudgedBreak::isProbable).findFirst().map(each -> each.known().layer()),
        new Summary(verdict, told, rungs, climb.firstUnclimbed(rungs), scene.isRecorded())
            .sentence(),
        told.stream().map(JudgedBreak::toBreak).toList(),
        causes.stream().filter(JudgedCause::isWorthTelling).map(JudgedCause::toCause).toList(),
        ruledOut(judged, causes),
        climb.unexplained(),
        notTested(situation, rungs),
        NextTests.of(catalogue.tests(), Question.of(judged, causes), scene, situation),
        rungs,
        situation.inquiries().stream().map(reasoner::answer).toList());
  }

  private static Verdict verdict(List<JudgedBreak> breaks, Climb climb) {
    if (breaks.stream().anyMatch(JudgedBreak::fails)) {
      return Verdict.FAILING;
    }
    if (breaks.stream().anyMatch(JudgedBreak::isProbable)) {
      return Verdict.DEGRADED;
    }
    return climb.reachedTheTop() ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
  }

  private static List<RuledOut> ruledOut(List<JudgedBreak> breaks, List<JudgedCause> causes) {
    var ruledOut = new ArrayList<RuledOut>();
    breaks.forEach(each -> each.ruledOut().ifPresent(ruledOut::add));
    causes.stream()
        .sorted(Comparator.comparing((JudgedCause each) -> each.known().id()))
        .forEach(each -> each.ruledOut().ifPresent(ruledOut::add));
    return List.copyOf(ruledOut);
  }

  /// What the caller left out, and the rungs that this connection does not have.
  private static List<NotTested> notTested(Situation situation, List<Rung> rungs) {
    var notTested = new ArrayList<NotTested>();
    for (Rung rung : rungs) {
      if (rung.status() == Rung.Status.NOT_TESTED) {
        Layer layer = rung.layer();
        Optional<String> said = situation.untestedBecause(layer);
        String because = said.orElse(rung.summary().replaceFirst("^Not tested: ", ""));
        notTested.add(new NotTested(layer, because));
      }
    }
    for (NotTested left : situation.notTested()) {
      if (situation.leavesOutTheTarget(left.layer())) {
        continue; // said by what was asked for
      }
      boolean told = // by a break that something else shows, or because a lower one does
          rungs.stream().anyMatch(rung -> rung.layer() == left.layer());
      if (!told && notTested.stream().noneMatch(each -> each.layer() == left.layer())) {
        notTested.add(left);
      }
    }
    notTested.sort(Comparator.comparing(NotTested::layer));
    return List.copyOf(notTested);
  }
}
