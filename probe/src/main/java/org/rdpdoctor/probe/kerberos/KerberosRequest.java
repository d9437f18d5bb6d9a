package org.rdpdoctor.probe.kerberos;

import java.util.Optional;

/// Who wants to log on to what, as far as the user has said it.
///
/// @param host the name that the user typed, for the ticket is for `TERMSRV/` and that name
/// @param user `name`, `name@realm` or `DOMAIN\name`; nothing for whoever the ticket cache knows
/// @param realm as the user gave it
/// @param kdc of that realm, as `HOST` or `HOST:PORT`
/// @param netbiosDomain of the server as it says itself; empty if it did not say
/// @param dnsDomain of the server as it says itself; empty if it did not say
public record KerberosRequest(
    String host,
    Optional<String> user,
    Optional<String> realm,
    Optional<String> kdc,
    String netbiosDomain,
    String dnsDomain) {
  /// Whose ticket is needed.
  public String service() {
    return "TERMSRV/" + host;
  }

  /// True if `text` is `HOST` or `HOST:PORT`.
  public static boolean isKdc(String text) {
    return KdcAddress.parse(text).isPresent();
  }

  /// True if the user is said together with where to ask for tickets.
  boolean namesRealm() {
    return realm.isPresent()
        || kdc.isPresent()
        || user.map(name -> name.matches(".*@.+|.+\\\\.*")).orElse(false);
  }
}
