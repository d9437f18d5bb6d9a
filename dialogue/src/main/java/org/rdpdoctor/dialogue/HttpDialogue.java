package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;

/// One HTTP request, the head of its answer, and a bounded piece of the body (RFC 9112). What it
/// met is read by who knows what was asked, and why.
public final class HttpDialogue implements Dialogue {
  /// More than a page that says an error.
  static final int MOST_BODY = 16 * 1024;

  /// What a head is not before is no more an answer than a banner.
  private static final int PREVIEW = 160;

  /// How long a body may take once its head is there: a stream for a session never ends.
  private static final Duration BODY_PATIENCE = Duration.ofMillis(700);

  private final HttpRequest request;
  private final Bytes body;
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Bytes heard = Bytes.EMPTY;
  private Optional<HttpResponse> head = Optional.empty();
  private Duration headAt = Duration.ZERO;
  private Framing framing = new Framing(0, Optional.empty());
  private Bytes read = Bytes.EMPTY;
  private Optional<HttpMet> met = Optional.empty();

  /// What is left of the body: `chunks` if it comes in them.
  private record Framing(long wanted, Optional<ChunkReader> chunks) {}

  public HttpDialogue(HttpRequest request, Duration patience) {
    this(request, Bytes.EMPTY, patience);
  }

  /// @param body as the request announces it
  /// @param patience for everything
  public HttpDialogue(HttpRequest request, Bytes body, Duration patience) {
    this.request = request;
    this.body = body;
    this.patience = patience;
  }

  /// What the request met, once the dialogue is done.
  public Optional<HttpMet> met() {
    return met;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return new Turn.Say(request.encode().plus(body), patience);
  }

  @Override
  public Turn hear(Heard news) {
    Duration at = news.at();
    return switch (news) {
      case Heard.Data(Bytes bytes, _) -> head.isPresent() ? readBody(bytes, at) : read(bytes, at);
      case Heard.Silence _ -> head.isPresent() ? answered(false, at) : silent(at);
      case Heard.End(Ending how, _) -> head.isPresent() ? answered(false, at) : ended(how, at);
    };
  }

  private Turn read(Bytes bytes, Duration at) {
    heard = heard.plus(bytes);
    if (!HttpHead.mayBeResponse(heard)) {
      return unreadable("no answer of an HTTP server", at);
    }
    OptionalInt end = HttpHead.end(heard);
    if (end.isEmpty()) {
      return waitOn(at);
    }
    try {
      HttpResponse answer = HttpResponse.decode(heard.first(end.getAsInt()));
      Bytes rest = heard.from(end.getAsInt());
      if (answer.status() / 100 == 1 && answer.status() != 101) {
        heard = Bytes.EMPTY; // the answer itself follows (RFC 9110 15.2)
        return rest.isEmpty() ? waitOn(at) : read(rest, at);
      }
      head = Optional.of(answer);
      headAt = at;
      framing = framing(answer);
      return readBody(rest, at);
    } catch (DecodeException e) {
      return unreadable(e.fault().describe(), at);
    }
  }

  private Turn waitOn(Duration at) {
    Duration left = left(at);
    return left.isPositive() ? new Turn.Listen(left) : silent(at);
  }

  private Duration left(Duration at) {
    return began.plus(patience).minus(at);
  }

  private Framing framing(HttpResponse answer) {
    return switch (answer.body(request.method())) {
      case HttpBody.None _ -> new Framing(0, Optional.empty());
      case HttpBody.Sized(long length) -> new Framing(length, Optional.empty());
      case HttpBody.Chunked _ -> new Framing(Long.MAX_VALUE, Optional.of(new ChunkReader()));
      case HttpBody.UntilClose _ -> new Framing(Long.MAX_VALUE, Optional.empty());
    };
  }

  private Turn readBody(Bytes bytes, Duration at) {
    if (framing.chunks().isPresent()) {
      ChunkReader chunks = framing.chunks().get();
      try {
        read = read.plus(chunks.add(bytes)).first(MOST_BODY);
      } catch (DecodeException e) {
        return answered(false, at); // the head tells enough, and no request may follow
      }
      if (chunks.isEnded()) {
        return answered(true, at);
      }
    } else {
      read = read.plus(bytes).first(MOST_BODY);
      if (read.size() >= framing.wanted()) {
        return answered(true, at);
      }
    }
    Duration most = headAt.plus(BODY_PATIENCE).minus(at);
    Duration left = most.compareTo(left(at)) < 0 ? most : left(at);
    boolean enough = read.size() >= MOST_BODY || isStream();
    return enough || !left.isPositive() ? answered(false, at) : new Turn.Listen(left);
  }

  /// True for what a gateway announces for its OUT channel: more than anybody waits for.
  private boolean isStream() {
    return framing.chunks().isEmpty()
        && framing.wanted() > MOST_BODY
        && framing.wanted() < Long.MAX_VALUE;
  }

  private Turn answered(boolean whole, Duration at) {
    HttpResponse answer = head.orElseThrow();
    boolean goesOn = whole && !answer.closes() && answer.status() != 101;
    return done(new HttpMet.Answered(answer, read, goesOn, headAt.minus(began), at));
  }

  private Turn silent(Duration at) {
    return done(new HttpMet.Silent(at.minus(began), at));
  }

  private Turn ended(Ending how, Duration at) {
    return done(new HttpMet.Ended(how, !heard.isEmpty(), at.minus(began), at));
  }

  private Turn unreadable(String reason, Duration at) {
    return done(new HttpMet.Unreadable(reason, heard.first(PREVIEW), at.minus(began), at));
  }

  private Turn done(HttpMet end) {
    met = Optional.of(end);
    return new Turn.Done(List.of());
  }
}
