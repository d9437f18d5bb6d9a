package org.rdpdoctor.diagnosis.compared;

/// One thing that two reports say differently.
///
/// @param rung its id in the reports
/// @param word of the fact; empty if it is the rung as a whole
/// @param field of the fact; empty if it is the fact as a whole
/// @param first what the first of the two says; empty if it says nothing of it
/// @param second what the second says
public record Difference(
    String rung, Kind kind, String word, String field, String first, String second) {

  /// What differs, the most telling first.
  public enum Kind {
    /// The rung was climbed in one report and broke in the other.
    OUTCOME(true),
    /// The same question was answered otherwise.
    ANSWER(true),
    /// A number differs by more than it varies by itself.
    MEASURE(true),
    /// What places differ in by nature: how long the way is, how large its packets are.
    WAY(false),
    /// A fact that only one report has, where the other may not have asked.
    ALONE(false);

    private final boolean telling;

    Kind(boolean telling) {
      this.telling = telling;
    }

    /// Whether two reports that differ in this do not agree.
    public boolean isTelling() {
      return telling;
    }
  }
}
