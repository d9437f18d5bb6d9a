package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelClosed;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tsgu.ChannelCreate;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.CloseChannelResponse;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.ExtendedAuthMessage;
import org.rdpdoctor.wire.tsgu.HandshakeRequest;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.ReauthMessage;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TunnelAuth;
import org.rdpdoctor.wire.tsgu.TunnelAuthResponse;
import org.rdpdoctor.wire.tsgu.TunnelCreate;
import org.rdpdoctor.wire.tsgu.TunnelResponse;
import org.rdpdoctor.wire.tsgu.UnknownPacket;

/// A connection to the target inside a gateway's channel (MS-TSGU 3.7.5.3).
final class GatewayChannel implements Connection {
  /// Signs of life are returned no faster, or two who return them would never stop.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

  /// ERROR_GRACEFUL_DISCONNECT and ERROR_BAD_ARGUMENTS: the target has ended its connection.
  private static final int GRACEFUL_DISCONNECT = 0x4CA;

  private static final int BAD_ARGUMENTS = 0xA0;

  private final GatewayStream stream;
  private final int number;
  private final Consumer<GatewayChannelClosed> broken;
  private final Runnable done;
  private final Duration opened;
  private final Arrivals arrivals = new Arrivals();
  private Bytes packets = Bytes.EMPTY;
  private final Pushback unread = new Pushback();
  private Duration lastSign;
  private boolean ended;

  /// @param broken told when the channel ends, and it is not the target that ends it
  /// @param done called when nobody needs the connections below any more
  GatewayChannel(
      GatewayStream stream, int number, Consumer<GatewayChannelClosed> broken, Runnable done) {
    this.stream = stream;
    this.number = number;
    this.broken = broken;
    this.done = done;
    this.opened = stream.now();
    this.lastSign = opened.minus(SIGN_OF_LIFE);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public SecretsLog secrets() {
    return stream.secrets();
  }

  @Override
  public Duration now() {
    return stream.now();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  @Override
  public void say(Bytes message) {
    arrivals.begin();
    for (int at = 0; at < message.size() && !ended; at += Data.MOST_DATA) {
      Bytes piece = message.slice(at, Math.min(message.size(), at + Data.MOST_DATA));
      stream.say(new Data(piece).encode());
    }
  }

  @Override
  public Heard listen(Duration patience) {
    return unread
        .take(now())
        .orElseGet(
            () -> {
              Heard heard = stream.sift(patience, this::feed, this::ready);
              return heard instanceof Heard.End(Ending how, _) && !ended ? cut(how) : heard;
            });
  }

  private void feed(Bytes bytes) {
    packets = packets.plus(bytes);
  }

  /// What the packets that are whole amount to; nothing if they say nothing.
  private Optional<Heard> ready() {
    if (ended) {
      return Optional.of(new Heard.End(Ending.CLOSED, now()));
    }
    try {
      while (true) {
        OptionalInt length = TsguPacket.length(packets);
        if (length.isEmpty() || packets.size() < length.getAsInt()) {
          return Optional.empty();
        }
        TsguPacket packet = TsguPacket.decode(packets.first(length.getAsInt()));
        packets = packets.from(length.getAsInt());
        switch (packet) {
          case Data(Bytes data, _) when !data.isEmpty() -> {
            arrivals.add(data.size(), now());
            return Optional.of(new Heard.Data(data, now()));
          }
          case KeepAlive _ -> sign();
          case CloseChannel close -> {
            return Optional.of(closed(close.statusCode()));
          }
          case HandshakeRequest _,
              HandshakeResponse _,
              ExtendedAuthMessage _,
              TunnelCreate _,
              TunnelResponse _,
              TunnelAuth _,
              TunnelAuthResponse _,
              ChannelCreate _,
              ChannelResponse _,
              Data _,
              ServiceMessage _,
              ReauthMessage _,
              CloseChannelResponse _,
              UnknownPacket _ -> {
            // messages are for users, and the rest needs no answer
          }
        }
      }
    } catch (DecodeException e) {
      ended = true;
      tell("cut", "", "", "no packet of a gateway: " + e.fault().describe());
      return Optional.of(new Heard.End(Ending.CLOSED, now()));
    }
  }

  private void sign() {
    if (now().minus(lastSign).compareTo(SIGN_OF_LIFE) >= 0) {
      lastSign = now();
      stream.say(new KeepAlive().encode());
    }
  }

  /// The gateway ends the channel and says why: for the target, or for itself.
  private Heard closed(TsguStatus status) {
    ended = true;
    stream.say(new CloseChannelResponse(TsguStatus.SUCCESS).encode());
    int code = status.value();
    if (code != 0 && code != GRACEFUL_DISCONNECT && code != BAD_ARGUMENTS) {
      String name = status.isKnown() ? status.toString() : "a code without a name";
      String hex = "0x%08X".formatted(code);
      tell("closed-by-gateway", hex, name, "the end of the channel: " + hex + ", " + name);
    }
    return new Heard.End(Ending.CLOSED, now());
  }

  /// The stream ends, and the gateway did not close the channel before: MS-TSGU 3.3.5.5 would have
  /// it so.
  private Heard cut(Ending how) {
    ended = true;
    String words = stream.trouble().orElse(how.words());
    tell(how == Ending.RESET ? "cut" : "ended", "", "", words);
    return new Heard.End(how, now());
  }

  private void tell(String how, String code, String name, String heard) {
    broken.accept(
        new GatewayChannelClosed(
            how,
            code,
            name,
            now().minus(opened),
            new Evidence(number, "through an open channel", heard, now())));
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      stream.say(new CloseChannel(TsguStatus.SUCCESS).encode());
    }
    stream.close();
    done.run();
  }
}
