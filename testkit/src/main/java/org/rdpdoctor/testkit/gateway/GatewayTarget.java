package org.rdpdoctor.testkit.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The target of a request, taken apart.
///
/// @param path in lower case, as Windows compares it
/// @param query what stands behind the question mark
record GatewayTarget(String path, String query) {
  static GatewayTarget of(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new GatewayTarget(
        path.toLowerCase(Locale.ROOT), mark < 0 ? "" : target.substring(mark + 1));
  }

  /// A parameter of the query, see MS-TSGU 2.2.3.3.
  Optional<String> parameter(String name) {
    return Arrays.stream(query.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
