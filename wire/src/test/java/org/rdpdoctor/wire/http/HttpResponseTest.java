package org.rdpdoctor.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpResponseTest {
  @Test
  void a_gateway_says_in_several_fields_how_one_can_log_on() throws DecodeException {
    HttpResponse read = HttpResponse.decode(Golden.message("http.HttpResponse", "unauthorized"));

    assertThat(read.status()).isEqualTo(401);
    assertThat(read.reason()).isEqualTo("Unauthorized");
    assertThat(read.all("www-authenticate")).containsExactly("Negotiate", "NTLM", "PAA");
    assertThat(read.challenges()).extracting(HttpChallenge::scheme).contains("PAA");
    assertThat(read.first("server")).contains("Microsoft-HTTPAPI/2.0");
    assertThat(read.first("no such field")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 407\r\n\r\n", "HTTP/1.0 407 \r\n\r\n", "HTTP/1  407\r\n\r\n"})
  void a_reason_may_be_missing(String head) throws DecodeException {
    HttpResponse read = HttpResponse.decode(Bytes.ascii(head));

    assertThat(read.status()).isEqualTo(407);
    assertThat(read.reason()).isEmpty();
  }

  @Test
  void a_status_that_nobody_specified_is_kept() throws DecodeException {
    HttpResponse read = HttpResponse.decode(Bytes.latin1("HTTP/1.1 799 Gar nichts: häh?\r\n\r\n"));

    assertThat(read.status()).isEqualTo(799);
    assertThat(read.reason()).isEqualTo("Gar nichts: häh?");
  }

  @Test
  void a_body_has_the_length_that_the_head_says() {
    assertThat(response("Content-Length: 13").body("GET")).isEqualTo(new HttpBody.Sized(13));
    assertThat(response("Content-Length: 13, 13").body("GET")).isEqualTo(new HttpBody.Sized(13));
  }

  @Test
  void an_out_channel_may_announce_more_than_will_ever_come() {
    assertThat(response("Content-Length: 0").body("RDG_OUT_DATA")).isEqualTo(new HttpBody.Sized(0));
    assertThat(response("Content-Length: 1099511627776").body("RDG_OUT_DATA"))
        .isEqualTo(new HttpBody.Sized(1L << 40));
    assertThat(response("Content-Length: 99999999999999999999").body("RDG_OUT_DATA"))
        .isEqualTo(new HttpBody.Sized(Long.MAX_VALUE));
  }

  @Test
  void a_body_without_a_length_ends_with_the_connection() {
    assertThat(response("Server: x").body("RDG_OUT_DATA")).isEqualTo(new HttpBody.UntilClose());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5, 6", "Content-Length: -5", "Content-Length: many"})
  void a_length_that_cannot_be_is_none(String field) {
    assertThat(response(field).body("GET")).isEqualTo(new HttpBody.UntilClose());
  }

  @Test
  void chunks_win_over_a_length() {
    HttpResponse chunked = response("Content-Length: 5").with("Transfer-Encoding", "gzip, Chunked");

    assertThat(chunked.body("GET")).isEqualTo(new HttpBody.Chunked());
    assertThat(response("Transfer-Encoding: gzip").body("GET"))
        .isEqualTo(new HttpBody.UntilClose());
  }

  @Test
  void some_answers_have_no_body_whatever_they_say() {
    for (int status : new int[] {100, 101, 204, 304}) {
      assertThat(HttpResponse.of(status, "").with("Content-Length", "5").body("GET"))
          .isEqualTo(new HttpBody.None());
    }
    assertThat(response("Content-Length: 5").body("HEAD")).isEqualTo(new HttpBody.None());
    assertThat(response("Content-Length: 5").body("CONNECT")).isEqualTo(new HttpBody.None());
    assertThat(HttpResponse.of(407, "").with("Content-Length", "5").body("CONNECT"))
        .isEqualTo(new HttpBody.Sized(5));
  }

  @Test
  void a_request_has_a_body_only_if_it_says_so() {
    HttpRequest request = HttpRequest.of("RDG_IN_DATA", "/");

    assertThat(request.body()).isEqualTo(new HttpBody.None());
    assertThat(request.with("Transfer-Encoding", "chunked").body())
        .isEqualTo(new HttpBody.Chunked());
    assertThat(request.with("Content-Length", "0").body()).isEqualTo(new HttpBody.Sized(0));
  }

  @Test
  void a_server_says_that_it_closes_or_is_too_old_to_keep_anything_open() throws DecodeException {
    assertThat(response("Server: x").closes()).isFalse();
    assertThat(response("Connection: Upgrade, Close").closes()).isTrue();
    assertThat(HttpResponse.decode(Bytes.ascii("HTTP/1.0 200 OK\r\n\r\n")).closes()).isTrue();
    assertThat(
            HttpResponse.decode(Bytes.ascii("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n"))
                .closes())
        .isFalse();
  }

  private static HttpResponse response(String field) {
    String[] parts = field.split(": ", -1);
    return HttpResponse.of(200, "OK").with(parts[0], parts[1]);
  }
}
