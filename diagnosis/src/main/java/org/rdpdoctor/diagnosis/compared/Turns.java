package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.compared.Progress.Fate;
import org.rdpdoctor.diagnosis.compared.Progress.Turn;
import org.rdpdoctor.facts.SavedReport.Blamed;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.LeftOut;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Tells what became of each break and cause of an earlier report.
///
/// A rung that is not reached now fixes nothing, and one that was not reached before makes nothing
/// new.
final class Turns {
  /// What is less is one of many thoughts.
  private static final double WORTH_TELLING = 0.1;

  private static final double PROBABLE = 0.5;

  /// A probability that moves by less has not moved.
  private static final double STEP = 0.2;

  private final View before;
  private final View after;

  Turns(View before, View after) {
    this.before = before;
    this.after = after;
  }

  Progress progress() {
    List<Turn> breaks = breaks();
    List<Turn> causes = causes(breaks);
    return new Progress(
        before,
        after,
        breaks,
        causes,
        turned(),
        new Proofs(before, after).all(),
        caveats(),
        summary(breaks));
  }

  private List<Turn> breaks() {
    var turns = new ArrayList<Turn>();
    Set<String> known = before.breaks().stream().map(Broken::id).collect(Collectors.toSet());
    before.breaks().forEach(was -> turns.add(turn(was)));
    after.breaks().stream()
        .filter(now -> !known.contains(now.id()))
        .forEach(now -> turns.add(fresh(now)));
    turns.sort(Comparator.comparing(Turn::fate));
    return turns;
  }

  private Turn turn(Broken was) {
    Optional<Broken> now = broken(after, was.id());
    if (now.isPresent()) {
      return still(was, now.get());
    }
    Optional<String> unseen = unseen(was, after);
    if (unseen.isPresent()) {
      return turn(was, Fate.UNSEEN, unseen.get());
    }
    if (after.failedAt(was.rung())) {
      return was.degradesOnly()
          ? turn(was, Fate.UNSEEN, rung(was) + " breaks now, so that it cannot be seen")
          : turn(was, Fate.CHANGED, rung(was) + " breaks in another way now" + other(after, was));
    }
    String warned = after.status(was.rung()).equals("warned") ? ", with a warning" : "";
    return was.degradesOnly()
        ? turn(
            was, Fate.FIXED, "nothing shows it any more, if this check was given the same options")
        : turn(was, Fate.FIXED, rung(was) + " passes now" + warned + onceOnly());
  }

  private Turn still(Broken was, Broken now) {
    if (was.degradesOnly() != now.degradesOnly()) {
      String how =
          now.degradesOnly()
              ? "it kept clients out before, and only warns now"
              : "it only warned before, and keeps clients out now";
      return new Turn(
          was.id(),
          was.rung(),
          now.title(),
          Fate.CHANGED,
          how,
          was.probability(),
          now.probability());
    }
    boolean moved = Math.abs(was.probability() - now.probability()) >= STEP;
    return new Turn(
        was.id(),
        was.rung(),
        now.title(),
        moved ? Fate.CHANGED : Fate.UNCHANGED,
        moved ? moved(was.probability(), now.probability()) : "it is as it was",
        was.probability(),
        now.probability());
  }

  private Turn fresh(Broken now) {
    double likely = broken(before, now.id()).map(Broken::probability).orElse(0.0);
    Optional<String> unseen = unseen(now, before);
    Fate fate;
    String because;
    if (likely >= WORTH_TELLING) {
      fate = Fate.CHANGED;
      because = moved(likely, now.probability());
    } else if (unseen.isPresent()) {
      fate = Fate.UNCOVERED;
      because = "in the earlier report " + unseen.get();
    } else if (before.failedAt(now.rung())) {
      fate = now.degradesOnly() ? Fate.UNCOVERED : Fate.CHANGED;
      because = rung(now) + " broke before, too" + other(before, now);
    } else {
      fate = Fate.NEWLY_BROKEN;
      because = now.degradesOnly() ? "nothing showed it before" : rung(now) + " passed before";
    }
    return new Turn(now.id(), now.rung(), now.title(), fate, because, likely, now.probability());
  }

  /// Why a report cannot show this break, if it cannot.
  private static Optional<String> unseen(Broken broken, View view) {
    if (!broken.places().isEmpty() && view.report().files().isEmpty()) {
      return Optional.of("no file was read, and only " + broken.places().getFirst() + " showed it");
    }
    if (view.reached(broken.rung())) {
      return Optional.empty();
    }
    Optional<String> lower =
        view.report().rungs().stream()
            .filter(rung -> rung.status().equals("failed") && rung.id().indexOf(' ') < 0)
            .map(Rung::id)
            .findFirst();
    String why =
        lower
            .map(id -> ": " + id + " breaks before it")
            .or(
                () ->
                    view.report().leftOut().stream()
                        .filter(left -> left.rung().equals(broken.rung()))
                        .map(LeftOut::because)
                        .filter(because -> !because.isEmpty())
                        .findFirst()
                        .map(because -> ": " + because))
            .orElse("");
    return Optional.of(rung(broken) + " was not reached" + why);
  }

