package org.rdpdoctor.wire.tsgu;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `HTTP_EXTENDED_AUTH`: ways to log on that are no HTTP authentication. Unnamed bits are kept.
@SpecifiedIn("MS-TSGU 2.2.5.3.2")
public record ExtendedAuth(int value) {
  public static final ExtendedAuth NONE = new ExtendedAuth(0);
  public static final int SC = 0x01;
  public static final int PAA = 0x02;
  public static final int SSPI_NTLM = 0x04;

  private static final Map<Integer, String> NAMES =
      Map.of(SC, "SC", PAA, "PAA", SSPI_NTLM, "SSPI_NTLM");

  public boolean has(int flag) {
    return (value & flag) == flag;
  }

  /// The names without their `HTTP_EXTENDED_AUTH_`.
  @Override
  public String toString() {
    return Flags.text(value, NAMES);
  }
}
