package org.rdpdoctor.wire.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the challenges in one value. Commas separate challenges and parameters alike, so a word is
/// a parameter if `=` follows it, and begins a new challenge if not.
final class ChallengeReader {
  private static final String TOKEN = "!#$%&'*+-.^_`|~";
  private static final String TOKEN68 = "-._~+/";

  private final String value;
  private int at;

  ChallengeReader(String value) {
    this.value = value;
  }

  List<HttpChallenge> all() {
    var challenges = new ArrayList<HttpChallenge>();
    skipSeparators();
    while (at < value.length()) {
      String scheme = word(TOKEN);
      if (scheme.isEmpty()) {
        at++; // no letter of any word: go on behind it
      } else {
        skipBlanks();
        Optional<String> token = token68();
        challenges.add(new HttpChallenge(scheme, token, parameters()));
      }
      skipSeparators();
    }
    return challenges;
  }

  /// A word in Base64 that a comma or the end follows; a parameter looks the same up to its `=`.
  private Optional<String> token68() {
    int start = at;
    word(TOKEN68);
    if (at > start) {
      while (is('=')) {
        at++;
      }
      String token = value.substring(start, at);
      skipBlanks();
      if (at == value.length() || is(',')) {
        return Optional.of(token);
      }
    }
    at = start;
    return Optional.empty();
  }

  private Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    while (at < value.length()) {
      int start = at;
      skipSeparators();
      String name = word(TOKEN);
      skipBlanks();
      if (name.isEmpty() || !is('=')) {
        at = start;
        break;
      }
      at++;
      skipBlanks();
      parameters.putIfAbsent(
          name.toLowerCase(Locale.ROOT), is('"') ? quoted() : word(TOKEN + TOKEN68 + "=:"));
      skipBlanks();
    }
    return parameters;
  }

  /// What stands between two quotation marks, or up to the end where the second is missing.
  private String quoted() {
    var text = new StringBuilder();
    for (at++; at < value.length() && !is('"'); at++) {
      if (is('\\') && at + 1 < value.length()) {
        at++;
      }
      text.append(value.charAt(at));
    }
    at = Math.min(at + 1, value.length());
    return text.toString();
  }

  /// Letters, digits and these signs.
  private String word(String signs) {
    int start = at;
    while (at < value.length() && isIn(value.charAt(at), signs)) {
      at++;
    }
    return value.substring(start, at);
  }

  private static boolean isIn(char letter, String signs) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9'
        || signs.indexOf(letter) >= 0;
  }

  private boolean is(char letter) {
    return at < value.length() && value.charAt(at) == letter;
  }

  private void skipBlanks() {
    while (is(' ') || is('\t')) {
      at++;
    }
  }

  private void skipSeparators() {
    while (is(' ') || is('\t') || is(',')) {
      at++;
    }
  }
}
