package org.rdpdoctor.report;

import java.nio.charset.Charset;

/// How text is to look where it is going.
///
/// @param width in columns, at which lines are wrapped
/// @param unicode false if only ASCII can be shown there
/// @param colour true if ANSI colours are wanted
public record Look(int width, boolean unicode, boolean colour) {
  public static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 120;

  /// Widths outside of what can be read well are brought inside.
  public Look {
    width = Math.clamp(width, NARROWEST, WIDEST);
  }

  /// For files and pipes: 80 columns, no colour.
  public static Look plain() {
    return new Look(USUAL_WIDTH, true, false);
  }

  /// True if every mark of a report exists in this character set.
  public static boolean canShowMarks(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("✓✗·…–");
  }
}
