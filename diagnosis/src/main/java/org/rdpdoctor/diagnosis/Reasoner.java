package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Reasoning.Kind;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;

/// Answers why something is told as it is, or is not told.
final class Reasoner {
  private final Catalogue catalogue;
  private final List<JudgedBreak> breaks;
  private final List<JudgedCause> causes;
  private final Obstacles obstacles;

  /// @param breaks all of the catalogue
  Reasoner(Catalogue catalogue, List<JudgedBreak> breaks, List<JudgedCause> causes, Scene scene) {
    this.catalogue = catalogue;
    this.breaks = breaks;
    this.causes = causes;
    this.obstacles = new Obstacles(scene, breaks);
  }

  /// @throws IllegalArgumentException if the catalogue has nothing of that id
  Reasoning answer(Inquiry inquiry) {
    return breaks.stream()
        .filter(each -> each.known().id().equals(inquiry.id()))
        .findFirst()
        .map(each -> ofBreak(inquiry, each))
        .or(() -> catalogue.causes().cause(inquiry.id()).map(cause -> ofCause(inquiry, cause)))
        .orElseThrow(() -> new IllegalArgumentException("nothing is called " + inquiry.id()));
  }

  private Reasoning ofBreak(Inquiry inquiry, JudgedBreak judged) {
    return new Reasoning(
        inquiry.id(),
        judged.known().title(),
        Kind.BREAK,
        inquiry.whyNot(),
        judged.probability(),
        BreakReasoning.steps(judged),
        inquiry.whyNot() || !judged.isProbable() ? obstacles.of(judged) : List.of());
  }

  private Reasoning ofCause(Inquiry inquiry, KnownCause cause) {
    Optional<JudgedCause> judged =
        causes.stream().filter(each -> each.known().id().equals(cause.id())).findFirst();
    return new Reasoning(
        cause.id(),
        cause.title(),
        Kind.CAUSE,
        inquiry.whyNot(),
        judged.map(JudgedCause::probability).orElse(0.0),
        judged.map(each -> new CauseReasoning(each, breaks).steps()).orElse(List.of()),
        judged
            .map(each -> inquiry.whyNot() ? obstacles.of(each) : List.<String>of())
            .orElseGet(() -> obstacles.of(cause)));
  }
}
