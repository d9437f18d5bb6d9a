package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyFoundNoTarget;
import org.rdpdoctor.facts.ProxyFact.ProxyGreeted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonAccepted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonWanted;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpChallenge;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;

/// Has an HTTP proxy connect to a target: one CONNECT, one answer (RFC 9110 9.3.6).
public final class ConnectDialogue implements PassageDialogue {
  private static final String KIND = "http";

  private static final String BASIC = "Basic";

  /// What error pages say of the reason stands near their beginning.
  private static final int MOST_OF_PAGE = 16 * 1024;

  /// How long the rest of an error page may take.
  private static final Duration SETTLING = Duration.ofMillis(500);

  private static final int AUTHENTICATION_REQUIRED = 407;

  /// What tinyproxy answers to a wrong password.
  private static final int UNAUTHORIZED = 401;

  private static final int GATEWAY_TIMEOUT = 504;

  private final Passage passage;
  private final Destination destination;
  private final Optional<ProxyCredentials> credentials;
  private final boolean given;
  private Optional<HttpResponse> answer = Optional.empty();
  private boolean wantsBasic;

  /// Asks without a logon.
  ///
  /// @param patience for everything together
  public static ConnectDialogue unasked(
      Peer proxy, Destination destination, boolean given, Duration patience) {
    return new ConnectDialogue(proxy, destination, Optional.empty(), given, patience);
  }

  /// Asks with user and password in plain text, as Basic has them (RFC 7617).
  public static ConnectDialogue basic(
      Peer proxy, Destination destination, ProxyCredentials credentials, Duration patience) {
    return new ConnectDialogue(proxy, destination, Optional.of(credentials), true, patience);
  }

  private ConnectDialogue(
      Peer proxy,
      Destination destination,
      Optional<ProxyCredentials> credentials,
      boolean given,
      Duration patience) {
    this.passage = new Passage(proxy, KIND, destination, patience);
    this.destination = destination;
    this.credentials = credentials;
    this.given = given;
  }

  @Override
  public Optional<Observation> ofTarget() {
    return passage.ofTarget();
  }

  /// True if the proxy would let in who gives user and password, and nobody has given them yet: one
  /// more connection is worth it.
  public boolean wantsBasic() {
    return wantsBasic;
  }

