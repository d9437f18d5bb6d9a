package org.rdpdoctor.peers;

import java.util.Map;

/// Lets a program that uses OpenSSL speak TLS 1.0 and 1.1 and weak ciphers again.
final class OldTls {
  private OldTls() {}

  /// The environment to start the program with.
  static Map<String, String> allowedBy(Workplace workplace) {
    var settings =
        workplace.write(
            "openssl.cnf",
            """
            openssl_conf = settings
            [settings]
            ssl_conf = ssl
            [ssl]
            system_default = everything
            [everything]
            MinProtocol = TLSv1
            CipherString = ALL:@SECLEVEL=0
            """);
    return Map.of("OPENSSL_CONF", settings.toString());
  }
}
