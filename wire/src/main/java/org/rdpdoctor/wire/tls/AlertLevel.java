package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.SpecifiedIn;

/// The `AlertLevel`; unknown numbers are kept.
@SpecifiedIn("RFC 8446 6")
public record AlertLevel(int value) {
  public static final AlertLevel WARNING = new AlertLevel(1);
  public static final AlertLevel FATAL = new AlertLevel(2);

  @Override
  public String toString() {
    return switch (value) {
      case 1 -> "warning";
      case 2 -> "fatal";
      default -> "level " + value;
    };
  }
}
