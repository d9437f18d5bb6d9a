package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.testkit.GatewayVisitor.pluggable;
import static org.rdpdoctor.testkit.GatewayVisitor.request;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdpdoctor.testkit.gateway.AccountScript;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;
import org.rdpdoctor.testkit.gateway.StreamScript;
import org.rdpdoctor.testkit.gateway.StreamScript.Trouble;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpChallenge;
import org.rdpdoctor.wire.http.HttpChunk;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.tsgu.ChannelCreate;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.CloseChannelResponse;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.ExtendedAuth;
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
import org.rdpdoctor.wire.websocket.WebSocketFrame;

/// What a gateway does that xfreerdp never asks for.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class GatewayProtocolTest {
  private static final GatewayScript PLAIN = GatewayScript.healthy().plain();
  private static final GatewayScript PLUGGABLE =
      PLAIN.account(AccountScript.healthy().cookie("lab-cookie"));
  private static final StreamScript STREAM = StreamScript.healthy();
  private static final HandshakeRequest HANDSHAKE = new HandshakeRequest(ExtendedAuth.NONE);
  private static final TunnelCreate TUNNEL = tunnel(Optional.of("lab-cookie"));
  private static final TunnelAuth AUTHORIZE = new TunnelAuth(TsguText.of("client"));

  private static TunnelCreate tunnel(Optional<String> cookie) {
    return new TunnelCreate(
        new TsguCapabilities(0x3F), cookie.map(text -> TsguText.of(text).str()));
  }

  /// A server that says back whatever it hears, once.
  private static final class Echo implements AutoCloseable {
    private final ServerSocket listener;

    Echo() throws IOException {
      listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      while (!listener.isClosed()) {
        try (Socket socket = listener.accept()) {
          byte[] buffer = new byte[100];
          int count = socket.getInputStream().read(buffer);
          if (count > 0) {
            socket.getOutputStream().write(buffer, 0, count);
          }
          if (socket.getInputStream().read() >= 0) {
            return;
          }
        } catch (IOException e) {
          // The listener was closed, or one client left early.
        }
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  /// As far as an authorized tunnel.
  private static void authorize(GatewayVisitor visitor) throws IOException, DecodeException {
    assertThat(visitor.upgrade(pluggable("GET")).status()).isEqualTo(101);
    visitor.say(HANDSHAKE);
    assertThat(((HandshakeResponse) visitor.packet()).errorCode().isSuccess()).isTrue();
    visitor.say(TUNNEL);
    assertThat(((TunnelResponse) visitor.packet()).statusCode().isSuccess()).isTrue();
    visitor.say(AUTHORIZE);
    assertThat(((TunnelAuthResponse) visitor.packet()).errorCode().isSuccess()).isTrue();
  }

  private static TsguStatus channel(GatewayVisitor visitor, int port)
      throws IOException, DecodeException {
    visitor.say(new ChannelCreate("127.0.0.1", port));
    return ((ChannelResponse) visitor.packet()).errorCode();
  }

  private static void opened(GatewayVisitor visitor, Echo echo)
      throws IOException, DecodeException {
    authorize(visitor);
    assertThat(channel(visitor, echo.port()).isSuccess()).isTrue();
  }

  @Test
  void who_has_not_logged_on_is_told_how_and_may_ask_again() throws Exception {
    try (var gateway = Gateway.start(PLAIN, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      for (String method : new String[] {"RDG_OUT_DATA", "RDG_IN_DATA", "GET"}) {
        var answer = visitor.ask(request(method));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(HttpChallenge.of(answer.all("WWW-Authenticate")))
            .extracting(HttpChallenge::scheme)
            .containsExactly("Negotiate", "NTLM");
      }
      assertThat(gateway.connections()).isEqualTo(1);
    }
  }

  @Test
  void basic_is_taken_where_it_is_offered_and_only_there() throws Exception {
    String right = Base64.getEncoder().encodeToString("lab:lab".getBytes(StandardCharsets.UTF_8));
    String wrong = Base64.getEncoder().encodeToString("lab:no".getBytes(StandardCharsets.UTF_8));
    HttpRequest in = request("RDG_IN_DATA").with("Content-Length", "0");
    var offering = PLAIN.account(AccountScript.healthy().offering("Basic"));
    try (var gateway = Gateway.start(offering, 0);
        var closed = Gateway.start(PLAIN, 0);
        var visitor = GatewayVisitor.to(gateway);
        var stranger = GatewayVisitor.to(closed)) {
      assertThat(visitor.ask(in.with("Authorization", "Basic " + wrong)).status()).isEqualTo(401);
      assertThat(gateway.saw(GatewayStage.LOGON_REFUSED)).isTrue();
      assertThat(visitor.ask(in.with("Authorization", "Basic " + right)).status()).isEqualTo(200);
      assertThat(stranger.ask(in.with("Authorization", "Basic " + right)).status()).isEqualTo(401);
    }
  }

  @Test
  void a_channel_carries_data_both_ways_and_another_may_follow_it() throws Exception {
    try (var echo = new Echo();
        var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      opened(visitor, echo);
      visitor.say(new Data(Bytes.ascii("hello")));
      assertThat(visitor.packet()).isEqualTo(new Data(Bytes.ascii("hello")));
      assertThat(gateway.bytesToTarget()).isEqualTo(5);
      assertThat(gateway.bytesFromTarget()).isEqualTo(5);

      visitor.say(new CloseChannel(TsguStatus.SUCCESS));
      assertThat(visitor.packet()).isEqualTo(new CloseChannelResponse(TsguStatus.SUCCESS));
      assertThat(channel(visitor, echo.port()).isSuccess()).isTrue();
    }
  }

  @Test
  void two_http_channels_find_each_other_by_their_id() throws Exception {
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var out = GatewayVisitor.to(gateway);
        var in = GatewayVisitor.to(gateway)) {
      assertThat(out.ask(pluggable("RDG_OUT_DATA")).status()).isEqualTo(200);
      Bytes heard = Bytes.EMPTY;
      while (heard.size() < 10) { // what means nothing
        heard = heard.plus(out.hear());
      }
      assertThat(in.ask(pluggable("RDG_IN_DATA").with("Content-Length", "0")).status())
          .isEqualTo(200);
      in.say(pluggable("RDG_IN_DATA").with("Transfer-Encoding", "chunked").encode());
      Bytes handshake = HANDSHAKE.encode();
      in.say(HttpChunk.of(handshake.first(3)));
      in.say(HttpChunk.of(handshake.from(3)));

      assertThat(TsguPacket.decode(out.hear())).isInstanceOf(HandshakeResponse.class);
    }
  }

  @Test
  void a_target_that_leaves_ends_the_channel_with_a_code() throws Exception {
    try (var echo = new Echo();
        var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      opened(visitor, echo);
      visitor.say(new Data(Bytes.ascii("hello")));
      assertThat(visitor.packet()).isInstanceOf(Data.class);
      visitor.say(new Data(Bytes.ascii("leave")));

      // MS-TSGU 2.2.6.1: ERROR_BAD_ARGUMENTS
      assertThat(visitor.packet()).isEqualTo(new CloseChannel(new TsguStatus(0xA0)));
    }
  }

  @Test
  void a_target_that_nobody_listens_at_is_no_channel() throws Exception {
    int free;
    try (var listener = new ServerSocket(0)) {
      free = listener.getLocalPort();
    }
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      authorize(visitor);
      assertThat(channel(visitor, free)).isEqualTo(TsguStatus.TS_CONNECTFAILED);
    }
  }

  @Test
  void names_that_are_not_the_labs_own_are_never_looked_up() throws Exception {
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      authorize(visitor);
      visitor.say(new ChannelCreate("server.example", 3389));

      assertThat(((ChannelResponse) visitor.packet()).errorCode())
          .isEqualTo(TsguStatus.TS_CONNECTFAILED);
    }
  }

  @Test
  void a_cookie_that_is_missing_is_told_from_a_wrong_one() throws Exception {
    assertThat(refusal(tunnel(Optional.empty()))).isEqualTo(TsguStatus.COOKIE_BADPACKET);
    assertThat(refusal(tunnel(Optional.of("another"))))
        .isEqualTo(TsguStatus.COOKIE_AUTHENTICATION_ACCESS_DENIED);
  }

  private static TsguStatus refusal(TunnelCreate request) throws Exception {
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      visitor.upgrade(pluggable("GET"));
      visitor.say(HANDSHAKE);
      visitor.packet();
      visitor.say(request);
      return ((TunnelResponse) visitor.packet()).statusCode();
    }
  }

  @Test
  void what_is_said_out_of_turn_ends_the_tunnel() throws Exception {
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      visitor.upgrade(pluggable("GET"));
      visitor.say(AUTHORIZE);

      assertThat(visitor.frame().orElseThrow().opcode()).isEqualTo(WebSocketFrame.CLOSE);
      assertThat(visitor.frame()).isEmpty();
    }
  }

  @Test
  void a_ping_is_answered_with_what_it_said() throws Exception {
    try (var gateway = Gateway.start(PLUGGABLE, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      visitor.upgrade(pluggable("GET"));
      visitor.say(WebSocketFrame.control(WebSocketFrame.PING, Bytes.ascii("there?")));

      assertThat(visitor.frame())
          .contains(WebSocketFrame.control(WebSocketFrame.PONG, Bytes.ascii("there?")));
    }
  }

  @Test
  void what_the_administrator_says_comes_first_and_signs_of_life_follow() throws Exception {
    var script =
        PLUGGABLE.stream(
            STREAM.service("Soon.").reauthenticating().keepAlive(Duration.ofMillis(100)));
    try (var echo = new Echo();
        var gateway = Gateway.start(script, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      opened(visitor, echo);

      assertThat(visitor.packet()).isEqualTo(new ServiceMessage(TsguText.of("Soon.")));
      assertThat(visitor.packet()).isInstanceOf(ReauthMessage.class);
      assertThat(visitor.packet()).isEqualTo(new KeepAlive());
    }
  }

  @Test
  void an_idle_channel_is_closed_with_a_code_or_cut_without_a_word() throws Exception {
    var closing = new Trouble.IdleClosed(Duration.ofMillis(200), TsguStatus.SESSIONTIMEOUT);
    var cutting = new Trouble.IdleCut(Duration.ofMillis(200), Ending.RESET);
    try (var echo = new Echo();
        var polite = Gateway.start(PLUGGABLE.stream(STREAM.trouble(closing)), 0);
        var rude = Gateway.start(PLUGGABLE.stream(STREAM.trouble(cutting)), 0);
        var told = GatewayVisitor.to(polite);
        var cut = GatewayVisitor.to(rude)) {
      opened(told, echo);
      assertThat(told.packet()).isEqualTo(new CloseChannel(TsguStatus.SESSIONTIMEOUT));

      opened(cut, echo);
      assertThat(cut.frame()).isEmpty();
    }
  }

  @Test
  void streams_are_cut_after_as_many_packets_as_the_script_says() throws Exception {
    for (Trouble trouble :
        new Trouble[] {new Trouble.InCut(2, Ending.RESET), new Trouble.OutCut(2, Ending.RESET)}) {
      try (var gateway = Gateway.start(PLUGGABLE.stream(STREAM.trouble(trouble)), 0);
          var visitor = GatewayVisitor.to(gateway)) {
        visitor.upgrade(pluggable("GET"));
        visitor.say(HANDSHAKE);
        assertThat(visitor.packet()).isInstanceOf(HandshakeResponse.class);
        visitor.say(TUNNEL);
        visitor.say(AUTHORIZE);

        int more = 0;
        while (visitor.frame().isPresent()) {
          more++;
        }
        assertThat(more).isLessThanOrEqualTo(1);
        assertThat(gateway.saw(GatewayStage.CHANNEL)).isFalse();
      }
    }
  }

  @Test
  void services_beside_the_gateway_answer_as_scripted_and_others_are_not_there() throws Exception {
    try (var gateway = Gateway.start(PLAIN, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      assertThat(visitor.ask(HttpRequest.of("GET", "/KdcProxy")).status()).isEqualTo(200);
      assertThat(visitor.ask(HttpRequest.of("GET", "/RDWeb/Feed/webfeed.aspx")).status())
          .isEqualTo(401);
      assertThat(visitor.ask(HttpRequest.of("GET", "/RDWeb/Pages/")).status()).isEqualTo(200);
      assertThat(
              visitor.ask(HttpRequest.of("RPC_OUT_DATA", "/rpc/rpcproxy.dll?host:3388")).status())
          .isEqualTo(404);
      assertThat(visitor.ask(HttpRequest.of("GET", "/elsewhere")).status()).isEqualTo(404);
    }
  }
}
