package org.rdpdoctor.diagnosis.knowledge;

/// How much a sign moves the odds.
public enum Strength {
  DECISIVE,
  STRONG,
  WEAK
}
