package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.Standing;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.plan.Plan;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;
import org.rdpdoctor.diagnosis.plan.Planner;
import org.rdpdoctor.diagnosis.plan.Proving;
import org.rdpdoctor.report.Page.Piece;

/// What a guided enquiry shows: where it stands, what it asks, and what it ends with.
public final class GuideText {
  /// The leading causes that are drawn.
  public static final int LEADING = 3;

  private static final int BAR = 20;

  private final Look look;

  public GuideText(Look look) {
    this.look = look;
  }

  /// What the check found, in its first two lines.
  public String opening(Report report) {
    var page = new Page(look);
    Diagnosis diagnosis = report.diagnosis();
    verdict(page, diagnosis);
    page.hanging(2, Wording.place(report) + ", " + Wording.time(report.started()), Ink.DIM);
    return page.toString();
  }

  /// The same for a case that is taken up again.
  public String opening(Diagnosis diagnosis) {
    var page = new Page(look);
    verdict(page, diagnosis);
    return page.toString();
  }

  private static void verdict(Page page, Diagnosis diagnosis) {
    page.hanging(
        List.of(
            new Piece(
                Wording.mark(diagnosis.verdict())
                    + " "
                    + Wording.verdict(diagnosis.verdict())
                    + ": ",
                Ink.of(diagnosis.verdict()))),
        diagnosis.summary(),
        Ink.BOLD);
  }

  /// The leading causes with bars, and how they moved.
  ///
  /// @param before what each cause had before the last answer; empty at the beginning
  public String standing(Diagnosis diagnosis, Map<String, Double> before) {
    var page = new Page(look);
    page.blank();
    List<Cause> causes = diagnosis.causes();
    int number = 1;
    for (Cause cause : causes.stream().limit(LEADING).toList()) {
      String percent = Wording.percent(cause.probability());
      List<Piece> lead = new ArrayList<>();
      lead.add(plain("  " + number + "  "));
      lead.add(new Piece(bar(cause.probability()), Ink.CODE));
      lead.add(plain(" ".repeat(Math.max(1, 6 - percent.length()))));
      lead.add(new Piece(percent, Ink.BOLD));
      lead.add(new Piece(Cells.padded(moved(cause, before), 8), Ink.DIM));
      page.hanging(lead, cause.title(), number == 1 ? Ink.BOLD : Ink.USUAL);
      number++;
    }
    int more = causes.size() - LEADING;
    if (more > 0) {
      page.hanging(
          5,
          (more == 1 ? "1 more cause has " : more + " more causes have ")
              + Wording.percent(causes.get(LEADING).probability())
              + (more == 1 ? "" : " or less"),
          Ink.DIM);
    }
    return page.toString();
  }

  private String bar(double probability) {
    int full = (int) Math.round(probability * BAR);
    return look.unicode()
        ? "█".repeat(full) + "░".repeat(BAR - full)
        : "#".repeat(full) + ".".repeat(BAR - full);
  }

  private String moved(Cause cause, Map<String, Double> before) {
    if (before.isEmpty()) {
      return "";
    }
    long points =
        Math.round(cause.probability() * 100)
            - Math.round(before.getOrDefault(cause.id(), 0.0) * 100);
    if (points == 0) {
      return "  =";
    }
    String arrow = look.unicode() ? (points > 0 ? "▲" : "▼") : points > 0 ? "+" : "-";
    return " " + arrow + Math.abs(points);
  }

  /// One test as a question, or as an offer to run it.
  public String question(NextTest test, int number) {
    var page = new Page(look);
    page.blank();
    page.hanging(
        List.of(new Piece((isRun(test) ? "Test " : "Question ") + number + "  ", Ink.BOLD)),
        test.title() + " (" + price(test) + ")",
        Ink.DIM);
    page.hanging(2, test.question(), Ink.BOLD);
    page.hanging(List.of(new Piece("  why  ", Ink.DIM)), test.why(), Ink.USUAL);
    String label = "  do   ";
    for (String step : test.steps()) {
      page.hanging(List.of(new Piece(label, Ink.DIM)), step, Ink.USUAL);
      label = "       ";
    }
    if (!test.command().isBlank()) {
      page.line(plain("       "), new Piece(test.command(), Ink.CODE));
    }
    if (isRun(test)) {
      option(page, "y", "Run it now");
    } else {
      int key = 1;
      for (NextTest.Outcome outcome : test.outcomes()) {
        option(page, String.valueOf(key++), outcome.text());
      }
    }
    option(page, "s", isRun(test) ? "Leave it out" : "I do not know, or cannot find out");
    page.hanging(2, "o others, b back, ? help, p plan so far, q save and stop", Ink.DIM);
    return page.toString();
  }

  private static void option(Page page, String key, String text) {
    page.hanging(List.of(new Piece("    " + key + "  ", Ink.BOLD)), text, Ink.USUAL);
  }

  /// True if rdpdoctor does it itself.
  public static boolean isRun(NextTest test) {
    return test.kind() == KnownTest.Kind.RUN;
  }

  /// `about 2 minutes, on the server`.
  static String price(NextTest test) {
    int seconds = test.cost().seconds();
    String time =
        seconds < 60
            ? "under a minute"
            : seconds < 90 ? "about a minute" : "about " + Math.round(seconds / 60.0) + " minutes";
    String needs =
        test.cost().needs().stream().map(Wording::need).collect(Collectors.joining(", "));
    return needs.isEmpty() ? time : time + "; needs " + needs;
  }

