package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.rdpdoctor.testkit.credssp.HttpLogon;
import org.rdpdoctor.testkit.gateway.TunnelScript.Step;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.tsgu.ChannelCreate;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.CloseChannelResponse;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.ExtendedAuth;
import org.rdpdoctor.wire.tsgu.ExtendedAuthMessage;
import org.rdpdoctor.wire.tsgu.HandshakeRequest;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.HealthRequest;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.ReauthMessage;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TsguText;
import org.rdpdoctor.wire.tsgu.TunnelAuth;
import org.rdpdoctor.wire.tsgu.TunnelAuthResponse;
import org.rdpdoctor.wire.tsgu.TunnelCreate;
import org.rdpdoctor.wire.tsgu.TunnelResponse;
import org.rdpdoctor.wire.tsgu.UnknownPacket;

/// The server's side of one tunnel: from the handshake to an open channel, and its end.
@SpecifiedIn("MS-TSGU 3.3.5.2")
final class Tunnel {
  private static final int TUNNEL_ID = 6;
  private static final int CHANNEL_ID = 1;
  private static final TsguStatus ERROR_ACCESS_DENIED = new TsguStatus(5);

  /// What the client has to say next.
  private enum State {
    HANDSHAKE,
    EXTENDED_AUTHENTICATION,
    TUNNEL,
    AUTHORIZATION,
    CHANNEL,
    OPEN,
    OVER
  }

  private final GatewayScript script;
  private final Ledger ledger;
  private final OutStream out;
  private final Access access;
  private final HttpLogon extended;
  private State state = State.HANDSHAKE;
  private boolean again;
  private Optional<OpenChannel> channel = Optional.empty();

  /// @param access how the client came past HTTP
  /// @param extended judges what comes inside the stream
  Tunnel(GatewayScript script, Ledger ledger, OutStream out, Access access, HttpLogon extended) {
    this.script = script;
    this.ledger = ledger;
    this.out = out;
    this.access = access;
    this.extended = extended;
  }

  synchronized void hear(TsguPacket packet) throws IOException, DecodeException {
    switch (packet) {
      case HandshakeRequest request when state == State.HANDSHAKE -> handshake(request);
      case ExtendedAuthMessage message when state == State.EXTENDED_AUTHENTICATION ->
          extendedAuthentication(message);
      case TunnelCreate request when state == State.TUNNEL -> tunnel(request);
      case TunnelAuth request when state == State.AUTHORIZATION -> authorization(request);
      case ChannelCreate request when state == State.CHANNEL -> channel(request);
      case Data data when state == State.OPEN -> data(data);
      case KeepAlive _ -> {
        // A sign of life wants no answer, or both sides would never stop.
      }
      case CloseChannel _ when state == State.OPEN -> {
        closeChannel();
        state = State.CHANNEL;
        out.say(new CloseChannelResponse(TsguStatus.SUCCESS));
      }
      // What does not belong here ends the tunnel; so does the answer to a close of ours.
      case HandshakeRequest _,
          ExtendedAuthMessage _,
          TunnelCreate _,
          TunnelAuth _,
          ChannelCreate _,
          Data _,
          CloseChannel _,
          CloseChannelResponse _,
          HandshakeResponse _,
          TunnelResponse _,
          TunnelAuthResponse _,
          ChannelResponse _,
          ServiceMessage _,
          ReauthMessage _,
          UnknownPacket _ ->
          over();
    }
  }

  /// Ends the channel and the stream.
  synchronized void over() throws IOException {
    state = State.OVER;
    closeChannel();
    out.leave(Ending.CLOSE);
  }

  /// Ends the channel where the connection has gone already.
  synchronized void gone() {
    state = State.OVER;
    closeChannel();
  }

  private void closeChannel() {
    if (channel.isPresent()) {
      channel.get().close();
      ledger.saw(GatewayStage.CLOSED, "");
    }
    channel = Optional.empty();
  }

  private boolean passes(GatewayStep step, Function<TsguStatus, TsguPacket> refusal)
      throws IOException {
    switch (step) {
      case GatewayStep.Taken _ -> {
        return true;
      }
      case GatewayStep.Refused(TsguStatus status) -> refuse(refusal.apply(status), status);
      case GatewayStep.Left(Bytes bytes, Ending ending) -> {
        state = State.OVER;
        if (!bytes.isEmpty()) {
          out.framed(bytes);
        }
        out.leave(ending);
      }
    }
    return false;
  }

  private void refuse(TsguPacket answer, TsguStatus status) throws IOException {
    ledger.saw(GatewayStage.REFUSED, status.toString());
    out.say(answer);
    over();
  }

  private void handshake(HandshakeRequest request) throws IOException {
    int offered =
        ExtendedAuth.SC
            | ExtendedAuth.PAA
            | (script.account().schemes().contains("SSPI_NTLM") ? ExtendedAuth.SSPI_NTLM : 0);
    var ways = new ExtendedAuth(offered);
    if (passes(script.tunnel().at(Step.HANDSHAKE), status -> new HandshakeResponse(status, ways))) {
      ledger.saw(GatewayStage.HANDSHAKE, request.extendedAuth().toString());
      state = access == Access.EXTENDED ? State.EXTENDED_AUTHENTICATION : State.TUNNEL;
      out.say(new HandshakeResponse(TsguStatus.SUCCESS, ways));
    }
  }

