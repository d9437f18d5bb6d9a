package org.rdpdoctor.diagnosis;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.RuledOut;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.facts.Observation;

/// Diagnoses very many situations as a [Diagnostician] does, and thinks about each kind of them
/// once.
///
/// Situations that differ only in values which no condition of the knowledge tells apart (see
/// [Shapes]) have the same diagnosis up to these values: it is worked out for the first of them,
/// with marks in their place, and filled with those of each of the others. Not for several
/// threads.
public final class Precedents {
  /// Until then, learning the shapes would cost more than it saves.
  private static final int FEW = 12;

  private static final int MOST_KINDS = 2_000;

  private final Catalogue catalogue;
  private final Diagnostician diagnostician;
  private final Map<String, Kind> kinds = new HashMap<>();
  private int diagnosed;
  private @Nullable Shapes shapes;

  public Precedents(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.diagnostician = new Diagnostician(catalogue);
  }

  /// Situations of one shape.
  ///
  /// @param marked their diagnosis, with marks for values
  /// @param places of the facts of the first of them
  private record Kind(Diagnosis marked, Map<Observation, Integer> places) {}

  /// A situation that was judged.
  public static final class Judgement {
    private final Diagnosis outline;
    private final List<Seen> facts;
    private final Map<Observation, Integer> places;
    private final String target;

    private Judgement(
        Diagnosis outline, List<Seen> facts, Map<Observation, Integer> places, String target) {
      this.outline = outline;
      this.target = target;
      this.facts = facts;
      this.places = places;
    }

    /// What all situations of this kind have in common: right in verdict, ids, titles,
    /// probabilities and the status of rungs; nothing else may be used of it. It may be the same
    /// object for many situations.
    public Diagnosis outline() {
      return outline;
    }

    private boolean outlineIsWhole() {
      return places.isEmpty() && facts.isEmpty();
    }

    /// The whole diagnosis.
    public Diagnosis diagnosis() {
      return outlineIsWhole() ? outline : new Filling(facts, places, target).of(outline);
    }
  }

  /// The same as a [Diagnostician] says.
  public Diagnosis diagnose(Situation situation) {
    return judge(situation).diagnosis();
  }

  public Judgement judge(Situation situation) {
    if (diagnosed < FEW) {
      diagnosed++;
      return new Judgement(
          diagnostician.diagnose(situation), List.of(), Map.of(), situation.target());
    }
    if (shapes == null) {
      shapes = new Shapes(catalogue);
    }
    if (kinds.size() > MOST_KINDS) {
      kinds.clear();
    }
    var scene = new Scene(situation.facts());
    Kind kind = kinds.computeIfAbsent(shapes.of(situation, scene), _ -> kind(situation));
    return new Judgement(kind.marked, scene.facts(), kind.places, situation.target());
  }

  private Kind kind(Situation situation) {
    Scene marked = Scene.marked(situation.facts());
    var places = new IdentityHashMap<Observation, Integer>();
    marked.facts().forEach(seen -> places.putIfAbsent(seen.observation(), seen.place()));
    var anywhere =
        new Situation(
            "",
            situation.facts(),
            situation.offered(),
            situation.until(),
            situation.notTested(),
            situation.inquiries());
    return new Kind(diagnostician.diagnose(anywhere, marked), places);
  }

  /// Fills a diagnosis with the facts of another situation of the same shape.
  private record Filling(List<Seen> facts, Map<Observation, Integer> places, String target) {
    Diagnosis of(Diagnosis marked) {
      return new Diagnosis(
          marked.verdict(),
          marked.brokenLayer(),
          text(marked.summary()),
          marked.breaks().stream().map(this::of).toList(),
          marked.causes().stream().map(this::of).toList(),
          marked.ruledOut().stream().map(this::of).toList(),
          observations(marked.unexplained()),
          marked.notTested().stream().map(this::of).toList(),
          marked.nextTests().stream().map(this::of).toList(),
          marked.rungs().stream().map(this::of).toList(),
          marked.reasonings().stream().map(this::of).toList());
    }

    private Reasoning of(Reasoning marked) {
      return new Reasoning(
          marked.id(),
          marked.title(),
          marked.kind(),
          marked.whyNot(),
          marked.probability(),
          marked.steps().stream()
              .map(step -> new Reasoning.Step(step.what(), text(step.text()), step.after()))
              .toList(),
          marked.obstacles().stream().map(this::text).toList());
    }

    private String text(String marked) {
      return Marks.filled(marked, facts);
    }

    private Break of(Break marked) {
      return new Break(
          marked.id(),
          marked.layer(),
          marked.title(),
          marked.degradesOnly(),
          marked.probability(),
          signs(marked.signs()));
    }

    private Cause of(Cause marked) {
      return new Cause(
          marked.id(),
          marked.layer(),
          marked.breaks(),
          marked.title(),
          marked.because(),
          marked.probability(),
          signs(marked.signs()),
          marked.fixes(),
          marked.sources());
    }

    private NextTest of(NextTest anywhere) {
      return new NextTest(
          anywhere.id(),
          anywhere.title(),
          anywhere.why(),
          NextTests.addressed(anywhere.command(), target),
          anywhere.bits(),
          anywhere.kind(),
          anywhere.question(),
          anywhere.steps(),
          anywhere.cost(),
          anywhere.outcomes());
    }

    private List<Sign> signs(List<Sign> marked) {
      return marked.stream()
          .map(
              sign ->
                  new Sign(
                      sign.speaksFor(),
                      text(sign.text()),
                      sign.observation(),
                      sign.strength(),
                      places(sign.places())))
          .toList();
    }

    private List<String> places(List<String> marked) {
      return marked.stream().map(this::text).filter(place -> !place.isEmpty()).distinct().toList();
    }

    private RuledOut of(RuledOut marked) {
      return Marks.isIn(marked.because())
          ? new RuledOut(marked.id(), marked.title(), text(marked.because()))
          : marked;
    }

    private NotTested of(NotTested marked) {
      return Marks.isIn(marked.because())
          ? new NotTested(marked.layer(), text(marked.because()), marked.byChoice())
          : marked;
    }

    private Rung of(Rung marked) {
      return new Rung(
          marked.layer(),
          marked.status(),
          time(marked.elapsedMillis()),
          text(marked.summary()),
          observations(marked.observations()),
          marked.stages().stream().map(this::of).toList());
    }

    private Rung.Stage of(Rung.Stage marked) {
      return new Rung.Stage(
          marked.id(), marked.status(), time(marked.elapsedMillis()), text(marked.summary()));
    }

    private long time(long millis) {
      return Marks.isTime(millis) ? Marks.time(millis, facts) : millis;
    }

    private List<Observation> observations(List<Observation> marked) {
      return marked.stream()
          .map(observation -> facts.get(place(observation)).observation())
          .toList();
    }

    private int place(Observation observation) {
      Integer place = places.get(observation);
      if (place == null) {
        throw new IllegalStateException("a diagnosis holds a fact that nobody stated");
      }
      return place;
    }
  }
}
