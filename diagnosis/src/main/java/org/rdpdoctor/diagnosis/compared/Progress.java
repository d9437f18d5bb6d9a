package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Locale;

/// What became of everything that an earlier report of the same target told.
///
/// @param before the earlier report
/// @param after the one that was made now
/// @param breaks what became of each break, what was done first
/// @param causes what became of each cause that was worth a thought, in the same order
/// @param rungs those that pass now and did not before, from the lowest
/// @param proofs what the earlier report said would show that a fix helped, and whether it did
/// @param caveats what limits all this, a sentence each
/// @param summary in a line: `1 fixed, 2 unchanged`
public record Progress(
    View before,
    View after,
    List<Turn> breaks,
    List<Turn> causes,
    List<String> rungs,
    List<Proof> proofs,
    List<String> caveats,
    String summary) {
  public Progress {
    breaks = List.copyOf(breaks);
    causes = List.copyOf(causes);
    rungs = List.copyOf(rungs);
    proofs = List.copyOf(proofs);
    caveats = List.copyOf(caveats);
  }

  /// Holds what is seen now against what was seen before.
  public static Progress between(View before, View after) {
    return new Turns(before, after).progress();
  }

  /// What became of one break or cause.
  ///
  /// @param rung its id in the reports
  /// @param because what shows it, in a sentence without a stop
  /// @param before how probable it was, from 0 to 1
  /// @param now how probable it is
  public record Turn(
      String id, String rung, String title, Fate fate, String because, double before, double now) {}

  /// Whether the rung passes that a fix was to mend.
  ///
  /// @param fix the id of the fix
  /// @param cause the id of the cause that it is for
  /// @param status of the rung now
  public record Proof(
      String fix, String title, String cause, String rung, String status, Outcome outcome) {
    /// How a proof came out.
    public enum Outcome {
      /// The rung passes and did not before.
      GREEN,
      /// The rung passes as it did before, which proves nothing.
      AS_BEFORE,
      /// The rung was reached and does not pass.
      RED,
      /// The rung was not reached.
      OPEN;

      public String id() {
        return kebab(this);
      }
    }
  }

  /// What became of something.
  public enum Fate {
    /// It was there and is not any more.
    FIXED,
    /// It was not there, and it is now.
    NEWLY_BROKEN,
    /// It is there in another way, or more or less likely than before.
    CHANGED,
    /// It is there as before.
    UNCHANGED,
    /// It is there, and the earlier check did not get as far: it may have been there before.
    UNCOVERED,
    /// It was there, and this check does not show whether it still is.
    UNSEEN;

    public String id() {
      return kebab(this);
    }

    /// As people say it.
    public String word() {
      return switch (this) {
        case FIXED -> "fixed";
        case NEWLY_BROKEN -> "newly broken";
        case CHANGED -> "changed";
        case UNCHANGED -> "unchanged";
        case UNCOVERED -> "seen for the first time";
        case UNSEEN -> "not seen now";
      };
    }
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
