package org.rdpdoctor.diagnosis;

import java.util.Locale;

/// The answer in one word; exit codes follow the convention of monitoring plug-ins.
public enum Verdict {
  /// A current client connects.
  HEALTHY(0),
  /// It connects, but something will bite some clients or some day.
  DEGRADED(1),
  /// It does not connect.
  FAILING(2),
  /// What was seen does not decide.
  INCONCLUSIVE(3);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
