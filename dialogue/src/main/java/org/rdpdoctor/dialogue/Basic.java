package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// User and password as the Basic scheme of HTTP has them (RFC 7617 2).
final class Basic {
  private Basic() {}

  static String token(ProxyCredentials who) {
    return who.password()
        .lend(
            characters ->
                Base64.getEncoder()
                    .encodeToString(
                        (who.account() + ":" + new String(characters))
                            .getBytes(StandardCharsets.UTF_8)));
  }
}
