package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonAccepted;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonRejected;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.websocket.WebSocketKey;

/// Opens one HTTP channel of a gateway: the request, and the logon that it is met with, until the
/// gateway lets it through (MS-TSGU 3.3.5.1). One proof of a password at most.
public final class GatewayRequestDialogue implements Dialogue {
  /// Of an answer that asks for more; whoever says more has something else to say.
  private static final int MOST_BODY = 256 * 1024;

  /// NTLM inside SPNEGO needs three; whoever asks for more goes in circles.
  private static final int MOST_REQUESTS = 5;

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final HttpRequest request;
  private final HttpLogon logon;
  private final GatewayVoice voice;
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private Optional<HttpResponse> response = Optional.empty();
  private ChunkReader chunks = new ChunkReader();
  private int requests;
  private boolean proved;
  private boolean accepted;
  private Outcome outcome = Outcome.BROKEN;

  /// How it ended.
  public enum Outcome {
    /// The answer's body is the channel, or may be skipped.
    ADMITTED,
    /// WebSocket frames follow.
    UPGRADED,
    /// A proof was not accepted: there must be no second one.
    REJECTED,
    /// The scheme led to no challenge, so that nothing was proved.
    UNCHALLENGED,
    /// Another status, for reasons that have nothing to do with the logon.
    REFUSED,
    /// Silence, an end or nonsense.
    BROKEN
  }

  /// @param request without `Authorization`
  /// @param transport as facts name it
  /// @param patience for all of it
  public GatewayRequestDialogue(
      Peer peer, HttpRequest request, String transport, HttpLogon logon, Duration patience) {
    this.request = request;
    this.logon = logon;
    this.voice = new GatewayVoice(peer, transport);
    this.patience = patience;
  }

  public Outcome outcome() {
    return outcome;
  }

  /// As facts name it.
  public String transport() {
    return voice.transport();
  }

  /// True once a password was proved, whatever came of it.
  public boolean hasProved() {
    return proved;
  }

  /// True once that was accepted.
  public boolean isAccepted() {
    return accepted;
  }

  /// The last answer, if there was one.
  public Optional<HttpResponse> response() {
    return response;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return say(logon.begin(), at);
  }

