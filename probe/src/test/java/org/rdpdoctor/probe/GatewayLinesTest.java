package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelClosed;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpChunk;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.CloseChannelResponse;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.websocket.CloseCode;
import org.rdpdoctor.wire.websocket.WebSocketFrame;

/// What carries the packets of a gateway, and the connection to the target inside them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayLinesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Bytes HELLO = Bytes.ascii("hello");
  private static final HttpResponse ENDLESS = HttpResponse.of(200, "OK");
  private static final HttpResponse CHUNKED = ENDLESS.with("Transfer-Encoding", "chunked");

  private final ScriptedFarLine in = new ScriptedFarLine();
  private final ScriptedFarLine out = new ScriptedFarLine();
  private final List<GatewayChannelClosed> broken = new ArrayList<>();

  private static Bytes data(Heard heard) {
    assertThat(heard).isInstanceOf(Heard.Data.class);
    return ((Heard.Data) heard).bytes();
  }

  @Test
  void a_websocket_masks_what_is_said_and_joins_what_is_heard() throws DecodeException {
    Bytes parts =
        new WebSocketFrame(false, WebSocketFrame.BINARY, Optional.empty(), HELLO)
            .encode()
            .plus(
                new WebSocketFrame(true, WebSocketFrame.CONTINUATION, Optional.empty(), HELLO)
                    .encode());
    var line = new WebSocketLine(out.hears(parts.first(3)).hears(parts.from(3)));

    line.say(HELLO);

    assertThat(data(line.listen(PATIENCE))).isEqualTo(HELLO.plus(HELLO));
    WebSocketFrame said = WebSocketFrame.decode(out.whole());
    assertThat(said.mask()).isPresent();
    assertThat(said.payload()).isEqualTo(HELLO);
  }

  @Test
  void a_websocket_answers_a_ping_and_tells_why_it_was_closed() throws DecodeException {
    Bytes ping = WebSocketFrame.control(WebSocketFrame.PING, HELLO).encode();
    var line =
        new WebSocketLine(
            out.hears(ping.plus(WebSocketFrame.close(new CloseCode(1011), "").encode())));

    assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.End.class);

    assertThat(WebSocketFrame.decode(out.whole()).opcode()).isEqualTo(WebSocketFrame.PONG);
    assertThat(line.trouble()).hasValueSatisfying(why -> assertThat(why).contains("1011"));
  }

  @Test
  void nonsense_instead_of_frames_ends_a_websocket() {
    var line = new WebSocketLine(out.hears(Bytes.ascii("<html>")));

    assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.End.class);
    assertThat(line.trouble()).isPresent();
  }

  @Test
  void two_channels_say_chunks_on_one_and_hear_the_body_of_the_other() throws DecodeException {
    var line = new TwoWayLine(in, out.hears(HELLO), ENDLESS);

    line.say(HELLO);

    assertThat(data(line.listen(PATIENCE))).isEqualTo(HELLO);
    assertThat(new ChunkReader().add(in.whole())).isEqualTo(HELLO);
    assertThat(out.said()).isEmpty();
  }

  @Test
  void chunks_of_the_out_channel_are_joined_and_their_end_is_an_end() {
    Bytes chunks = HttpChunk.of(HELLO).plus(HttpChunk.LAST);
    var line = new TwoWayLine(in, out.hears(chunks.first(4)).hears(chunks.from(4)), CHUNKED);

    Bytes heard = data(line.listen(PATIENCE));
    heard = heard.size() < HELLO.size() ? heard.plus(data(line.listen(PATIENCE))) : heard;

    assertThat(heard).isEqualTo(HELLO);
  }

  @Test
  void an_answer_of_known_length_is_not_read_beyond_it() {
    HttpResponse sized = ENDLESS.with("Content-Length", "5");
    var line = new TwoWayLine(in, out.hears(HELLO.plus(HELLO)).hears(HELLO), sized);

    assertThat(data(line.listen(PATIENCE))).isEqualTo(HELLO);
    assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.End.class);
  }

  @Test
  void an_in_channel_that_ends_alone_is_noticed_while_the_out_channel_is_silent() {
    in.ends(Ending.RESET);
    var line = new TwoWayLine(in, out, ENDLESS);

    Heard heard = line.listen(PATIENCE);

    assertThat(heard).isInstanceOf(Heard.End.class);
    assertThat(line.trouble()).hasValueSatisfying(why -> assertThat(why).contains("IN channel"));
  }

  @Test
  void an_in_channel_that_is_answered_with_an_error_is_told_with_its_status() {
    in.hears(Bytes.ascii("HTTP/1.1 413 Too Large\r\n\r\n"));
    var line = new TwoWayLine(in, out, ENDLESS);

    assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.End.class);
    assertThat(line.trouble()).hasValueSatisfying(why -> assertThat(why).contains("413"));
  }

  private GatewayChannel channel() {
    return new GatewayChannel(new TwoWayLine(in, out, ENDLESS), 7, broken::add, () -> {});
  }

  private static TsguPacket packet(Bytes chunk) throws DecodeException {
    return TsguPacket.decode(new ChunkReader().add(chunk));
  }

  @Test
  void a_channel_carries_bytes_in_packets_of_at_most_64_kib() throws DecodeException {
    Bytes large = Bytes.copyOf(new byte[70_000]);
    out.hears(new Data(HELLO).encode().first(6)).hears(new Data(HELLO).encode().from(6));
    GatewayChannel channel = channel();

    channel.say(large);

    assertThat(data(channel.listen(PATIENCE))).isEqualTo(HELLO);
    assertThat(in.said()).hasSize(2);
    assertThat(((Data) packet(in.said().get(0))).data().size()).isEqualTo(65_535);
    assertThat(((Data) packet(in.said().get(1))).data().size()).isEqualTo(70_000 - 65_535);
  }

  @Test
  void signs_of_life_are_returned_but_never_in_a_circle() {
    Bytes many = new KeepAlive().encode().plus(new KeepAlive().encode());
    out.hears(many.plus(many)).hears(new Data(HELLO).encode());

    assertThat(data(channel().listen(PATIENCE))).isEqualTo(HELLO);
    assertThat(in.said()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0xA0, 0x4CA})
  void a_target_that_leaves_is_no_fault_of_the_gateway(int status) throws DecodeException {
    out.hears(new CloseChannel(new TsguStatus(status)).encode());

    assertThat(channel().listen(PATIENCE)).isInstanceOf(Heard.End.class);

    assertThat(broken).isEmpty();
    assertThat(packet(in.said().getFirst())).isInstanceOf(CloseChannelResponse.class);
  }

  @Test
  void a_gateway_that_closes_the_channel_for_itself_is_told_with_its_code() {
    out.hears(new CloseChannel(TsguStatus.SESSIONTIMEOUT).encode());

    assertThat(channel().listen(PATIENCE)).isInstanceOf(Heard.End.class);

    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst().how()).isEqualTo("closed-by-gateway");
    assertThat(broken.getFirst().code()).isEqualTo("0x000059F6");
    assertThat(broken.getFirst().evidence().connection()).isEqualTo(7);
  }

  @Test
  void an_end_that_the_gateway_did_not_announce_is_a_cut_on_the_way() {
    out.ends(Ending.RESET);

    assertThat(channel().listen(PATIENCE)).isInstanceOf(Heard.End.class);

    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst().how()).isEqualTo("cut");
  }

  @Test
  void who_leaves_closes_the_channel_first() throws DecodeException {
    channel().close();

    assertThat(packet(in.said().getFirst())).isInstanceOf(CloseChannel.class);
    assertThat(in.isClosed()).isTrue();
    assertThat(out.isClosed()).isTrue();
  }
}
