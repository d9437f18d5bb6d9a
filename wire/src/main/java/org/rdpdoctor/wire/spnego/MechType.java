package org.rdpdoctor.wire.spnego;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Oid;

/// `MechType`: an authentication mechanism that SPNEGO can choose; unknown ones are kept.
@SpecifiedIn("RFC 4178 4.1")
public record MechType(Oid oid) {
  public static final MechType SPNEGO = of("1.3.6.1.5.5.2");
  public static final MechType NTLMSSP = of("1.3.6.1.4.1.311.2.2.10");
  public static final MechType KERBEROS = of("1.2.840.113554.1.2.2");

  /// Kerberos with a digit cut off the OID, as Windows 2000 did and every version still offers.
  public static final MechType MS_KERBEROS = of("1.2.840.48018.1.2.2");

  public static final MechType KERBEROS_USER_TO_USER = of("1.2.840.113554.1.2.2.3");
  public static final MechType NEGOEX = of("1.3.6.1.4.1.311.2.2.30");
  public static final MechType PKU2U = of("1.3.6.1.5.2.7");
  public static final MechType IAKERB = of("1.3.6.1.5.2.5");

  private static final Map<MechType, String> NAMES =
      Map.of(
          SPNEGO, "SPNEGO",
          NTLMSSP, "NTLMSSP",
          KERBEROS, "Kerberos",
          MS_KERBEROS, "MS-Kerberos",
          KERBEROS_USER_TO_USER, "Kerberos user-to-user",
          NEGOEX, "NEGOEX",
          PKU2U, "PKU2U",
          IAKERB, "IAKERB");

  public static MechType of(String dotted) {
    return new MechType(Oid.of(dotted));
  }

  /// The usual name, or the numbers of the OID.
  @Override
  public String toString() {
    return NAMES.getOrDefault(this, oid.dotted());
  }
}
