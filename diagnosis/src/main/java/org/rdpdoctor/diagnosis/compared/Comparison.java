package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What several reports say together, ready to be printed.
///
/// @param question what they are compared for
/// @param views in the order in which they are shown
/// @param groups the labels of those that agree, the reference first
/// @param ladder every rung that any report has, across all reports
/// @param rung where they part: the first rung that broke in one only, or that differs at all
/// @param contrasts one for each group but the first, or for each step of a change
/// @param conclusions what follows from all of them together
/// @param caveats what limits the comparison, a sentence each
/// @param summary one sentence or two for people
public record Comparison(
    Question question,
    List<View> views,
    List<List<String>> groups,
    List<Row> ladder,
    Optional<String> rung,
    List<Contrast> contrasts,
    List<Conclusion> conclusions,
    List<String> caveats,
    Outcome outcome,
    String summary) {
  public Comparison {
    views = List.copyOf(views);
    groups = groups.stream().map(List::copyOf).toList();
    ladder = List.copyOf(ladder);
    contrasts = List.copyOf(contrasts);
    conclusions = List.copyOf(conclusions);
    caveats = List.copyOf(caveats);
  }

  /// One rung, across the reports.
  ///
  /// @param cells one for each view, in their order
  /// @param differs whether reports that reached it do not agree there
  public record Row(String rung, List<Cell> cells, boolean differs) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// What one report says of a rung; its status is `notTested` where the report has none.
  public record Cell(String status, long elapsedMillis, String summary) {}

  /// Two kinds of reports against each other.
  ///
  /// @param first the label of the one that the others are held against
  /// @param second the label of the one that stands for `others`
  /// @param others the labels of all that agree with `second`, itself among them
  /// @param rung where the two part
  public record Contrast(
      String first,
      String second,
      List<String> others,
      Optional<String> rung,
      List<Difference> differences,
      List<Conclusion> conclusions) {
    public Contrast {
      others = List.copyOf(others);
      differences = List.copyOf(differences);
      conclusions = List.copyOf(conclusions);
    }
  }

  /// How the comparison ends, with the exit code that it means.
  public enum Outcome {
    /// Nothing differs that matters, whether it works or not.
    SAME(0),
    /// Something differs, and it keeps nobody from connecting that could connect otherwise; or it
    /// was fixed.
    DIFFERENT(1),
    /// It works in one report and fails in another; for a change, it worked before and fails now.
    BROKEN(2),
    /// The reports cannot be held against each other.
    UNDECIDED(3);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// All conclusions, those of the contrasts first.
  public List<Conclusion> allConclusions() {
    return Stream.concat(
            contrasts.stream().flatMap(each -> each.conclusions().stream()), conclusions.stream())
        .toList();
  }
}