  private List<Turn> causes(List<Turn> breaks) {
    var turns = new ArrayList<Turn>();
    for (Blamed was : worthTelling(before)) {
      Optional<Blamed> now =
          after.report().causes().stream()
              .filter(each -> each.id().equals(was.id()))
              .filter(each -> each.probability() >= WORTH_TELLING)
              .findFirst();
      turns.add(now.map(each -> still(was, each)).orElseGet(() -> gone(was, breaks)));
    }
    Set<String> known = worthTelling(before).stream().map(Blamed::id).collect(Collectors.toSet());
    worthTelling(after).stream()
        .filter(now -> !known.contains(now.id()))
        .forEach(now -> turns.add(fresh(now, breaks)));
    turns.sort(Comparator.comparing(Turn::fate));
    return turns;
  }

  static List<Blamed> worthTelling(View view) {
    return view.report().causes().stream()
        .filter(cause -> cause.probability() >= WORTH_TELLING)
        .toList();
  }

  private static Turn still(Blamed was, Blamed now) {
    boolean moved = Math.abs(was.probability() - now.probability()) >= STEP;
    return turn(
        now,
        moved ? Fate.CHANGED : Fate.UNCHANGED,
        moved ? moved(was.probability(), now.probability()) : "it is as likely as it was",
        was.probability(),
        now.probability());
  }

  /// A cause goes with the last of the breaks that it would explain.
  private static Turn gone(Blamed was, List<Turn> breaks) {
    List<Turn> explained = explained(was, breaks);
    Fate fate = Fate.CHANGED;
    String because = "other causes explain better what is seen now";
    if (explained.isEmpty()) {
      fate = Fate.UNSEEN;
      because = "the earlier report told no break that it explains";
    } else if (explained.stream().allMatch(each -> each.fate() == Fate.FIXED)) {
      fate = Fate.FIXED;
      because = "what it would explain is gone";
    } else if (explained.stream()
        .allMatch(each -> each.fate() == Fate.FIXED || each.fate() == Fate.UNSEEN)) {
      fate = Fate.UNSEEN;
      because = "what it would explain cannot be seen now";
    }
    return turn(was, fate, because, was.probability(), 0);
  }

  private static Turn fresh(Blamed now, List<Turn> breaks) {
    List<Fate> fates = explained(now, breaks).stream().map(Turn::fate).toList();
    Fate fate = Fate.CHANGED;
    String because = "it was no candidate before";
    if (fates.contains(Fate.NEWLY_BROKEN)) {
      fate = Fate.NEWLY_BROKEN;
      because = "it would explain what is newly broken";
    } else if (fates.contains(Fate.UNCOVERED)) {
      fate = Fate.UNCOVERED;
      because = "it would explain what was not seen before";
    }
    return turn(now, fate, because, 0, now.probability());
  }

  private static List<Turn> explained(Blamed cause, List<Turn> breaks) {
    return breaks.stream().filter(each -> cause.breaks().contains(each.id())).toList();
  }

  /// What is broken on that rung besides, in words.
  private static String other(View view, Broken one) {
    return view.breaks().stream()
        .filter(each -> each.rung().equals(one.rung()) && !each.degradesOnly())
        .filter(each -> !each.id().equals(one.id()))
        .findFirst()
        .map(each -> ": " + each.title())
        .orElse("");
  }

  private String onceOnly() {
    return before.saw("rounds-varied") && after.report().rounds().size() < 2
        ? ", once; it came and went before, so check with --repeat"
        : "";
  }

  /// Rungs that pass now and did not before.
  private List<String> turned() {
    return Differences.ladder(List.of(before, after)).stream()
        .filter(rung -> rung.indexOf(' ') < 0) // no stage within a rung
        .filter(rung -> after.passed(rung) && !before.passed(rung))
        .filter(rung -> !before.status(rung).equals("notTested"))
        .toList();
  }

  private List<String> caveats() {
    var caveats = new ArrayList<String>();
    if (!before.computer().isEmpty()
        && !after.computer().isEmpty()
        && !before.computer().equals(after.computer())) {
      caveats.add(
          "Another machine answers: "
              + before.computer()
              + " before, "
              + after.computer()
              + " now.");
    }
    caveats.addAll(Caveats.of(Question.CHANGE, List.of(before, after)));
    return caveats;
  }

  private String summary(List<Turn> breaks) {
    String verdicts =
        before.report().verdict().equals(after.report().verdict())
            ? "as " + after.report().verdict() + " as before"
            : before.report().verdict() + " before, " + after.report().verdict() + " now";
    String counts =
        Stream.of(Fate.values())
            .map(
                fate -> {
                  long count = breaks.stream().filter(each -> each.fate() == fate).count();
                  return count == 0 ? "" : count + " " + fate.word();
                })
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", "));
    return verdicts + (counts.isEmpty() ? "; nothing was broken, and nothing is" : "; " + counts);
  }

  private static Optional<Broken> broken(View view, String id) {
    return view.report().breaks().stream()
        .filter(each -> each.id().equals(id) && each.probability() >= WORTH_TELLING)
        .findFirst();
  }

  private static Turn turn(Broken was, Fate fate, String because) {
    return new Turn(was.id(), was.rung(), was.title(), fate, because, was.probability(), 0);
  }

  private static Turn turn(Blamed cause, Fate fate, String because, double before, double now) {
    return new Turn(cause.id(), cause.rung(), cause.title(), fate, because, before, now);
  }

  private static String rung(Broken broken) {
    return "the rung " + broken.rung();
  }

  private static String moved(double was, double now) {
    return (now >= PROBABLE || now > was ? "it is " : "it is only ")
        + percent(now)
        + " likely now, and was "
        + percent(was);
  }

  private static String percent(double probability) {
    return Math.clamp(Math.round(probability * 100), 1, 99) + " %";
  }
}
