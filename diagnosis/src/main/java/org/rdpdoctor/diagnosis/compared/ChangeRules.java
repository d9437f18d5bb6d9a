package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedReport.Broken;

/// What became of the failure between two checks from the same place.
final class ChangeRules {
  private ChangeRules() {}

  /// Fixed, newly broken, or another failure than before.
  static Optional<Conclusion> outcome(Pair pair) {
    if (pair.question() != Question.CHANGE) {
      return Optional.empty();
    }
    View before = pair.first();
    View after = pair.second();
    if (before.fails() && after.works()) {
      return Optional.of(fixed(pair));
    }
    if (before.works() && after.fails()) {
      return Optional.of(broken(pair));
    }
    if (before.fails() && after.fails() && !before.brokenRung().equals(after.brokenRung())) {
      return Optional.of(moved(pair));
    }
    return Optional.empty();
  }

  private static Conclusion fixed(Pair pair) {
    String rung = pair.first().brokenRung().orElse("");
    return new Conclusion(
        "fixed",
        "It works now: " + gone(pair),
        Place.NOWHERE,
        "it was at " + rung + ": " + Blame.of(pair, pair.first(), rung).where(),
        Sureness.PROOF,
        "The rung that broke is climbed now" + whatChanged(pair, rung) + limits(pair),
        List.of(pair.says(pair.first(), rung), pair.says(pair.second(), rung)),
        Optional.empty());
  }

  private static String gone(Pair pair) {
    return pair.first().firstBreak().map(Broken::title).map(ChangeRules::quoted).orElse("it")
        + " is gone";
  }

  private static Conclusion broken(Pair pair) {
    String rung = pair.second().brokenRung().orElse("");
    String title = pair.second().firstBreak().map(Broken::title).orElse("it fails now");
    Blame blame = Blame.of(pair, pair.second(), rung);
    return new Conclusion(
        "newly-broken",
        "It worked before, and now it breaks: " + title,
        blame.place(),
        blame.where(),
        Sureness.PROOF,
        "The same check climbed this rung before"
            + whatChanged(pair, rung)
            + limits(pair)
            + " That it broke is measured; that the change did it is likely and not proven by two"
            + " checks.",
        List.of(pair.says(pair.first(), rung), pair.says(pair.second(), rung)),
        Optional.of(
            new Next("Take the change back, then check again", "rdpdoctor check " + pair.host())));
  }

  private static Conclusion moved(Pair pair) {
    List<String> ladder = Differences.ladder(List.of(pair.first(), pair.second()));
    String before = pair.first().brokenRung().orElse("");
    String after = pair.second().brokenRung().orElse("");
    boolean further = ladder.indexOf(after) > ladder.indexOf(before);
    Blame blame = Blame.of(pair, pair.second(), after);
    return new Conclusion(
        further ? "one-obstacle-less" : "fails-earlier",
        further
            ? "One obstacle less: " + before + " is climbed now, and " + after + " breaks"
            : "It fails earlier than before: at " + after + " instead of " + before,
        blame.place(),
        blame.where(),
        Sureness.PROOF,
        further
            ? "The change helped with what broke before. What breaks now may have been there all the"
                + " time, behind it."
            : "What broke before cannot be seen any more, and may be there still.",
        List.of(pair.says(pair.first(), before), pair.says(pair.second(), after)),
        Optional.empty());
  }

  /// What else differs below the rung: what may have made the change.
  private static String whatChanged(Pair pair, String rung) {
    List<String> ladder = Differences.ladder(List.of(pair.first(), pair.second()));
    List<String> changed =
        pair.differences().stream()
            .filter(each -> each.kind().isTelling())
            .map(Difference::rung)
            .filter(each -> ladder.indexOf(each) < ladder.indexOf(rung))
            .distinct()
            .toList();
    return changed.isEmpty()
        ? "."
        : "; below it, these are not as before: " + String.join(", ", changed) + ".";
  }

  private static String limits(Pair pair) {
    return pair.first().saw("rounds-varied") || pair.second().saw("rounds-varied")
        ? " One of the two comes and goes, so one more good run proves little."
        : "";
  }

  /// Warnings that came or went, where a client gets through before and after.
  static Optional<Conclusion> warnings(Pair pair) {
    if (pair.question() != Question.CHANGE || !pair.first().works() || !pair.second().works()) {
      return Optional.empty();
    }
    List<String> gone = only(pair.first(), pair.second());
    List<String> fresh = only(pair.second(), pair.first());
    if (gone.isEmpty() && fresh.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    if (!fresh.isEmpty()) {
      parts.add("new: " + joined(fresh));
    }
    if (!gone.isEmpty()) {
      parts.add("gone: " + joined(gone));
    }
    return Optional.of(
        new Conclusion(
            fresh.isEmpty() ? "warnings-gone" : "new-warnings",
            "It works before and after; " + String.join("; ", parts),
            fresh.isEmpty() ? Place.NOWHERE : Place.SERVER,
            fresh.isEmpty() ? "nothing is left to do for it" : "what was changed",
            Sureness.STRONG,
            "No current client is kept out by it; some clients or some day may be.",
            List.of(
                new Evidence(pair.first().label(), pair.first().report().summary()),
                new Evidence(pair.second().label(), pair.second().report().summary())),
            Optional.empty()));
  }

  private static List<String> only(View one, View other) {
    List<String> known = other.breaks().stream().map(Broken::id).toList();
    return one.breaks().stream()
        .filter(each -> !known.contains(each.id()))
        .map(Broken::title)
        .toList();
  }

  private static String joined(List<String> titles) {
    return titles.stream().map(ChangeRules::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String title) {
    return "“" + title + "”";
  }
}
