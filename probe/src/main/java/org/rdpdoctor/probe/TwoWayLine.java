package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpBody;
import org.rdpdoctor.wire.http.HttpChunk;
import org.rdpdoctor.wire.http.HttpHead;
import org.rdpdoctor.wire.http.HttpResponse;

/// Two HTTP connections as one line: what is said goes in chunks into the request of one, what is
/// heard is the body of the other's answer (MS-TSGU 3.3.5.1).
final class TwoWayLine implements GatewayStream {
  /// How long the OUT channel is listened to before the IN channel is looked at: it has nothing to
  /// say unless it fails.
  private static final Duration SLICE = Duration.ofMillis(200);

  private static final Duration GLANCE = Duration.ofMillis(1);

  private final Line in;
  private final Line out;
  private final HttpBody body;
  private final ChunkReader chunks = new ChunkReader();
  private final Pushback unread = new Pushback();
  private Bytes answer = Bytes.EMPTY;
  private Optional<String> trouble = Optional.empty();
  private long left = Long.MAX_VALUE;

  /// @param in on which the request of the IN channel is said
  /// @param out on which the answer's head was heard
  /// @param head of the OUT channel's answer
  TwoWayLine(Line in, Line out, HttpResponse head) {
    this.in = in;
    this.out = out;
    this.body = head.body("RDG_OUT_DATA");
    if (body instanceof HttpBody.Sized(long length)) {
      left = length;
    }
  }

  @Override
  public String transport() {
    return GatewaySeen.HTTP;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  /// The status with which the IN channel was ended, if it was.
  OptionalInt inStatus() {
    OptionalInt end = HttpHead.end(answer);
    if (end.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(HttpResponse.decode(answer.first(end.getAsInt())).status());
    } catch (DecodeException _) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void say(Bytes message) {
    in.say(HttpChunk.of(message));
  }

  @Override
  public Heard listen(Duration patience) {
    Optional<Heard> again = unread.take(now());
    if (again.isPresent()) {
      return again.get();
    }
    Duration began = now();
    while (true) {
      Duration rest = patience.minus(now().minus(began));
      if (!rest.isPositive()) {
        return new Heard.Silence(now().minus(began), now());
      }
      switch (out.listen(rest.compareTo(SLICE) < 0 ? rest : SLICE)) {
        case Heard.Data(Bytes bytes, Duration at) -> {
          Optional<Heard> heard = read(bytes, at);
          if (heard.isPresent()) {
            return heard.get();
          }
        }
        case Heard.Silence _ -> {
          Optional<Heard> end = glance();
          if (end.isPresent()) {
            return end.get();
          }
        }
        case Heard.End end -> {
          var _ = glance();
          trouble = trouble.or(() -> Optional.of("the OUT channel ended"));
          return end;
        }
      }
    }
  }

  private Optional<Heard> read(Bytes bytes, Duration at) {
    if (body instanceof HttpBody.Chunked) {
      try {
        Bytes data = chunks.add(bytes);
        return data.isEmpty()
            ? chunks.isEnded() ? Optional.of(over(at)) : Optional.empty()
            : Optional.of(new Heard.Data(data, at));
      } catch (DecodeException e) {
        trouble = Optional.of("the OUT channel's chunks make no sense: " + e.fault().describe());
        return Optional.of(new Heard.End(Ending.CLOSED, at));
      }
    }
    Bytes data = bytes.first((int) Math.min(left, bytes.size()));
    left -= data.size();
    return Optional.of(data.isEmpty() ? over(at) : new Heard.Data(data, at));
  }

  private Heard over(Duration at) {
    trouble = Optional.of("the OUT channel's answer was over");
    return new Heard.End(Ending.CLOSED, at);
  }

  /// Whether the IN channel has come to its end.
  private Optional<Heard> glance() {
    return switch (in.listen(GLANCE)) {
      case Heard.Data(Bytes bytes, _) -> {
        answer = answer.plus(bytes).first(HttpHead.MOST);
        OptionalInt status = inStatus();
        if (status.isPresent() && status.getAsInt() >= 300) {
          trouble = Optional.of("the IN channel was answered with status " + status.getAsInt());
          yield Optional.of(new Heard.End(Ending.CLOSED, now()));
        }
        yield Optional.empty();
      }
      case Heard.Silence _ -> Optional.empty();
      case Heard.End end -> {
        trouble = Optional.of("the IN channel ended, the OUT channel did not");
        yield Optional.of(end);
      }
    };
  }

  @Override
  public Duration now() {
    return out.now();
  }

  @Override
  public SecretsLog secrets() {
    return out.secrets();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  @Override
  public void close() {
    in.say(HttpChunk.LAST);
    in.close();
    out.close();
  }
}
