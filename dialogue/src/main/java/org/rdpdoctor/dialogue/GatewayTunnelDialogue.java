package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tsgu.ChannelCreate;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.CloseChannelResponse;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.ExtendedAuth;
import org.rdpdoctor.wire.tsgu.ExtendedAuthMessage;
import org.rdpdoctor.wire.tsgu.HandshakeRequest;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.ReauthMessage;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguCapabilities;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TsguText;
import org.rdpdoctor.wire.tsgu.TunnelAuth;
import org.rdpdoctor.wire.tsgu.TunnelAuthResponse;
import org.rdpdoctor.wire.tsgu.TunnelCreate;
import org.rdpdoctor.wire.tsgu.TunnelResponse;
import org.rdpdoctor.wire.tsgu.UnknownPacket;

/// A gateway's tunnel, from the handshake to a channel that leads to the target (MS-TSGU 3.7.5.2),
/// over whatever transport is open.
public final class GatewayTunnelDialogue implements Dialogue {
  /// Whoever sends more of them before there is a channel keeps somebody busy.
  private static final int MOST_PACKETS = 64;

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /// No quarantine: there is no statement of health to be given. No second logon, no UDP.
  private static final TsguCapabilities CAPABILITIES =
      new TsguCapabilities(
          TsguCapabilities.IDLE_TIMEOUT
              | TsguCapabilities.MESSAGING_CONSENT_SIGN
              | TsguCapabilities.MESSAGING_SERVICE_MSG);

  private final GatewayTerms terms;
  private final GatewayReading reading;
  private final Duration patience;
  private final List<Observation> seen = new ArrayList<>();
  private Stage stage = Stage.HANDSHAKE;
  private Duration began = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private boolean synchronised;
  private int packets;
  private boolean proved;
  private boolean loggedOn;
  private boolean refused;

  private enum Stage {
    HANDSHAKE("handshake"),
    LOGON("logon"),
    TUNNEL("tunnel"),
    AUTHORIZATION("authorization"),
    CHANNEL("channel"),
    OPEN("open");

    private final String id;

    Stage(String id) {
      this.id = id;
    }
  }

  /// @param patience for all of it
  public GatewayTunnelDialogue(Peer peer, GatewayTerms terms, Duration patience) {
    this.terms = terms;
    this.reading = new GatewayReading(peer, terms);
    this.patience = patience;
    this.synchronised = !terms.seeded();
  }

  /// True if the channel carries data now.
  public boolean isOpen() {
    return stage == Stage.OPEN;
  }

  /// True if the gateway itself said no, so that another transport would meet the same.
  public boolean isRefused() {
    return refused;
  }

  /// True once a password was proved inside the tunnel, whatever came of it.
  public boolean hasProved() {
    return proved;
  }

  /// True if that password was accepted.
  public boolean isLoggedOn() {
    return loggedOn;
  }

  /// True if the gateway was asked for the target, and has not said what came of it.
  public boolean waitsForTarget() {
    return stage == Stage.CHANNEL;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    int extended =
        terms.proof().isPresent()
            ? ExtendedAuth.SSPI_NTLM
            : terms.cookie().isPresent() ? ExtendedAuth.PAA : 0;
    return say(
        Stage.HANDSHAKE, new HandshakeRequest(new ExtendedAuth(extended)), "a handshake", at);
  }