  @Override
  public Turn begin(Duration at) {
    passage.begin(at);
    var request =
        HttpRequest.of("CONNECT", destination.toString())
            .with("Host", destination.toString())
            .with("User-Agent", "rdpdoctor");
    String what = "CONNECT " + destination;
    if (credentials.isEmpty()) {
      return passage.say("connect", what, request.encode(), at);
    }
    ProxyCredentials who = credentials.get();
    return passage.say(
        "connect",
        what + " with user " + who.account() + " and password",
        request.with("Proxy-Authorization", BASIC + " " + Basic.token(who)).encode(),
        at);
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        passage.hear(bytes);
        try {
          yield read(at);
        } catch (DecodeException e) {
          yield passage.unreadable(e.fault(), at);
        }
      }
      case Heard.Silence(_, Duration at) ->
          answer.map(known -> judged(known, at)).orElseGet(() -> passage.unanswered(at));
      case Heard.End(var how, Duration at) ->
          answer.map(known -> judged(known, at)).orElseGet(() -> passage.ended(how, at));
    };
  }

  private Turn read(Duration at) throws DecodeException {
    while (answer.isEmpty()) {
      if (!HttpHead.mayBeResponse(passage.heard())) {
        return passage.unreadable("no answer of an HTTP proxy", at);
      }
      OptionalInt size = HttpHead.end(passage.heard());
      if (size.isEmpty()) {
        return passage.listen(at);
      }
      HttpResponse response = HttpResponse.decode(passage.heard().first(size.getAsInt()));
      var _ = passage.take(size.getAsInt());
      if (response.status() / 100 != 1) { // those only announce the answer
        answer = Optional.of(response);
        greeted(response, at);
        if (response.status() / 100 == 2) {
          return opened(response, at);
        }
      }
    }
    return isWholePage(answer.get()) ? judged(answer.get(), at) : passage.listenFor(SETTLING, at);
  }

  private boolean isWholePage(HttpResponse response) {
    int heard = passage.heard().size();
    return heard >= MOST_OF_PAGE
        || switch (response.body("CONNECT")) {
          case HttpBody.None _ -> true;
          case HttpBody.Sized(long length) -> heard >= length;
          case HttpBody.Chunked _, HttpBody.UntilClose _ -> false;
        };
  }

  private void greeted(HttpResponse response, Duration at) {
    String product =
        response
            .first("Server")
            .or(() -> response.first("Proxy-Agent"))
            .or(() -> response.first("Via"))
            .map(ForeignText::plain)
            .orElse("");
    passage.add(
        new ProxyGreeted(
            KIND,
            product,
            schemes(response),
            passage.elapsed(at),
            passage.evidence(words(response), at)));
  }

  private static String words(HttpResponse response) {
    return ("status " + response.status() + " " + ForeignText.plain(response.reason())).strip();
  }

  private static List<String> schemes(HttpResponse response) {
    return response.proxyChallenges().stream()
        .map(HttpChallenge::scheme)
        .map(ForeignText::plain)
        .distinct()
        .toList();
  }

  private Turn opened(HttpResponse response, Duration at) {
    credentials.ifPresent(
        who ->
            passage.add(
                new ProxyLogonAccepted(
                    KIND,
                    who.account().toString(),
                    BASIC,
                    passage.elapsed(at),
                    passage.evidence(words(response), at))));
    return passage.open(words(response), at);
  }

  /// The proxy said no, and why, as far as it says that.
  private Turn judged(HttpResponse response, Duration at) {
    Duration elapsed = passage.elapsed(at);
    boolean isUnwelcome = response.status() == UNAUTHORIZED && credentials.isPresent();
    if (response.status() == AUTHENTICATION_REQUIRED || isUnwelcome) {
      return unauthorised(response, at);
    }
    Optional<TargetTrouble> trouble = TargetTrouble.in(texts(response));
    if (trouble.isEmpty() && response.status() == GATEWAY_TIMEOUT) {
      trouble = Optional.of(TargetTrouble.UNANSWERED);
    }
    Evidence evidence = passage.evidence(reason(response), at);
    if (trouble.isEmpty()) {
      return passage.done(
          new ProxyRefused(
              KIND,
              "connect",
              Integer.toString(response.status()),
              ForeignText.plain(response.reason()),
              explained(ForeignText.plain(response.reason()), response),
              destination.toString(),
              elapsed,
              evidence));
    }
    return trouble
        .get()
        .fact(destination, elapsed, evidence)
        .map(passage::doneWithTarget)
        .orElseGet(
            () ->
                passage.done(
                    new ProxyFoundNoTarget(
                        KIND, destination.toString(), reason(response), elapsed, evidence)));
  }

  private Turn unauthorised(HttpResponse response, Duration at) {
    List<String> schemes = schemes(response);
    Evidence evidence = passage.evidence(words(response), at);
    if (credentials.isPresent()) {
      return passage.done(
          new ProxyLogonRejected(
              KIND,
              credentials.get().account().toString(),
              schemes,
              words(response),
              passage.elapsed(at),
              evidence));
    }
    wantsBasic = response.proxyChallenges().stream().anyMatch(each -> each.isScheme(BASIC));
    return passage.done(new ProxyLogonWanted(KIND, given, schemes, passage.elapsed(at), evidence));
  }

  /// What may say why, the exact words first.
  private List<String> texts(HttpResponse response) {
    var texts = new ArrayList<String>(response.all("Proxy-Status"));
    texts.addAll(response.all("X-Squid-Error"));
    texts.add(response.reason());
    // a page that explains a ban may name anything
    if (response.status() / 100 == 5) {
      texts.add(passage.heard().first(MOST_OF_PAGE).decode(StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static String detail(HttpResponse response) {
    return response
        .first("Proxy-Status")
        .or(() -> response.first("X-Squid-Error"))
        .map(ForeignText::plain)
        .orElse("");
  }

  private static String reason(HttpResponse response) {
    return explained(words(response), response);
  }

  private static String explained(String words, HttpResponse response) {
    String detail = detail(response);
    return detail.isEmpty() ? words : (words + " (" + detail + ")").strip();
  }
}
