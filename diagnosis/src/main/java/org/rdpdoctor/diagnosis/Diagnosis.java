package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;

/// What broke, why, and what to do: the conclusion from facts and knowledge, ready to be printed.
///
/// Breaks and causes come most probable first.
///
/// @param reasonings why what somebody asked for is told as it is, in the order of the questions
public record Diagnosis(
    Verdict verdict,
    Optional<Layer> brokenLayer,
    String summary,
    List<Break> breaks,
    List<Cause> causes,
    List<RuledOut> ruledOut,
    List<Observation> unexplained,
    List<NotTested> notTested,
    List<NextTest> nextTests,
    List<Rung> rungs,
    List<Reasoning> reasonings) {

  /// One for which nobody asked why.
  public Diagnosis(
      Verdict verdict,
      Optional<Layer> brokenLayer,
      String summary,
      List<Break> breaks,
      List<Cause> causes,
      List<RuledOut> ruledOut,
      List<Observation> unexplained,
      List<NotTested> notTested,
      List<NextTest> nextTests,
      List<Rung> rungs) {
    this(
        verdict,
        brokenLayer,
        summary,
        breaks,
        causes,
        ruledOut,
        unexplained,
        notTested,
        nextTests,
        rungs,
        List.of());
  }

  /// What broke, and on which rung, as far as the connection itself shows it.
  public record Break(
      String id,
      Layer layer,
      String title,
      boolean degradesOnly,
      double probability,
      List<Sign> signs) {}

  /// Why it broke. `breaks` are the ids of the breaks that it explains.
  public record Cause(
      String id,
      Layer layer,
      List<String> breaks,
      String title,
      String because,
      double probability,
      List<Sign> signs,
      List<Fix> fixes,
      List<String> sources) {}

  public record RuledOut(String id, String title, String because) {}

  /// @param byChoice whether nobody wanted it tested, so that nothing is missed
  public record NotTested(Layer layer, String because, boolean byChoice) {
    /// What was to be tested and was not.
    public NotTested(Layer layer, String because) {
      this(layer, because, false);
    }
  }

  /// A test that would tell causes apart.
  ///
  /// @param command to be pasted; empty where there is none
  /// @param bits what the answer is expected to be worth
  /// @param question what a person answers
  /// @param steps what to do by hand before
  /// @param outcomes one of which comes out; none if the facts of a run speak for themselves
  public record NextTest(
      String id,
      String title,
      String why,
      String command,
      double bits,
      KnownTest.Kind kind,
      String question,
      List<String> steps,
      KnownTest.Cost cost,
      List<Outcome> outcomes) {

    /// One of which no more is known than a report tells.
    public NextTest(String id, String title, String why, String command, double bits) {
      this(
          id,
          title,
          why,
          command,
          bits,
          KnownTest.Kind.ASK,
          "",
          List.of(),
          new KnownTest.Cost(1, List.of()),
          List.of());
    }

    public record Outcome(String id, String text) {}

    /// A test of which only this is left, as in a report that was saved.
    public static NextTest told(String id, String title, String why, String command) {
      return new NextTest(
          id,
          title,
          why,
          command,
          0,
          KnownTest.Kind.ASK,
          title,
          List.of(),
          new KnownTest.Cost(0, List.of()),
          List.of());
    }

    /// What it is worth, from 0 to 1.
    public double gain() {
      return Math.min(1, bits);
    }
  }

  /// One rung of the ladder as it was climbed; `elapsedMillis` is 0 if it took no time of its own.
  ///
  /// @param stages the steps within it that are known to be there; none where a rung is one step
  public record Rung(
      Layer layer,
      Status status,
      long elapsedMillis,
      String summary,
      List<Observation> observations,
      List<Stage> stages) {

    /// A rung that is one step.
    public Rung(
        Layer layer,
        Status status,
        long elapsedMillis,
        String summary,
        List<Observation> observations) {
      this(layer, status, elapsedMillis, summary, observations, List.of());
    }

    /// One step within a rung.
    public record Stage(String id, Status status, long elapsedMillis, String summary) {}

    public enum Status {
      PASSED,
      WARNED,
      FAILED,
      NOT_REACHED,
      NOT_TESTED
    }
  }
}
