package org.rdpdoctor.wire.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.wire.SpecifiedIn;

/// A way to log on that a server offers, such as `Negotiate` or `Basic realm="gateway"`.
///
/// @param scheme as the server spells it; compare it with [#isScheme]
/// @param token what a scheme says in Base64 instead of parameters, such as an NTLM challenge
/// @param parameters by their names in lower case, in the server's order
@SpecifiedIn("RFC 9110 11.6.1")
public record HttpChallenge(String scheme, Optional<String> token, Map<String, String> parameters) {

  public HttpChallenge {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// Names of schemes are the same in upper and lower case.
  public boolean isScheme(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  /// Every challenge in these values of `WWW-Authenticate` or `Proxy-Authenticate`, in their order.
  /// A value may hold several; what makes no sense is left out.
  public static List<HttpChallenge> of(List<String> headerValues) {
    var challenges = new ArrayList<HttpChallenge>();
    for (String value : headerValues) {
      challenges.addAll(new ChallengeReader(value).all());
    }
    return List.copyOf(challenges);
  }
}
