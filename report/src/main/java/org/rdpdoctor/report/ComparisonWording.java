package org.rdpdoctor.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.Comparison.Cell;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Row;
import org.rdpdoctor.diagnosis.compared.Conclusion;
import org.rdpdoctor.diagnosis.compared.Difference;
import org.rdpdoctor.diagnosis.compared.Question;
import org.rdpdoctor.diagnosis.compared.View;

/// The words that comparisons for people share.
final class ComparisonWording {
  /// Differences that a short report shows of one contrast.
  private static final int MOST_DIFFERENCES = 8;

  private ComparisonWording() {}

  static char mark(Comparison comparison) {
    if (isFixed(comparison)) {
      return '✓';
    }
    return switch (comparison.outcome()) {
      case SAME -> '✓';
      case DIFFERENT -> '!';
      case BROKEN -> '✗';
      case UNDECIDED -> '?';
    };
  }

  static Ink ink(Comparison comparison) {
    return switch (mark(comparison)) {
      case '✓' -> Ink.LOUD_GOOD;
      case '✗' -> Ink.LOUD_BAD;
      default -> Ink.LOUD_WARNING;
    };
  }

  /// `DIFFERS at tls`, `FIXED`, `SAME`.
  static String answer(Comparison comparison) {
    boolean change = comparison.question() == Question.CHANGE;
    String word =
        switch (comparison.outcome()) {
          case SAME -> change ? "UNCHANGED" : "SAME";
          case DIFFERENT -> change ? (isFixed(comparison) ? "FIXED" : "CHANGED") : "DIFFERS";
          case BROKEN -> change ? "NEWLY BROKEN" : "DIFFERS";
          case UNDECIDED -> "UNDECIDED";
        };
    return word + comparison.rung().map(rung -> " at " + rung).orElse("");
  }

  private static boolean isFixed(Comparison comparison) {
    return comparison.allConclusions().stream()
        .findFirst()
        .filter(first -> first.id().equals("fixed"))
        .isPresent();
  }

  /// `srv01:3389, seen from 2 places, 2026-11-21 22:14:03 UTC and 4 s later`.
  static String context(Comparison comparison) {
    List<View> views = comparison.views();
    String targets =
        views.stream()
            .map(view -> view.report().target())
            .map(target -> target.host() + ":" + target.port())
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    String how =
        switch (comparison.question()) {
          case PLACES -> "seen from " + views.size() + " places";
          case CHANGE -> "before and after a change";
          case NAMES -> "by name and by address";
        };
    List<Instant> times = views.stream().map(view -> view.report().started()).sorted().toList();
    long span = times.getLast().toEpochMilli() - times.getFirst().toEpochMilli();
    String until = span < 1000 ? "" : " and up to " + Wording.millis(span) + " later";
    return targets + ", " + how + ", " + Wording.time(times.getFirst()) + until;
  }

  /// `✓ 36 ms`, `✗ 4 ms`, `not reached`.
  static String cell(Cell cell) {
    return switch (cell.status()) {
      case "passed" -> "✓" + elapsed(cell, "passed");
      case "warned" -> "!" + elapsed(cell, "warned");
      case "failed" -> "✗" + elapsed(cell, "failed");
      case "notReached" -> "· not reached";
      default -> "· not tested";
    };
  }

  private static String elapsed(Cell cell, String otherwise) {
    return " " + (cell.elapsedMillis() == 0 ? otherwise : Wording.millis(cell.elapsedMillis()));
  }

  /// Rungs that anybody reached, or that broke: the rest says nothing.
  static List<Row> rows(Comparison comparison, Detail detail) {
    return comparison.ladder().stream()
        .filter(
            row ->
                detail == Detail.FULL
                    || row.cells().stream().anyMatch(cell -> !isUntouched(cell.status())))
        .toList();
  }

  private static boolean isUntouched(String status) {
    return status.equals("notTested") || status.equals("notReached");
  }

  /// What a short report shows of it: what tells, and the ways only if nothing else does; a rung
  /// that ended otherwise says all of itself.
  static List<Difference> differences(Contrast contrast, Detail detail) {
    if (detail == Detail.FULL) {
      return contrast.differences();
    }
    var ended = new ArrayList<String>();
    var shown = new ArrayList<Difference>();
    for (Difference difference : contrast.differences()) {
      boolean whole = difference.word().isEmpty() && difference.field().isEmpty();
      boolean alone = difference.kind() == Difference.Kind.ALONE;
      if (whole || (!alone && !ended.contains(difference.rung()))) {
        shown.add(difference);
      }
      if (whole) {
        ended.add(difference.rung());
      }
    }
    return List.copyOf(shown.subList(0, Math.min(MOST_DIFFERENCES, shown.size())));
  }

  /// `certificate-presented, sha256`; the rung's own name for the rung as a whole.
  static String subject(Difference difference) {
    if (difference.word().isEmpty()) {
      return difference.field().equals("elapsedMillis") ? "time" : "";
    }
    if (difference.field().isEmpty()) {
      return difference.word();
    }
    return difference.word() + ", " + difference.field().replaceFirst("Millis$", "");
  }

  static String value(String text) {
    return text.isEmpty() ? "–" : Printable.shortened(text, 300);
  }

  static String sureness(Conclusion conclusion) {
    return switch (conclusion.sureness()) {
      case PROOF -> "proven";
      case STRONG -> "likely";
      case HINT -> "possible";
    };
  }

  /// `branch, depot against head-office`; empty where there are only two.
  static String heading(Comparison comparison, Contrast contrast) {
    return comparison.contrasts().size() == 1 && contrast.others().size() == 1
        ? ""
        : String.join(", ", contrast.others()) + " against " + contrast.first();
  }

  /// `head-office, cloud agree; branch stands alone.`; empty if that is plain.
  static String groups(Comparison comparison) {
    if (comparison.views().size() < 3 || comparison.question() == Question.CHANGE) {
      return "";
    }
    if (comparison.groups().size() == 1) {
      return "All agree.";
    }
    return comparison.groups().stream()
            .map(
                group ->
                    group.size() == 1
                        ? group.getFirst() + " stands alone"
                        : String.join(", ", group) + " agree")
            .collect(Collectors.joining("; "))
        + ".";
  }
}
