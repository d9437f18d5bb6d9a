package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.rdpdoctor.facts.FileLine;

/// What changes between two versions of an .rdp file, as `diff -u` would show it, secrets kept
/// back.
public final class FileDiff {
  private static final int AROUND = 3;

  /// Beyond that the middle of a file is shown as gone and new.
  private static final long MOST_CELLS = 4_000_000;

  private final List<Line> lines = new ArrayList<>();

  private record Line(char mark, String text) {}

  private FileDiff() {}

  /// The text, each line ending with `\n`; empty if nothing changed.
  ///
  /// @param shown how a line may be shown
  public static String render(
      String name,
      List<FileLine> before,
      List<FileLine> after,
      Function<FileLine, String> shown,
      Look look) {
    var diff = new FileDiff();
    diff.compare(before, after, shown);
    return diff.text(name, new Page(look));
  }

  private void compare(
      List<FileLine> before, List<FileLine> after, Function<FileLine, String> shown) {
    int start = 0;
    while (start < before.size()
        && start < after.size()
        && same(before.get(start), after.get(start))) {
      add(' ', before.get(start++), shown);
    }
    int end = 0;
    while (end < before.size() - start
        && end < after.size() - start
        && same(before.get(before.size() - 1 - end), after.get(after.size() - 1 - end))) {
      end++;
    }
    middle(
        before.subList(start, before.size() - end),
        after.subList(start, after.size() - end),
        shown);
    before.subList(before.size() - end, before.size()).forEach(line -> add(' ', line, shown));
  }

  private void middle(
      List<FileLine> before, List<FileLine> after, Function<FileLine, String> shown) {
    if ((long) before.size() * after.size() > MOST_CELLS) {
      before.forEach(line -> add('-', line, shown));
      after.forEach(line -> add('+', line, shown));
      return;
    }
    int[][] common = common(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && same(before.get(i), after.get(j))) {
        add(' ', before.get(i++), shown);
        j++;
      } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
        add('-', before.get(i++), shown);
      } else {
        add('+', after.get(j++), shown);
      }
    }
  }

  /// How many lines the rests of both from each place on have in common.
  private static int[][] common(List<FileLine> before, List<FileLine> after) {
    var common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            same(before.get(i), after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static boolean same(FileLine one, FileLine other) {
    return one.text().equals(other.text());
  }

  private void add(char mark, FileLine line, Function<FileLine, String> shown) {
    lines.add(new Line(mark, shown.apply(line)));
  }

  private String text(String name, Page page) {
    if (lines.stream().allMatch(line -> line.mark == ' ')) {
      return "";
    }
    page.line(new Page.Piece("--- " + name, Ink.BOLD));
    page.line(new Page.Piece("+++ " + name + " (new)", Ink.BOLD));
    int at = 0;
    int[] numbers = {1, 1};
    while (at < lines.size()) {
      int first = next(at);
      if (first == lines.size()) {
        break;
      }
      int from = Math.max(at, first - AROUND);
      count(at, from, numbers);
      int to = end(first);
      hunk(page, from, to, numbers);
      at = to;
    }
    return page.toString();
  }

  private int next(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).mark == ' ') {
      at++;
    }
    return at;
  }

  /// Behind the lines around the last change that is near enough to the one before.
  private int end(int first) {
    int last = first;
    for (int next = next(last + 1);
        next < lines.size() && next - last <= 2 * AROUND;
        next = next(last + 1)) {
      last = next;
    }
    return Math.min(lines.size(), last + 1 + AROUND);
  }

  private int[] count(int from, int to, int[] numbers) {
    int[] counted = {0, 0};
    for (Line line : lines.subList(from, to)) {
      counted[0] += line.mark == '+' ? 0 : 1;
      counted[1] += line.mark == '-' ? 0 : 1;
    }
    numbers[0] += counted[0];
    numbers[1] += counted[1];
    return counted;
  }

  private void hunk(Page page, int from, int to, int[] numbers) {
    int[] start = numbers.clone();
    int[] length = count(from, to, numbers);
    page.line(
        new Page.Piece(
            "@@ -" + start[0] + "," + length[0] + " +" + start[1] + "," + length[1] + " @@",
            Ink.CODE));
    for (Line line : lines.subList(from, to)) {
      Ink ink = line.mark == '+' ? Ink.GOOD : line.mark == '-' ? Ink.BAD : Ink.USUAL;
      page.line(new Page.Piece(line.mark + line.text, ink));
    }
  }
}
