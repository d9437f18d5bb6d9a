package org.rdpdoctor.reader.pasted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Pasted;

/// Whatever is pasted, reading ends soon and with an answer.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PastedReaderBoundsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<String> PIECES =
      List.of(
          "0x904",
          "0x",
          "x",
          "h",
          "-",
          "2308",
          "error code",
          "Extended",
          ":",
          "\n",
          " ",
          "alert",
          "0xC000006D",
          "_",
          ".",
          "/",
          "é",
          "错误代码",
          "\ud83d\ude00",
          "\u0000",
          "\ud83d",
          "9",
          "(",
          "exit code",
          "99999999999999999999",
          "STATUS_",
          "rt-",
          "logon id");

  @Test
  void no_mixture_of_pieces_makes_it_stumble() {
    var random = new Random(904);
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      int pieces = random.nextInt(12);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertSound(text.toString());
    }
  }

  @Test
  void no_random_text_makes_it_stumble() {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.append((char) random.nextInt(round % 2 == 0 ? 0x80 : 0x10000));
      }
      assertSound(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x904 ",
        "0",
        "9 ",
        "alert ",
        "alert_",
        "a_b ",
        "error code: ",
        "-",
        "\n",
        "extended ",
        "0xC000006D\n",
        "((((",
        "rt-",
        "Error code: 1 ",
        "\u00a0",
      })
  void a_mebibyte_of_anything_is_read_in_bounded_time(String piece) {
    String text = piece.repeat(2 * PastedReader.LIMIT / piece.length());

    Pasted pasted = assertTimeout(SOON, () -> PastedReader.read(text));

    assertThat(pasted.cut()).isTrue();
    assertThat(pasted.text()).hasSize(PastedReader.LIMIT);
    assertThat(pasted.numerals().size()).isLessThanOrEqualTo(512);
    assertThat(pasted.symbols().size()).isLessThanOrEqualTo(1024);
  }

  private static void assertSound(String text) {
    Pasted pasted = PastedReader.read(text);

    assertThat(pasted.text()).isEqualTo(text);
    assertThat(pasted.numerals())
        .allSatisfy(
            numeral -> {
              assertThat(numeral.written()).isNotEmpty();
              assertThat(numeral.decimal().isPresent() || numeral.hexadecimal().isPresent())
                  .isTrue();
              assertThat(numeral.hexadecimal().orElse(0)).isBetween(0L, 0xFFFF_FFFFL);
              assertThat(numeral.decimal().orElse(0)).isBetween(-0x8000_0000L, 0xFFFF_FFFFL);
            });
  }
}
