package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpChallenge;

/// Who somebody is, proved in the requests of one HTTP connection (RFC 9110 11, RFC 4559). Used
/// once, since NTLM is bound to the connection.
public sealed interface HttpLogon {
  /// As `WWW-Authenticate` names it; empty if nothing is proved by HTTP.
  String scheme();

  /// Nobody in particular where nothing is proved.
  Account account();

  Said begin();

  /// What comes after an answer that asks for more, with these challenges.
  Step hear(List<HttpChallenge> challenges);

  /// The value of `Authorization`, which is shown to nobody.
  ///
  /// @param value nothing to leave the field out
  /// @param proves true if it proves a password, so that a wrong one counts
  record Said(Optional<String> value, boolean proves) {
    @Override
    public String toString() {
      return "Said[hidden]";
    }
  }

  /// What comes next.
  sealed interface Step {
    record Say(Said next) implements Step {}

    /// The scheme led to no challenge, so that nothing was proved.
    record Unchallenged() implements Step {}

    record Senseless(String reason) implements Step {}
  }

  /// The mechanism inside SPNEGO, as Windows clients do.
  static HttpLogon negotiate(Account account, Mechanism mechanism) {
    return new Tokens("Negotiate", account, mechanism, false);
  }

  /// NTLM with nothing around it.
  static HttpLogon ntlm(Account account, Mechanism mechanism) {
    return new Tokens("NTLM", account, mechanism, true);
  }

  /// The password itself (RFC 7617): only for those who may know it.
  static HttpLogon basic(Account account, Password password) {
    return new Basic(account, password);
  }

  /// A scheme that only says how the logon goes on inside the tunnel, such as `SSPI_NTLM`
  /// (MS-TSGU 2.2.5.3.10); nothing at all if it is empty.
  static HttpLogon named(String scheme) {
    return new Named(scheme);
  }

  /// A mechanism's tokens in Base64.
  final class Tokens implements HttpLogon {
    private final String scheme;
    private final Account account;
    private final Mechanism mechanism;
    private final Wrapping wrapping;
    private Bytes first = Bytes.EMPTY;

    private Tokens(String scheme, Account account, Mechanism mechanism, boolean bare) {
      this.scheme = scheme;
      this.account = account;
      this.mechanism = mechanism;
      this.wrapping = new Wrapping(mechanism, bare);
    }

    @Override
    public String scheme() {
      return scheme;
    }

    @Override
    public Account account() {
      return account;
    }

    @Override
    public Said begin() {
      if (mechanism.begin() instanceof Mechanism.Step.Say(Bytes token, _)) {
        first = token;
      }
      return said(wrapping.first(first), mechanism.provesAtOnce());
    }

    @Override
    public Step hear(List<HttpChallenge> challenges) {
      Optional<String> token =
          challenges.stream()
              .filter(each -> each.isScheme(scheme))
              .flatMap(each -> each.token().stream())
              .findFirst();
      try {
        return token.isEmpty()
            ? new Step.Unchallenged()
            : unwrapped(Bytes.copyOf(Base64.getDecoder().decode(token.get())));
      } catch (IllegalArgumentException _) {
        return new Step.Senseless("a challenge that is no Base64");
      } catch (DecodeException e) {
        return new Step.Senseless(e.fault().describe());
      }
    }

    private Step unwrapped(Bytes token) throws DecodeException {
      return switch (wrapping.read(token, false)) {
        case Wrapping.Unwrapped.Token(Bytes inner) -> next(mechanism.hear(inner));
        case Wrapping.Unwrapped.AskedAgain() ->
            new Step.Say(said(wrapping.next(first), mechanism.provesAtOnce()));
        case Wrapping.Unwrapped.Refused(_, _) -> new Step.Unchallenged();
        case Wrapping.Unwrapped.Nothing(), Wrapping.Unwrapped.Forged() ->
            new Step.Senseless("a challenge that asks for nothing");
      };
    }

    private Step next(Mechanism.Step step) {
      return switch (step) {
        case Mechanism.Step.Say(Bytes token, boolean established) ->
            new Step.Say(
                established
                    ? said(wrapping.last(Optional.of(token)).orElse(token), true)
                    : said(wrapping.next(token), mechanism.provesAtOnce()));
        case Mechanism.Step.Senseless(String reason) -> new Step.Senseless(reason);
        case Mechanism.Step.Established(), Mechanism.Step.Unable(_) -> new Step.Unchallenged();
      };
    }

    private Said said(Bytes token, boolean proves) {
      String base64 = Base64.getEncoder().encodeToString(token.toArray());
      return new Said(Optional.of(scheme + " " + base64), proves);
    }
  }

  /// Name and password, which are one secret.
  final class Basic implements HttpLogon {
    private final Account account;
    private final Password password;

    private Basic(Account account, Password password) {
      this.account = account;
      this.password = password;
    }

    @Override
    public String scheme() {
      return "Basic";
    }

    @Override
    public Account account() {
      return account;
    }

    @Override
    public Said begin() {
      String pair = password.lend(characters -> account + ":" + new String(characters));
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return new Said(Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes)), true);
    }

    @Override
    public Step hear(List<HttpChallenge> challenges) {
      return new Step.Unchallenged();
    }
  }

  /// A scheme without a proof.
  record Named(String scheme) implements HttpLogon {
    @Override
    public Account account() {
      return new Account("", "");
    }

    @Override
    public Said begin() {
      return new Said(Optional.of(scheme).filter(name -> !name.isEmpty()), false);
    }

    @Override
    public Step hear(List<HttpChallenge> challenges) {
      return new Step.Unchallenged();
    }
  }
}