  /// What each answer would do, and what can be typed.
  ///
  /// @param leaders for each outcome, the cause that would lead then
  public String help(NextTest test, List<Cause> leaders) {
    var page = new Page(look);
    page.blank();
    page.hanging(
        0,
        "This is asked because the answer is expected to tell most about the causes that are left,"
            + " for what it costs: %.1f bits, %s."
                .formatted(test.bits(), price(test))
                .replace("bits,", "bits of information,"),
        Ink.USUAL);
    if (!isRun(test) && leaders.size() == test.outcomes().size()) {
      for (int i = 0; i < leaders.size(); i++) {
        Cause leader = leaders.get(i);
        page.hanging(
            List.of(new Piece("    " + (i + 1) + "  ", Ink.BOLD)),
            "would put first, at %s: %s"
                .formatted(Wording.percent(leader.probability()), leader.title()),
            Ink.USUAL);
      }
    }
    page.hanging(
        0,
        "Type a number, or s if you do not know: a wrong answer costs more than none. o lists other"
            + " questions, b takes the last answer back, p shows what to do if the leading cause is"
            + " the right one, q saves and stops. ? 1 tells about the first cause, ? 2 about the"
            + " second.",
        Ink.DIM);
    return page.toString();
  }

  /// Why a cause stands where it stands.
  public String cause(Cause cause) {
    var page = new Page(look);
    page.blank();
    page.hanging(
        List.of(new Piece(Wording.percent(cause.probability()) + "  ", Ink.BOLD)),
        cause.title() + " (" + Wording.likelihood(cause.probability()) + ")",
        Ink.BOLD);
    page.hanging(2, cause.because(), Ink.USUAL);
    for (Sign sign : cause.signs()) {
      page.hanging(
          List.of(new Piece(sign.speaksFor() ? "  for      " : "  against  ", Ink.DIM)),
          sign.text(),
          Ink.USUAL);
    }
    if (cause.signs().isEmpty()) {
      page.hanging(2, "Nothing speaks for it or against it yet but how common it is.", Ink.DIM);
    }
    page.hanging(2, cause.id(), Ink.DIM);
    return page.toString();
  }

  /// What else could be asked.
  public String others(List<NextTest> tests) {
    var page = new Page(look);
    page.blank();
    page.hanging(0, "Other questions and tests, the best first:", Ink.BOLD);
    int number = 1;
    for (NextTest test : tests) {
      page.hanging(
          List.of(new Piece("  %2d  ".formatted(number++), Ink.BOLD)),
          test.title() + " (" + price(test) + ")",
          Ink.USUAL);
    }
    page.hanging(2, "Type a number, or press Enter to stay.", Ink.DIM);
    return page.toString();
  }

  /// How the enquiry ended, and why there.
  public String ending(Standing standing, int answers) {
    var page = new Page(look);
    page.blank();
    String after =
        answers == 0 ? "" : answers == 1 ? " after one answer" : " after " + answers + " answers";
    if (standing.settled().isPresent()) {
      Cause cause = standing.settled().get();
      page.hanging(List.of(new Piece("The cause: ", Ink.LOUD_GOOD)), cause.title() + ".", Ink.BOLD);
      page.hanging(
          0,
          standing.proved()
              ? "It stands at %s%s; from 90 %% on, nothing more is asked."
                  .formatted(Wording.percent(cause.probability()), after)
              : "It stands out%s: all others together are less than a ninth as likely."
                  .formatted(after),
          Ink.USUAL);
      page.hanging(0, cause.because(), Ink.USUAL);
    } else if (standing.diagnosis().causes().isEmpty()) {
      nothingFound(page, standing.diagnosis());
    } else {
      page.hanging(
          List.of(new Piece("Nothing more can be told from here" + after + ". ", Ink.LOUD_WARNING)),
          "No question that is left is expected to move the ranking. The likeliest is: "
              + standing.diagnosis().causes().getFirst().title()
              + ".",
          Ink.USUAL);
    }
    return page.toString();
  }

  private static void nothingFound(Page page, Diagnosis diagnosis) {
    page.hanging(
        0,
        switch (diagnosis.verdict()) {
          case HEALTHY ->
              "As far as this was looked at, it connects. What comes after needs a logon: begin"
                  + " again with --user USER, and with --until session for the session itself."
                  + " If only your client fails, give the code that it shows with --code.";
          case DEGRADED, FAILING, INCONCLUSIVE ->
              "No cause that is known fits what was seen. `rdpdoctor check` with --verbose shows"
                  + " all of it.";
        },
        Ink.USUAL);
  }

  /// What to do, in which order, and what proves that it helped.
  ///
  /// @param target as it would be typed, with its options
  public String plan(Standing standing, String target) {
    Diagnosis diagnosis = standing.diagnosis();
    if (diagnosis.causes().isEmpty()) {
      return "";
    }
    List<String> words = List.of(target.split(" ", -1));
    var proving = new Proving(words.getFirst(), words.subList(1, words.size()));
    List<Suspect> suspects =
        standing.settled().stream()
            .map(
                cause ->
                    new Suspect(
                        cause.id(),
                        cause.title(),
                        OptionalDouble.of(cause.probability()),
                        cause.fixes()))
            .toList();
    Plan plan =
        suspects.isEmpty()
            ? Planner.of(diagnosis, proving)
            : Planner.of(suspects, List.of(), List.of(), proving);
    return "\n" + PlanText.render(plan, "", look, Detail.SHORT);
  }

  /// A remark of one or more lines.
  public String note(String words) {
    var page = new Page(look);
    page.hanging(0, words, Ink.USUAL);
    return page.toString();
  }
}
