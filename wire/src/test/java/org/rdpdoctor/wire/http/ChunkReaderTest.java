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
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChunkReaderTest {
  private static final Bytes BODY = Golden.message("http.chunks", "RFC-9112-7.1-trailer");

  @Test
  void extensions_and_trailers_are_no_data() throws DecodeException {
    var reader = new ChunkReader();

    assertThat(reader.add(BODY)).isEqualTo(Bytes.ascii("Wikipedia "));
    assertThat(reader.isEnded()).isTrue();
    assertThat(reader.rest()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void it_does_not_matter_where_the_network_cuts() throws DecodeException {
    for (int cut = 0; cut <= BODY.size(); cut++) {
      var reader = new ChunkReader();
      Bytes data = reader.add(BODY.first(cut)).plus(reader.add(BODY.from(cut)));

      assertThat(data).isEqualTo(Bytes.ascii("Wikipedia "));
      assertThat(reader.isEnded()).isTrue();
    }
  }

  @Test
  void data_comes_before_its_chunk_is_whole() throws DecodeException {
    var reader = new ChunkReader();

    assertThat(reader.add(Bytes.ascii("FFFFFFFF\r\nbegin"))).isEqualTo(Bytes.ascii("begin"));
    assertThat(reader.isEnded()).isFalse();
  }

  @Test
  void what_follows_the_body_is_kept_apart() throws DecodeException {
    var reader = new ChunkReader();
    reader.add(BODY.plus(Bytes.ascii("HTTP/1.1 ")));

    assertThat(reader.add(Bytes.ascii("200"))).isEqualTo(Bytes.EMPTY);
    assertThat(reader.rest()).isEqualTo(Bytes.ascii("HTTP/1.1 200"));
  }

  @Test
  void what_is_written_as_chunks_is_read_again() throws DecodeException {
    Bytes data = Bytes.ascii("x".repeat(300));
    var reader = new ChunkReader();

    assertThat(reader.add(HttpChunk.of(data).plus(HttpChunk.of(Bytes.EMPTY)))).isEqualTo(data);
    assertThat(reader.isEnded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "x\r\n",
        "-1\r\n",
        "FFFFFFFFFFFFFFFFF\r\n",
        "2\r\nabc\r\n",
        "2\r\nabX\r\n",
        "<html>\r\n"
      })
  void what_is_no_chunk_is_refused(String body) {
    assertThatThrownBy(() -> new ChunkReader().add(Bytes.ascii(body)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("chunk-");
  }

  @Test
  void lines_and_trailers_without_an_end_are_not_waited_for() {
    assertThatThrownBy(() -> new ChunkReader().add(Bytes.ascii("1;" + "x".repeat(5000))))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(
            () -> new ChunkReader().add(Bytes.ascii("0\r\n" + "a: b\r\n".repeat(20_000))))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("trailer-section");
  }
}
