package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpRequest;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpRequest REQUEST = HttpRequest.of("GET", "/").with("Host", "gw");

  private final HttpDialogue dialogue = new HttpDialogue(REQUEST, PATIENCE);
  private Duration now = Duration.ZERO;
  private Turn turn = dialogue.begin(now);

  private void hear(String text) {
    now = now.plusMillis(10);
    turn = dialogue.hear(new Heard.Data(Bytes.latin1(text), now));
  }

  private HttpMet met() {
    assertThat(turn).isEqualTo(new Turn.Done(List.of()));
    return dialogue.met().orElseThrow();
  }

  private HttpMet.Answered answered() {
    return (HttpMet.Answered) met();
  }

  @Test
  void the_request_goes_out_as_it_is() {
    assertThat(turn).isEqualTo(new Turn.Say(REQUEST.encode(), PATIENCE));
  }

  @Test
  void an_answer_in_pieces_is_whole_when_its_body_is() {
    hear("HTTP/1.1 401 Unauthorized\r\nContent-Le");
    hear("ngth: 5\r\nWWW-Authenticate: NTLM\r\n\r\nhe");
    assertThat(turn).isInstanceOf(Turn.Listen.class);
    hear("llo");

    assertThat(answered().head().status()).isEqualTo(401);
    assertThat(answered().body()).isEqualTo(Bytes.ascii("hello"));
    assertThat(answered().whole()).isTrue();
    assertThat(answered().elapsed()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void chunks_are_put_together() {
    hear("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
    hear("c\r\n0\r\n\r\n");

    assertThat(answered().body()).isEqualTo(Bytes.ascii("abc"));
    assertThat(answered().whole()).isTrue();
  }

  @Test
  void a_stream_for_a_session_is_not_waited_for() {
    hear("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nseed");

    assertThat(answered().whole()).isFalse();
    assertThat(answered().body()).isEqualTo(Bytes.ascii("seed"));
  }

  @Test
  void a_body_that_does_not_come_leaves_the_head_to_tell() {
    hear("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
    turn = dialogue.hear(new Heard.Silence(Duration.ofMillis(700), Duration.ofMillis(710)));

    assertThat(answered().whole()).isFalse();
  }

  @Test
  void a_connection_that_the_server_closes_is_not_used_again() {
    hear("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    assertThat(answered().whole()).isFalse();
  }

  @Test
  void an_interim_answer_is_followed_by_the_answer_itself() {
    hear("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

    assertThat(answered().head().status()).isEqualTo(403);
  }

  @Test
  void an_upgrade_is_an_answer_behind_which_http_ends() {
    hear("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");

    assertThat(answered().head().status()).isEqualTo(101);
    assertThat(answered().whole()).isFalse();
  }

  @Test
  void a_banner_is_no_answer() {
    hear("220 mail.example ESMTP\r\n");

    assertThat(met()).isInstanceOf(HttpMet.Unreadable.class);
  }

  @Test
  void a_status_line_that_makes_no_sense_is_told_as_such() {
    hear("HTTP/1.1 abc\r\n\r\n");

    assertThat(met()).isInstanceOf(HttpMet.Unreadable.class);
  }

  @Test
  void a_head_without_an_end_is_bounded() {
    var piece = "X: " + "y".repeat(8000) + "\r\n";
    hear("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 20 && !(turn instanceof Turn.Done); i++) {
      hear(piece);
    }

    assertThat(met()).isInstanceOf(HttpMet.Unreadable.class);
  }

  @Test
  void a_page_without_an_end_is_bounded() {
    hear("HTTP/1.1 200 OK\r\n\r\n");
    for (int i = 0; i < 20 && !(turn instanceof Turn.Done); i++) {
      hear("z".repeat(4000));
    }

    assertThat(answered().body().size()).isEqualTo(HttpDialogue.MOST_BODY);
    assertThat(answered().whole()).isFalse();
  }

  @Test
  void silence_and_an_end_are_told_apart() {
    turn = dialogue.hear(new Heard.Silence(PATIENCE, PATIENCE));
    assertThat(met()).isEqualTo(new HttpMet.Silent(PATIENCE, PATIENCE));

    var other = new HttpDialogue(REQUEST, PATIENCE);
    other.begin(Duration.ZERO);
    other.hear(new Heard.End(Ending.RESET, now));
    assertThat(other.met()).contains(new HttpMet.Ended(Ending.RESET, false, now, now));
  }
}
