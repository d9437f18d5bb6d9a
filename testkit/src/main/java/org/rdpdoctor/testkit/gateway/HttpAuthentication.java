package org.rdpdoctor.testkit.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.testkit.credssp.CredSspServer;
import org.rdpdoctor.testkit.credssp.HttpLogon;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpField;
import org.rdpdoctor.wire.http.HttpRequest;

/// Whether the client of one connection may pass. As on Windows, a connection that has proved
/// itself once stays so.
final class HttpAuthentication {
  private static final String COMPUTER = "GATEWAY";
  private static final String CHALLENGE = "WWW-Authenticate";

  private final AccountScript script;
  private final Optional<Bytes> certificate;
  private final Runnable refused;
  private Optional<HttpLogon> logon = Optional.empty();
  private Optional<Access> access = Optional.empty();
  private List<HttpField> farewell = List.of();

  /// @param certificate of the TLS channel that a proof may be bound to, in DER; empty for any
  /// @param refused is told of every proof that was wrong
  HttpAuthentication(AccountScript script, Optional<Bytes> certificate, Runnable refused) {
    this.script = script;
    this.certificate = certificate;
    this.refused = refused;
  }

  Optional<Access> access() {
    return access;
  }

  /// What the last answer must still tell the client, once.
  List<HttpField> farewell() {
    List<HttpField> last = farewell;
    farewell = List.of();
    return last;
  }

  /// What the client meets instead of what it asked for; nothing if it may pass.
  Optional<WebPage> demand(HttpRequest request, GatewayTarget target) throws DecodeException {
    if (access.isPresent()) {
      return Optional.empty();
    }
    String authorization = request.first("Authorization").orElse("").strip();
    int blank = authorization.indexOf(' ');
    String scheme = blank < 0 ? authorization : authorization.substring(0, blank);
    String token = blank < 0 ? "" : authorization.substring(blank).strip();
    if (scheme.isEmpty()) {
      scheme = request.first("RDG-Auth-Scheme").or(() -> target.parameter("AuthS")).orElse("");
    }
    String asked = scheme;
    Optional<String> offered =
        script.schemes().stream().filter(each -> each.equalsIgnoreCase(asked)).findFirst();
    if (offered.isEmpty() || script.verdict() == AccountScript.Verdict.FORGETFUL) {
      return Optional.of(unauthorized());
    }
    return switch (offered.get()) {
      case "PAA" -> pass(Access.COOKIE);
      case "SSPI_NTLM" -> pass(Access.EXTENDED);
      case "Basic" -> basic(token);
      default -> ntlm(offered.get(), token);
    };
  }

  private Optional<WebPage> pass(Access how) {
    access = Optional.of(how);
    return Optional.empty();
  }

  private Optional<WebPage> basic(String token) {
    Bytes right = Bytes.utf8(CredSspServer.USER + ":" + CredSspServer.PASSWORD);
    return token.isEmpty() ? Optional.of(unauthorized()) : proved(right.equals(decoded(token)));
  }

  private Optional<WebPage> ntlm(String scheme, String token) throws DecodeException {
    if (token.isEmpty()) {
      return Optional.of(unauthorized());
    }
    if (logon.isEmpty()) {
      logon = Optional.of(new HttpLogon(COMPUTER, certificate, Instant.now()));
    }
    return switch (logon.get().hear(decoded(token))) {
      case HttpLogon.Step.Challenge(Bytes challenge) ->
          Optional.of(
              WebPage.of(401, "Unauthorized").with(CHALLENGE, scheme + " " + encoded(challenge)));
      case HttpLogon.Step.Accepted(Bytes last) -> {
        if (!last.isEmpty()) {
          farewell = List.of(new HttpField(CHALLENGE, scheme + " " + encoded(last)));
        }
        yield proved(true);
      }
      case HttpLogon.Step.Refused _ -> proved(false);
    };
  }

  private Optional<WebPage> proved(boolean right) {
    if (right && script.verdict() == AccountScript.Verdict.HONEST) {
      return pass(Access.ACCOUNT);
    }
    refused.run();
    return Optional.of(unauthorized());
  }

  private WebPage unauthorized() {
    WebPage page = WebPage.of(401, "Unauthorized");
    for (String scheme : script.schemes()) {
      boolean basic = scheme.equals("Basic");
      page = page.with(CHALLENGE, basic ? "Basic realm=\"" + COMPUTER + "\"" : scheme);
    }
    return page;
  }

  private static String encoded(Bytes token) {
    return Base64.getEncoder().encodeToString(token.toArray());
  }

  private static Bytes decoded(String token) {
    try {
      return Bytes.copyOf(Base64.getDecoder().decode(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Bytes.EMPTY;
    }
  }
}
