package org.rdpdoctor.diagnosis;

import java.util.List;

/// The arithmetic behind one break or cause, step by step, for whoever asked (see [Inquiry]).
///
/// @param whyNot whether it was asked why not
/// @param probability as the diagnosis tells it; 0 if it tells nothing of it
/// @param steps from what is known before anything was seen to the probability that is told; none
/// if nothing was found that it could explain
/// @param obstacles what keeps it down, a sentence or two each
public record Reasoning(
    String id,
    String title,
    Kind kind,
    boolean whyNot,
    double probability,
    List<Step> steps,
    List<String> obstacles) {

  public Reasoning {
    steps = List.copyOf(steps);
    obstacles = List.copyOf(obstacles);
  }

  public enum Kind {
    BREAK,
    CAUSE
  }

  /// @param text for people
  /// @param after how probable it is with this step and those before it
  public record Step(What what, String text, double after) {
    public enum What {
      /// How common it is.
      PRIOR,
      /// A sign that holds.
      SIGN,
      /// One that does not hold, though it was looked for.
      MISSED,
      /// The answer to a test.
      ANSWER,
      /// It explains more than one break.
      STORY,
      /// What speaks for and against the others.
      RIVALS,
      /// Signs may mislead.
      DOUBT,
      /// How sure the break is that it explains.
      BREAK,
      /// No more can be known.
      BOUND
    }
  }
}
