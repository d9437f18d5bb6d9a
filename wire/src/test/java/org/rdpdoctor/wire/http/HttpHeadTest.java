package org.rdpdoctor.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpHeadTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";

  @Test
  void a_head_ends_with_its_empty_line_whatever_follows() {
    assertThat(HttpHead.end(Bytes.ascii(HEAD))).hasValue(HEAD.length());
    assertThat(HttpHead.end(Bytes.ascii(HEAD + "\r\nbody"))).hasValue(HEAD.length());
  }

  @Test
  void no_beginning_of_a_head_is_taken_for_the_whole() {
    for (int length = 0; length < HEAD.length(); length++) {
      assertThat(HttpHead.end(Bytes.ascii(HEAD).first(length))).isEmpty();
    }
  }

  @Test
  void lines_may_end_with_a_bare_line_feed() throws DecodeException {
    Bytes head = Bytes.ascii("HTTP/1.1 200 OK\nA: 1\nB: 2\n\nbody");

    assertThat(HttpHead.end(head)).hasValue(head.size() - 4);
    assertThat(HttpResponse.decode(head).first("b")).contains("2");
  }

  @Test
  void empty_lines_before_the_first_are_passed_over() throws DecodeException {
    Bytes head = Bytes.ascii("\r\n\n" + HEAD);

    assertThat(HttpHead.end(head)).hasValue(head.size());
    assertThat(HttpResponse.decode(head).status()).isEqualTo(200);
  }

  @Test
  void a_head_that_never_ends_is_given_at_the_bound_and_refused() {
    Bytes endless = Bytes.ascii("HTTP/1.1 200 OK\r\n" + "A: 1\r\n".repeat(20_000));

    assertThat(HttpHead.end(endless)).hasValue(HttpHead.MOST);
    assertThatThrownBy(() -> HttpResponse.decode(endless.first(HttpHead.MOST)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("without the empty line");
  }

  @Test
  void what_cannot_be_an_answer_is_known_by_its_first_bytes() {
    assertThat(HttpHead.mayBeResponse(Bytes.EMPTY)).isTrue();
    assertThat(HttpHead.mayBeResponse(Bytes.ascii("HTT"))).isTrue();
    assertThat(HttpHead.mayBeResponse(Bytes.ascii("\r\nHTTP/1.1 200"))).isTrue();
    assertThat(HttpHead.mayBeResponse(Bytes.ascii("SSH-2.0-OpenSSH"))).isFalse();
    assertThat(HttpHead.mayBeResponse(Bytes.hex("03 00 00 13"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "ICY 200 OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/one 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\n goes on\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: 1\r\n",
      })
  void what_is_no_answer_is_refused(String head) {
    assertThatThrownBy(() -> HttpResponse.decode(Bytes.ascii(head)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("at offset");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /\r\n\r\n", "GET / here HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
  void what_is_no_request_is_refused(String head) {
    assertThatThrownBy(() -> HttpRequest.decode(Bytes.ascii(head)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("request-line");
  }

  @Test
  void a_value_goes_on_in_lines_that_begin_with_white_space() throws DecodeException {
    HttpResponse read =
        HttpResponse.decode(Bytes.ascii("HTTP/1.1 200 OK\r\nA: one\r\n\ttwo\r\n  three\r\n\r\n"));

    assertThat(read.first("A")).contains("one two three");
  }

  @Test
  void nobody_can_smuggle_a_line_into_a_head() {
    HttpRequest request = HttpRequest.of("GET", "/");

    assertThatThrownBy(() -> request.with("A", "1\r\nB: 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpRequest.of("CONNECT", "host:1\r\nB: 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpResponse.of(200, "OK\r\nB: 2"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_text_of_a_request_hides_how_somebody_logs_on() {
    HttpRequest request =
        HttpRequest.of("GET", "/").with("Authorization", "Basic c2VjcmV0").with("Host", "here");

    assertThat(request.toString()).contains("Host: here").doesNotContain("c2VjcmV0");
    assertThat(request.encode().preview(200)).contains("c2VjcmV0");
  }
}