  private Turn say(HttpLogon.Said said, Duration at) {
    proved |= said.proves();
    requests++;
    heardSoFar = Bytes.EMPTY;
    String scheme = logon.scheme().isEmpty() ? "" : ", " + logon.scheme();
    String what = request.method() + scheme + (said.proves() ? " with a proof" : "");
    voice.begin("logon", what, requests == 1 ? at : began);
    HttpRequest whole =
        said.value().map(value -> request.with("Authorization", value)).orElse(request);
    return new Turn.Say(whole.encode(), left(at));
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        yield read(at);
      }
      case Heard.Silence(_, Duration at) -> done(voice.unanswered(at));
      case Heard.End(var how, Duration at) -> done(voice.ended(how, at));
    };
  }

  private Turn read(Duration at) {
    if (!HttpHead.mayBeResponse(heardSoFar)) {
      return done(voice.unreadable("an answer that is no HTTP", heardSoFar, at));
    }
    OptionalInt end = HttpHead.end(heardSoFar);
    if (end.isEmpty()) {
      return waitOn(at);
    }
    try {
      HttpResponse answer = HttpResponse.decode(heardSoFar.first(end.getAsInt()));
      Bytes rest = heardSoFar.from(end.getAsInt());
      if (answer.status() / 100 == 1 && answer.status() != 101) {
        heardSoFar = rest;
        return rest.isEmpty() ? waitOn(at) : read(at);
      }
      response = Optional.of(answer);
      return answered(answer, rest, at);
    } catch (DecodeException e) {
      return done(voice.unreadable(e.fault().describe(), heardSoFar, at));
    }
  }

  private Turn answered(HttpResponse answer, Bytes rest, Duration at) throws DecodeException {
    return switch (answer.status()) {
      case 101 -> upgraded(answer, rest, at);
      case 200 -> admitted(Outcome.ADMITTED, answer, rest, at);
      case 401 ->
          proved || requests >= MOST_REQUESTS ? rejected(answer, at) : asked(answer, rest, at);
      case 404, 405, 426, 501 -> misplaced(answer, at);
      default -> proved ? rejected(answer, at) : refused(answer, at);
    };
  }

  private Turn upgraded(HttpResponse answer, Bytes rest, Duration at) {
    Optional<String> wanted = request.first("Sec-WebSocket-Key").map(WebSocketKey::accept);
    return wanted.isPresent() && answer.first("Sec-WebSocket-Accept").equals(wanted)
        ? admitted(Outcome.UPGRADED, answer, rest, at)
        : done(voice.unreadable("a WebSocket answer to another question", Bytes.EMPTY, at));
  }

  private Turn admitted(Outcome how, HttpResponse answer, Bytes rest, Duration at) {
    outcome = how;
    return new Turn.Done(accepted(answer, at), rest);
  }

  private List<Observation> accepted(HttpResponse answer, Duration at) {
    accepted = proved;
    return proved
        ? List.of(
            new GatewayLogonAccepted(
                logon.account().toString(),
                logon.scheme(),
                voice.transport(),
                voice.elapsed(at),
                voice.evidence(status(answer), at)))
        : List.of();
  }

  /// There is nothing of the kind here, which is said only to who may ask for it: without the proof
  /// the same request was met with a challenge.
  private Turn misplaced(HttpResponse answer, Duration at) {
    outcome = Outcome.REFUSED;
    var seen = new ArrayList<>(accepted(answer, at));
    seen.add(missing(answer, at));
    return new Turn.Done(List.copyOf(seen));
  }

  private Turn rejected(HttpResponse answer, Duration at) {
    outcome = Outcome.REJECTED;
    return new Turn.Done(
        List.of(
            new GatewayLogonRejected(
                logon.account().toString(),
                logon.scheme(),
                answer.status(),
                voice.elapsed(at),
                voice.evidence(status(answer), at))));
  }

  private Turn refused(HttpResponse answer, Duration at) {
    outcome = Outcome.REFUSED;
    return new Turn.Done(List.of(missing(answer, at)));
  }

  private GatewayTransportMissing missing(HttpResponse answer, Duration at) {
    return new GatewayTransportMissing(
        voice.transport(),
        "status",
        answer.status(),
        ForeignText.plain(answer.reason()),
        voice.elapsed(at),
        voice.evidence(status(answer), at));
  }

  /// More is asked for: once the answer's body is over, it is said.
  private Turn asked(HttpResponse answer, Bytes rest, Duration at) throws DecodeException {
    if (!isOver(answer, rest)) {
      return rest.size() > MOST_BODY
          ? done(voice.unreadable("a refusal without an end", Bytes.EMPTY, at))
          : waitOn(at);
    }
    return switch (logon.hear(answer.challenges())) {
      case HttpLogon.Step.Say(var next) -> answer.closes() ? done(closing(at)) : say(next, at);
      case HttpLogon.Step.Unchallenged() -> {
        outcome = Outcome.UNCHALLENGED;
        yield new Turn.Done(List.of());
      }
      case HttpLogon.Step.Senseless(String reason) ->
          done(voice.unreadable(reason, Bytes.EMPTY, at));
    };
  }

  /// NTLM is a logon of one connection: who closes it in between makes it impossible.
  private GatewayFact closing(Duration at) {
    return voice.unreadable(
        "a challenge, and that the connection will be closed before the reply", Bytes.EMPTY, at);
  }

  private boolean isOver(HttpResponse answer, Bytes rest) throws DecodeException {
    return switch (answer.body(request.method())) {
      case HttpBody.None() -> true;
      case HttpBody.Sized(long length) -> rest.size() >= length;
      case HttpBody.UntilClose() -> true; // nothing that follows can be told from it
      case HttpBody.Chunked() -> {
        chunks = new ChunkReader();
        var _ = chunks.add(rest);
        yield chunks.isEnded();
      }
    };
  }

  private static String status(HttpResponse answer) {
    return "HTTP status " + answer.status();
  }

  private Turn waitOn(Duration at) {
    return left(at).compareTo(AT_ONCE) > 0 ? new Turn.Listen(left(at)) : done(voice.unanswered(at));
  }

  private Duration left(Duration at) {
    Duration left = began.plus(patience).minus(at);
    return left.compareTo(AT_ONCE) > 0 ? left : AT_ONCE;
  }

  private static Turn done(Observation fact) {
    return new Turn.Done(List.of(fact));
  }
}
