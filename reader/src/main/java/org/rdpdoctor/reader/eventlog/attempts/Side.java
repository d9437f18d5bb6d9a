package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;

/// Whose log tells of an attempt.
public enum Side {
  SERVER,
  CLIENT,
  GATEWAY;

  /// As in JSON.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
