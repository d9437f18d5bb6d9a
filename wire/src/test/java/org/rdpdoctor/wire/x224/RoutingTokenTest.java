package org.rdpdoctor.wire.x224;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.RoutingToken.Kind;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoutingTokenTest {
  private static Optional<RoutingToken> token(String text) {
    return RoutingToken.of(Bytes.copyOf(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @CsvSource({
    "Cookie: msts=3640205228.15629.0000, MSTS, 172.31.249.216:3389",
    "Cookie: msts=16777343.15629.0000, MSTS, 127.0.0.1:3389",
    "cookie: MSTS=16777343.5377.0000, MSTS, 127.0.0.1:277",
    "Cookie: msts=nonsense, MSTS, ''",
    "Cookie: msts=4294967296.15629.0000, MSTS, ''",
    "Cookie: msts=16777343.65536.0000, MSTS, ''",
    "Cookie: mstshash=alice, MSTSHASH, alice",
    "tsv://MS Terminal Services Plugin.1.Sales, TSV, MS Terminal Services Plugin.1.Sales",
    "mth://localhost/a/b, MTH, localhost/a/b",
    "anything else, OTHER, ''"
  })
  void a_token_says_what_it_is_and_what_it_names(String line, Kind kind, String names) {
    RoutingToken token = token(line).orElseThrow();

    assertThat(token.kind()).isEqualTo(kind);
    assertThat(token.names()).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\0", "\r\n\0\0"})
  void an_end_of_line_that_it_has_already_is_not_doubled(String end) {
    assertThat(token("Cookie: msts=1.2.3" + end)).contains(new RoutingToken("Cookie: msts=1.2.3"));
  }

  @Test
  void what_is_no_line_or_too_long_for_the_request_cannot_be_sent() {
    assertThat(token("")).isEmpty();
    assertThat(token("\r\n")).isEmpty();
    assertThat(token("one\r\ntwo")).isEmpty();
    assertThat(token("x".repeat(RoutingToken.LONGEST))).isPresent();
    assertThat(token("x".repeat(RoutingToken.LONGEST + 1))).isEmpty();
  }

  @Test
  void the_longest_token_fits_into_the_request_and_comes_out_again() throws DecodeException {
    String line = "x".repeat(RoutingToken.LONGEST);
    var request =
        new ConnectionRequest(
            Optional.of(line), Optional.of(new ConnectionRequest.Negotiation(0, Protocols.SSL)));

    Bytes packet = request.encode();

    assertThat(packet.at(4)).isEqualTo(254);
    assertThat(ConnectionRequest.decode(packet)).isEqualTo(request);
  }
}
