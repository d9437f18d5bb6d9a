package org.rdpdoctor.wire.x509;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Oid;

/// `KeyPurposeId`: one of the purposes in the extended key usage; unknown OIDs are kept.
@SpecifiedIn("RFC 5280 4.2.1.12")
public record KeyPurpose(Oid oid) {
  public static final KeyPurpose ANY = of("2.5.29.37.0");
  public static final KeyPurpose SERVER_AUTH = of("1.3.6.1.5.5.7.3.1");
  public static final KeyPurpose CLIENT_AUTH = of("1.3.6.1.5.5.7.3.2");

  /// "Remote Desktop Authentication", which a server may have in the place of [#SERVER_AUTH].
  public static final KeyPurpose REMOTE_DESKTOP_AUTH = of("1.3.6.1.4.1.311.54.1.2");

  private static final Map<KeyPurpose, String> NAMES =
      Map.ofEntries(
          Map.entry(ANY, "anyExtendedKeyUsage"),
          Map.entry(SERVER_AUTH, "serverAuth"),
          Map.entry(CLIENT_AUTH, "clientAuth"),
          Map.entry(of("1.3.6.1.5.5.7.3.3"), "codeSigning"),
          Map.entry(of("1.3.6.1.5.5.7.3.4"), "emailProtection"),
          Map.entry(of("1.3.6.1.5.5.7.3.5"), "ipsecEndSystem"),
          Map.entry(of("1.3.6.1.5.5.7.3.6"), "ipsecTunnel"),
          Map.entry(of("1.3.6.1.5.5.7.3.7"), "ipsecUser"),
          Map.entry(of("1.3.6.1.5.5.7.3.8"), "timeStamping"),
          Map.entry(of("1.3.6.1.5.5.7.3.9"), "OCSPSigning"),
          Map.entry(of("1.3.6.1.5.5.7.3.17"), "ipsecIKE"),
          Map.entry(of("1.3.6.1.5.2.3.4"), "pkInitClientAuth"),
          Map.entry(of("1.3.6.1.5.2.3.5"), "pkInitKDC"),
          Map.entry(of("1.3.6.1.4.1.311.20.2.2"), "smartCardLogon"),
          Map.entry(of("1.3.6.1.4.1.311.10.3.4"), "encryptingFileSystem"),
          Map.entry(of("1.3.6.1.4.1.311.10.3.12"), "documentSigning"),
          Map.entry(REMOTE_DESKTOP_AUTH, "remoteDesktopAuthentication"),
          Map.entry(of("2.16.840.1.113730.4.1"), "netscapeServerGatedCrypto"),
          Map.entry(of("1.3.6.1.4.1.311.10.3.3"), "microsoftServerGatedCrypto"));

  private static KeyPurpose of(String dotted) {
    return new KeyPurpose(Oid.of(dotted));
  }

  /// The usual name, or the numbers of the OID.
  @Override
  public String toString() {
    return NAMES.getOrDefault(this, oid.dotted());
  }
}
