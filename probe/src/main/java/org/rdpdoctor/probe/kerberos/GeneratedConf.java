package org.rdpdoctor.probe.kerberos;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// The krb5.conf that the JDK is given: the relay is the KDC of every realm, nothing is looked up,
/// and what the user's own file says of encryption stays.
final class GeneratedConf {
  /// What Windows offers. The JDK alone would leave out RC4, and report as broken what works.
  private static final String ENCRYPTIONS =
      "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96 aes256-cts-hmac-sha384-192"
          + " aes128-cts-hmac-sha256-128 rc4-hmac";

  private static final List<String> KEPT =
      List.of("default_tkt_enctypes", "default_tgs_enctypes", "permitted_enctypes", "clockskew");

  /// Where nobody knows one, and none is needed.
  private static final String NONE = "UNKNOWN";

  private GeneratedConf() {}

  /// False for what could not stand in the file as a realm.
  static boolean isRealm(String name) {
    return name.matches("[^\\s={}\\[\\]#;/]+");
  }

  static String text(
      String defaultRealm,
      Collection<String> realms,
      KdcAddress relay,
      Krb5Conf user,
      Duration patience) {
    var text = new StringBuilder("[libdefaults]\n");
    line(text, "default_realm", isRealm(defaultRealm) ? defaultRealm : NONE);
    line(text, "dns_lookup_kdc", "false");
    line(text, "dns_lookup_realm", "false");
    line(text, "udp_preference_limit", "0");
    line(text, "max_retries", "1");
    line(text, "kdc_timeout", Long.toString(Math.max(1, patience.toMillis())));
    line(text, "allow_weak_crypto", user.libdefault("allow_weak_crypto").orElse("true"));
    for (String key : KEPT) {
      String usual = key.endsWith("_enctypes") ? ENCRYPTIONS : "300";
      line(text, key, user.libdefault(key).orElse(usual));
    }
    text.append("[realms]\n");
    for (String realm : realms) {
      text.append(' ').append(realm).append(" = {\n");
      line(text, "kdc", relay.toString());
      text.append(" }\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(' ').append(key).append(" = ").append(value).append('\n');
  }
}
