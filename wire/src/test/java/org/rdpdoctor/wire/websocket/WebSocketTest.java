package org.rdpdoctor.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebSocketTest {
  private static final Bytes HELLO = Bytes.ascii("Hello");

  @Test
  void a_mask_is_taken_off() throws DecodeException {
    WebSocketFrame plain = frame("RFC-6455-5.7-text");
    WebSocketFrame masked = frame("RFC-6455-5.7-text-masked");

    assertThat(plain.payload()).isEqualTo(HELLO);
    assertThat(plain.mask()).isEmpty();
    assertThat(masked.payload()).isEqualTo(HELLO);
    assertThat(masked.mask()).contains(Bytes.hex("37 fa 21 3d"));
    assertThat(plain.masked(Bytes.hex("37 fa 21 3d"))).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, WebSocketFrame.MOST_PAYLOAD})
  void a_payload_of_any_length_is_read_as_it_was_written(int size) throws DecodeException {
    var frame = WebSocketFrame.binary(Bytes.copyOf(new byte[size])).masked(Bytes.hex("01020304"));
    Bytes written = frame.encode();

    assertThat(WebSocketFrame.length(written)).hasValue(written.size());
    assertThat(WebSocketFrame.decode(written)).isEqualTo(frame);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "82 7f 80 00 00 00 00 00 00 00", // the highest bit is set
        "82 7f 00 00 00 00 00 10 00 01", // one byte too long
        "89 7e 00 7e", // a long ping
        "09 00", // a ping that goes on
        "c2 00", // compressed
      })
  void a_frame_that_cannot_be_is_refused_before_its_payload_comes(String frame) {
    assertThatThrownBy(() -> new WebSocketReader().feed(Bytes.hex(frame)).next())
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void a_message_in_several_frames_comes_as_one_and_a_ping_between_them_at_once()
      throws DecodeException {
    var reader =
        new WebSocketReader().feed(Golden.message("websocket.messages", "RFC-6455-5.7-fragmented"));

    assertThat(reader.next()).contains(WebSocketFrame.control(WebSocketFrame.PING, HELLO));
    assertThat(reader.next())
        .contains(new WebSocketFrame(true, WebSocketFrame.TEXT, Optional.empty(), HELLO));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.rest()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void it_does_not_matter_where_the_network_cuts() throws DecodeException {
    Bytes heard = frame("RFC-6455-5.7-binary-256").encode();
    for (int cut = 0; cut < heard.size(); cut++) {
      var reader = new WebSocketReader().feed(heard.first(cut));

      assertThat(reader.next()).isEmpty();
      assertThat(reader.feed(heard.from(cut)).next()).isPresent();
    }
  }

  @Test
  void messages_do_not_begin_within_others_nor_go_on_without_a_beginning() {
    assertThatThrownBy(() -> new WebSocketReader().feed(Bytes.hex("02 00 82 00")).next())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("within another");
    assertThatThrownBy(() -> new WebSocketReader().feed(Bytes.hex("80 00")).next())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("continuation of nothing");
  }

  @Test
  void a_message_that_never_ends_is_not_kept() {
    var part =
        new WebSocketFrame(
            false, WebSocketFrame.CONTINUATION, Optional.empty(), Bytes.copyOf(new byte[60_000]));
    var reader = new WebSocketReader().feed(Bytes.hex("02 00"));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20; i++) {
                reader.feed(part.encode()).next();
              }
            })
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void a_peer_may_say_why_it_closes() throws DecodeException {
    WebSocketFrame close = frame("close-going-away");

    assertThat(close.closeCode()).contains(CloseCode.GOING_AWAY);
    assertThat(close.closeReason()).isEqualTo("idle");
    assertThat(close.closeCode().orElseThrow()).hasToString("1001 going away");
    assertThat(WebSocketFrame.close(CloseCode.GOING_AWAY, "idle")).isEqualTo(close);
    assertThat(new CloseCode(4242)).hasToString("close code 4242");
    assertThat(WebSocketFrame.control(WebSocketFrame.CLOSE, Bytes.EMPTY).closeCode()).isEmpty();
    assertThat(WebSocketFrame.binary(Bytes.of(3, 232)).closeCode()).isEmpty();
  }

  @Test
  void the_answer_to_a_key_is_that_of_the_specification() {
    assertThat(WebSocketKey.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(WebSocketKey.of(Bytes.ascii("the sample nonce")))
        .isEqualTo("dGhlIHNhbXBsZSBub25jZQ==");
  }

  private static WebSocketFrame frame(String golden) throws DecodeException {
    return WebSocketFrame.decode(Golden.message("websocket.WebSocketFrame", golden));
  }
}
