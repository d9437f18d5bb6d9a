package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Locale;

/// How much a finding in an .rdp file matters.
public enum Severity {
  /// The connection fails, goes elsewhere, or a secret lies open.
  ERROR,
  /// Something is not as its author meant it, or a protection is off.
  WARNING,
  /// Worth knowing.
  NOTE;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
