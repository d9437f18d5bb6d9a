package org.rdpdoctor.wire.x224;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// The `failureCode` of an `RDP_NEG_FAILURE`; an unknown number is a legal value and is shown as
/// such.
@SpecifiedIn("MS-RDPBCGR 2.2.1.2.2")
public record NegotiationFailureCode(int value) {
  public static final NegotiationFailureCode SSL_REQUIRED_BY_SERVER = new NegotiationFailureCode(1);
  public static final NegotiationFailureCode SSL_NOT_ALLOWED_BY_SERVER =
      new NegotiationFailureCode(2);
  public static final NegotiationFailureCode SSL_CERT_NOT_ON_SERVER = new NegotiationFailureCode(3);
  public static final NegotiationFailureCode INCONSISTENT_FLAGS = new NegotiationFailureCode(4);
  public static final NegotiationFailureCode HYBRID_REQUIRED_BY_SERVER =
      new NegotiationFailureCode(5);
  public static final NegotiationFailureCode SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER =
      new NegotiationFailureCode(6);

  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SSL_REQUIRED_BY_SERVER",
          2, "SSL_NOT_ALLOWED_BY_SERVER",
          3, "SSL_CERT_NOT_ON_SERVER",
          4, "INCONSISTENT_FLAGS",
          5, "HYBRID_REQUIRED_BY_SERVER",
          6, "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER");

  @Override
  public String toString() {
    return NAMES.getOrDefault(value, "failureCode " + Integer.toUnsignedString(value));
  }
}