  private void extendedAuthentication(ExtendedAuthMessage message) throws IOException {
    switch (extended.hear(message.authBlob())) {
      case HttpLogon.Step.Challenge(Bytes token) ->
          out.say(new ExtendedAuthMessage(TsguStatus.SUCCESS, token));
      case HttpLogon.Step.Accepted(Bytes token)
          when script.account().verdict() == AccountScript.Verdict.HONEST -> {
        ledger.saw(GatewayStage.LOGGED_ON, "SSPI_NTLM");
        state = State.TUNNEL;
        out.say(new ExtendedAuthMessage(TsguStatus.SUCCESS, token));
      }
      case HttpLogon.Step.Accepted _, HttpLogon.Step.Refused _ ->
          refuse(
              new ExtendedAuthMessage(TsguStatus.LOGON_DENIED, Bytes.EMPTY),
              TsguStatus.LOGON_DENIED);
    }
  }

  private void tunnel(TunnelCreate request) throws IOException {
    Optional<TsguStatus> wrong = wrongCookie(request.paaCookie());
    GatewayStep step =
        wrong.<GatewayStep>map(GatewayStep.Refused::new).orElse(script.tunnel().at(Step.TUNNEL));
    if (!passes(step, TunnelResponse::new)) {
      return;
    }
    again = request.reauthTunnelContext().orElse(0) != 0;
    ledger.saw(GatewayStage.TUNNEL, request.capsFlags().toString());
    state = State.AUTHORIZATION;
    TunnelScript terms = script.tunnel();
    Optional<HealthRequest> health =
        terms.policy().health()
            ? Optional.of(new HealthRequest(Bytes.copyOf(new byte[16]), TsguText.of("gateway")))
            : Optional.empty();
    out.say(
        new TunnelResponse(
            0,
            TsguStatus.SUCCESS,
            OptionalInt.of(TUNNEL_ID),
            Optional.of(terms.capabilities()),
            health,
            terms.policy().consent().map(TsguText::of),
            0,
            Bytes.EMPTY));
  }

  /// A gateway has Windows' authentication or a pluggable one, never both (MS-TSGU 2.2.6.1).
  private Optional<TsguStatus> wrongCookie(Optional<Bytes> shown) {
    Optional<String> right = script.account().cookie();
    if (right.isPresent() != (access == Access.COOKIE)) {
      return Optional.of(TsguStatus.UNSUPPORTED_AUTHENTICATION_METHOD);
    }
    if (right.isEmpty()) {
      return shown.map(_ -> TsguStatus.UNSUPPORTED_AUTHENTICATION_METHOD);
    }
    if (shown.isEmpty() || shown.get().isEmpty()) {
      return Optional.of(TsguStatus.COOKIE_BADPACKET);
    }
    boolean same = new TsguText(shown.get()).text().equals(right.get());
    return same ? Optional.empty() : Optional.of(TsguStatus.COOKIE_AUTHENTICATION_ACCESS_DENIED);
  }

  private void authorization(TunnelAuth request) throws IOException {
    if (passes(
        script.tunnel().at(Step.AUTHORIZATION),
        status -> new TunnelAuthResponse(status, Optional.empty(), OptionalInt.empty()))) {
      ledger.saw(GatewayStage.AUTHORIZED, request.clientName().text());
      state = State.CHANNEL;
      out.say(
          new TunnelAuthResponse(
              TsguStatus.SUCCESS,
              Optional.of(script.tunnel().policy().redirections()),
              OptionalInt.of(script.tunnel().policy().idleMinutes())));
    }
  }

  private void channel(ChannelCreate request) throws IOException {
    if (!passes(script.tunnel().at(Step.CHANNEL), Tunnel::noChannel)) {
      return;
    }
    if (again) {
      // The channel that this is about is another tunnel's.
      out.say(new ChannelResponse(TsguStatus.SUCCESS, OptionalInt.of(CHANNEL_ID)));
      return;
    }
    Optional<Target> target = Optional.empty();
    for (TsguText name : request.resources()) {
      target = target.or(() -> Target.connect(name.text(), request.port()));
    }
    if (target.isEmpty()) {
      refuse(noChannel(TsguStatus.TS_CONNECTFAILED), TsguStatus.TS_CONNECTFAILED);
      return;
    }
    ledger.saw(GatewayStage.CHANNEL, request.resources().getFirst().text() + ":" + request.port());
    state = State.OPEN;
    int udp = script.tunnel().udpPort();
    out.say(
        new ChannelResponse(
            TsguStatus.SUCCESS,
            OptionalInt.of(CHANNEL_ID),
            udp == 0 ? OptionalInt.empty() : OptionalInt.of(udp),
            udp == 0 ? Optional.empty() : Optional.of(Bytes.copyOf(new byte[32])),
            0,
            Bytes.EMPTY));
    var opened = new OpenChannel(script.stream(), TUNNEL_ID, ledger, out, target.get(), this::gone);
    channel = Optional.of(opened);
    opened.begin();
  }

  private static TsguPacket noChannel(TsguStatus status) {
    return new ChannelResponse(status, OptionalInt.empty());
  }

  private void data(Data data) throws IOException {
    if (channel.isPresent()) {
      channel.get().toTarget(data.data());
    } else {
      refuse(new CloseChannel(ERROR_ACCESS_DENIED), ERROR_ACCESS_DENIED);
    }
  }

  static HttpLogon extendedLogon(Instant now) throws DecodeException {
    // MS-TSGU 3.3.5.3.3: a server must not require channel bindings here.
    return new HttpLogon("GATEWAY", Optional.empty(), now);
  }
}
