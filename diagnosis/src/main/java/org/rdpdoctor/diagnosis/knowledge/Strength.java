package org.rdpdoctor.diagnosis.knowledge;

/// How much a sign moves the odds, in a word.
public enum Strength {
  DECISIVE(5000, 50_000),
  STRONG(250, 60),
  WEAK(5, 6);

  private final double forBreak;
  private final double againstBreak;

  Strength(double forBreak, double againstBreak) {
    this.forBreak = forBreak;
    this.againstBreak = againstBreak;
  }

  /// The word for a likelihood ratio.
  public static Strength of(double ratio) {
    if (ratio >= 100) {
      return DECISIVE;
    }
    return ratio >= 10 ? STRONG : WEAK;
  }

  /// The likelihood ratio that the word stands for where a break has such a sign.
  double ratio(boolean speaksFor) {
    return speaksFor ? forBreak : againstBreak;
  }
}