  private Turn say(Stage next, TsguPacket packet, String what, Duration at) {
    stage = next;
    reading.voice().begin(next.id, what, at);
    return new Turn.Say(packet.encode(), left(at));
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        yield readOrWait(at);
      }
      case Heard.Silence(_, Duration at) -> done(reading.voice().unanswered(at));
      case Heard.End(var how, Duration at) -> done(reading.voice().ended(how, at));
    };
  }

  private Turn readOrWait(Duration at) {
    if (!synchronised) {
      OptionalInt start = GatewaySeed.end(heardSoFar);
      if (start.isEmpty()) {
        return heardSoFar.size() > GatewaySeed.MOST
            ? done(reading.voice().unreadable("no packet of a gateway", heardSoFar, at))
            : waitOn(at);
      }
      synchronised = true;
      heardSoFar = heardSoFar.from(start.getAsInt());
    }
    try {
      while (true) {
        OptionalInt length = TsguPacket.length(heardSoFar);
        if (length.isEmpty() || heardSoFar.size() < length.getAsInt()) {
          return waitOn(at);
        }
        Bytes whole = heardSoFar.first(length.getAsInt());
        if (++packets > MOST_PACKETS) {
          return done(reading.voice().unreadable("packets without an end", whole, at));
        }
        TsguPacket packet = TsguPacket.decode(whole);
        heardSoFar = heardSoFar.from(length.getAsInt());
        Optional<Turn> turn = read(packet, at);
        if (turn.isPresent()) {
          return turn.get();
        }
      }
    } catch (DecodeException e) {
      return done(reading.voice().unreadable(e.fault().describe(), heardSoFar, at));
    }
  }

  /// What a packet asks for; nothing if it is only to be taken note of.
  private Optional<Turn> read(TsguPacket packet, Duration at) {
    return switch (packet) {
      case HandshakeResponse answer when stage == Stage.HANDSHAKE ->
          Optional.of(shaken(answer, at));
      case ExtendedAuthMessage answer when stage == Stage.LOGON ->
          Optional.of(challenged(answer, at));
      case TunnelResponse answer when stage == Stage.TUNNEL -> Optional.of(created(answer, at));
      case TunnelAuthResponse answer when stage == Stage.AUTHORIZATION ->
          Optional.of(authorized(answer, at));
      case ChannelResponse answer when stage == Stage.CHANNEL -> Optional.of(opened(answer, at));
      case CloseChannel close -> Optional.of(refuse(close.statusCode(), at));
      case ServiceMessage message -> {
        reading.service(message, at).ifPresent(seen::add);
        yield Optional.empty();
      }
      case KeepAlive _ -> Optional.of(new Turn.Say(new KeepAlive().encode(), left(at)));
      case ReauthMessage _, UnknownPacket _ -> Optional.empty();
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
          CloseChannelResponse _ ->
          Optional.of(
              done(
                  reading
                      .voice()
                      .unreadable(
                          "a packet of type %d out of turn".formatted(packet.packetType()),
                          Bytes.EMPTY,
                          at)));
    };
  }

  private Turn shaken(HandshakeResponse answer, Duration at) {
    if (!answer.errorCode().isSuccess()) {
      return refuse(answer.errorCode(), at);
    }
    seen.add(reading.shaken(answer, at));
    if (terms.proof().isEmpty()) {
      return create(at);
    }
    if (!answer.extendedAuth().has(ExtendedAuth.SSPI_NTLM)) {
      return done(reading.voice().unreadable("no SSPI_NTLM, which was agreed on", Bytes.EMPTY, at));
    }
    return step(terms.proof().get().begin(), at);
  }

  private Turn create(Duration at) {
    return say(Stage.TUNNEL, new TunnelCreate(CAPABILITIES, terms.cookie()), "a tunnel", at);
  }

  private Turn challenged(ExtendedAuthMessage answer, Duration at) {
    if (!answer.errorCode().isSuccess()) {
      return refuse(answer.errorCode(), at);
    }
    if (answer.authBlob().isEmpty()) {
      if (!proved) {
        return done(reading.voice().unreadable("no NTLM message", Bytes.EMPTY, at));
      }
      loggedOn = true;
      seen.add(reading.loggedOn(at));
      return create(at);
    }
    return proved
        ? done(reading.voice().unreadable("another NTLM message", Bytes.EMPTY, at))
        : step(terms.proof().orElseThrow().hear(answer.authBlob()), at);
  }

  private Turn step(Mechanism.Step step, Duration at) {
    return switch (step) {
      case Mechanism.Step.Say(Bytes token, boolean established) -> {
        proved |= established;
        String what = established ? "NTLM with a proof" : "NTLM";
        yield say(Stage.LOGON, new ExtendedAuthMessage(TsguStatus.SUCCESS, token), what, at);
      }
      case Mechanism.Step.Senseless(String reason) ->
          done(reading.voice().unreadable(reason, Bytes.EMPTY, at));
      case Mechanism.Step.Established() ->
          done(reading.voice().unreadable("nothing to say", Bytes.EMPTY, at));
      case Mechanism.Step.Unable(var because) -> {
        seen.addAll(because);
        yield new Turn.Done(List.copyOf(seen));
      }
    };
  }

  private Turn created(TunnelResponse answer, Duration at) {
    reading.consent(answer, at).ifPresent(seen::add);
    if (!answer.statusCode().isSuccess()) {
      return refuse(answer.statusCode(), at);
    }
    seen.add(reading.created(answer, at));
    return say(
        Stage.AUTHORIZATION,
        new TunnelAuth(TsguText.of(terms.clientName())),
        "who this computer is",
        at);
  }

  private Turn authorized(TunnelAuthResponse answer, Duration at) {
    if (!answer.errorCode().isSuccess()) {
      return refuse(answer.errorCode(), at);
    }
    seen.add(reading.authorized(answer, at));
    return say(
        Stage.CHANNEL,
        new ChannelCreate(terms.host(), terms.port()),
        "a channel to " + terms.target(),
        at);
  }

  private Turn opened(ChannelResponse answer, Duration at) {
    if (!answer.errorCode().isSuccess()) {
      return refuse(answer.errorCode(), at);
    }
    seen.add(reading.opened(answer, at));
    stage = Stage.OPEN;
    return new Turn.Done(List.copyOf(seen), heardSoFar);
  }

  private Turn refuse(TsguStatus status, Duration at) {
    refused = true;
    return done(reading.refused(status, at));
  }

  private Turn waitOn(Duration at) {
    return left(at).compareTo(AT_ONCE) > 0
        ? new Turn.Listen(left(at))
        : done(reading.voice().unanswered(at));
  }

  private Duration left(Duration at) {
    Duration left = began.plus(patience).minus(at);
    return left.compareTo(AT_ONCE) > 0 ? left : AT_ONCE;
  }

  private Turn done(Observation fact) {
    seen.add(fact);
    return new Turn.Done(List.copyOf(seen));
  }
}
