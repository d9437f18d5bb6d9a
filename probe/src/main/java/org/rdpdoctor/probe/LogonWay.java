package org.rdpdoctor.probe;

import java.util.Optional;
import org.rdpdoctor.probe.kerberos.KerberosRequest;

/// How the one logon is to be made.
///
/// @param realm whose KDC knows the user; nothing to find it out
/// @param kdc of that realm, as `HOST` or `HOST:PORT`; nothing to find it out
public record LogonWay(Choice choice, Optional<String> realm, Optional<String> kdc) {
  /// Which mechanism.
  public enum Choice {
    /// As Windows does it: Kerberos where a ticket can be had, otherwise NTLM.
    AUTO,
    NTLM,
    KERBEROS
  }

  /// What a user means who says nothing about it.
  public static final LogonWay AUTO = new LogonWay(Choice.AUTO, Optional.empty(), Optional.empty());

  /// True if `text` names a KDC.
  public static boolean isKdc(String text) {
    return KerberosRequest.isKdc(text);
  }
}
