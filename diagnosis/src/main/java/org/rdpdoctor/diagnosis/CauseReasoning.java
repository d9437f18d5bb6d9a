package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Reasoning.Step;
import org.rdpdoctor.diagnosis.Reasoning.Step.What;
import org.rdpdoctor.diagnosis.Weighing.Found;
import org.rdpdoctor.facts.ClientFact.TestAnswered;

/// The arithmetic behind a cause of a break that was found. Its own signs come first, against
/// rivals of which nothing was seen yet; then come theirs.
final class CauseReasoning {
  private final Suspect suspect;
  private final Contest contest;
  private final JudgedCause judged;
  private final List<JudgedBreak> probable;
  private final List<Step> steps = new ArrayList<>();

  /// What is not this cause, before anything was seen.
  private final double rest;

  private double weight;

  /// @param breaks all of them
  CauseReasoning(JudgedCause judged, List<JudgedBreak> breaks) {
    this.judged = judged;
    this.suspect = judged.suspect();
    this.contest = judged.contest();
    this.probable = breaks.stream().filter(JudgedBreak::isProbable).toList();
    this.weight = suspect.prior(contest.breakId());
    this.rest =
        contest.none()
            + contest.suspects().stream().mapToDouble(c -> c.prior(contest.breakId())).sum()
            - weight;
  }

  List<Step> steps() {
    common();
    suspect.weighing().found().forEach(this::sign);
    suspect.weighing().missed().forEach(this::missed);
    story();
    rivals();
    add(
        What.DOUBT,
        "Signs mislead in about 1 of 20 cases; then only how common it is counts.",
        contest.mixed(suspect));
    add(
        What.BREAK,
        "That it is this break is sure to " + Sums.outOf100(contest.broken().probability()) + ".",
        judged.share());
    bound();
    return List.copyOf(steps);
  }

  private void add(What what, String text, double after) {
    steps.add(new Step(what, text, after));
  }

  private double now() {
    return weight / (weight + rest);
  }

  private void common() {
    add(
        What.PRIOR,
        "Of 100 connections that break like this (%s), about %s have this cause."
            .formatted(
                contest.broken().known().title(), Sums.outOf100(now()).replace(" of 100", "")),
        now());
  }

  private void sign(Found found) {
    boolean answer =
        found.witnesses().stream().anyMatch(seen -> seen.observation() instanceof TestAnswered);
    What what = answer ? What.ANSWER : What.SIGN;
    if (!suspect.weighing().counted().contains(found)) {
      String again = "That rests on the same facts as a stronger sign, and does not count again.";
      add(what, Sums.sentences(found.text(), again), now());
      return;
    }
    weight *= found.sign().factor();
    String often =
        "With this cause that is seen %s %s often than with the others"
            .formatted(
                Sums.times(found.sign().ratio()), found.sign().speaksFor() ? "more" : "less");
    add(what, Sums.sentences(found.text(), Sums.because(often, found.sign().reason())), now());
  }

  private void missed(Weighing.Missed missed) {
    weight *= missed.factor();
    add(
        What.MISSED,
        "Looked for and not seen: %s. Where it is this cause, that is seen in %s cases."
            .formatted(Sums.unfilled(missed.sign().text()), Sums.outOf100(missed.expected())),
        now());
  }

  private void story() {
    if (suspect.simplicity() > 1) {
      weight *= suspect.simplicity();
      String others =
          probable.stream()
              .filter(each -> !each.known().id().equals(contest.breakId()))
              .filter(each -> suspect.known().priors().containsKey(each.known().id()))
              .map(each -> each.known().title())
              .collect(Collectors.joining("; "));
      add(
          What.STORY,
          "It explains more that was found: %s. One cause for all is the simpler story, and counts %s as much."
              .formatted(others, Sums.times(suspect.simplicity())),
          now());
    }
  }

  private void rivals() {
    double after = contest.read(suspect);
    if (Math.abs(after - now()) < 1e-9) {
      return; // nothing was seen that has to do with them
    }
    String strongest =
        rival(contest, suspect)
            .map(
                other ->
                    " The strongest of them, “%s”, comes to %s."
                        .formatted(other.known().title(), Sums.outOf100(contest.read(other))))
            .orElse("");
    add(
        What.RIVALS,
        "The signs of the other causes count in the same way."
            + strongest
            + " For what nobody thought of there remain "
            + Sums.outOf100(contest.none() / contest.all())
            + ".",
        after);
  }

  private void bound() {
    if (judged.probability() < judged.share()) {
      add(What.BOUND, why(judged), judged.probability());
    }
  }

  /// Why it is told with no more than that.
  static String why(JudgedCause judged) {
    String most = Sums.outOf100(judged.probability());
    return judged.weighing().speaksFor()
        ? "It is told with " + most + " at most: what was seen cannot prove more."
        : "Nothing that was seen points to it, so that it is told with " + most + " at most.";
  }

  /// The strongest of the others.
  static Optional<Suspect> rival(Contest contest, Suspect suspect) {
    return contest.suspects().stream()
        .filter(other -> !other.known().id().equals(suspect.known().id()))
        .max(Comparator.comparingDouble(contest::read));
  }
}
