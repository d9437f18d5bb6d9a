package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExplainCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x904 0x7 | 0x904 with extended 0x7",
        "2308 | 0x904",
        "-1073741715 | STATUS_LOGON_FAILURE",
        "0xC000006D | STATUS_LOGON_FAILURE",
        "STATUS_LOGON_FAILURE | 0xC000006D",
        "SSL_NOT_ALLOWED_BY_SERVER | SSL_NOT_ALLOWED_BY_SERVER",
        "alert 80 | internal_error",
        "--family xfreerdp 131 | 131",
        "131 --family=xfreerdp | 131",
      })
  void codes_are_taken_in_any_notation(String words, String seen) {
    Run run = Run.of(Run.nobody(), ("explain " + words).split(" ", -1));

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(seen);
    assertThat(run.exit()).isZero();
  }

  @Test
  void a_whole_dialog_may_be_one_word_or_many() {
    String dialog = "Error code: 0x904 Extended error code: 0x7";

    Run one = Run.of(Run.nobody(), "explain", dialog);
    Run many = Run.of(Run.nobody(), ("explain " + dialog).split(" ", -1));

    assertThat(one).isEqualTo(many);
    assertThat(one.out()).startsWith("0x904 with extended 0x7");
  }

  @Test
  void a_hyphen_reads_the_text_from_the_standard_input() {
    Run run = Run.reading("This computer can't connect.\n\nError code: 0x904\r\n", "explain", "-");

    assertThat(run.out()).startsWith("0x904");
    assertThat(run.exit()).isZero();
  }

  @Test
  void an_input_without_end_is_not_read_to_its_end() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    Run run = Run.reading(endless, "explain", "-");

    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void nothing_known_is_3_with_what_to_try() {
    Run run = Run.of(Run.nobody(), "explain", "0x7fffabcd12345");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("What to try");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void json_is_for_programs() {
    Run run = Run.of(Run.nobody(), "explain", "--json", "0x904", "0x7");

    assertThat(run.out()).startsWith("{\n").contains("\"rdpdoctor/explanation/1\"").endsWith("}\n");
    assertThat(run.exit()).isZero();
  }

  @Test
  void verbose_adds_the_sources() {
    assertThat(Run.of(Run.nobody(), "explain", "-v", "0x904").out()).contains("Sources:");
    assertThat(Run.of(Run.nobody(), "explain", "0x904").out()).doesNotContain("Sources:");
  }

  @Test
  void a_family_that_nobody_knows_is_wrong_usage() {
    Run run = Run.of(Run.nobody(), "explain", "--family", "nobody", "5");

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err())
        .startsWith(
            "rdpdoctor explain: no family of codes is called \"nobody\": write one of mstsc")
        .hasLineCount(1);
  }

  @Test
  void colours_are_for_terminals() {
    assertThat(Run.of(Run.nobody(), "explain", "0x904").out()).doesNotContain("\u001b");
    assertThat(Run.onTerminal(Run.nobody(), "explain", "0x904").out()).contains("\u001b[1m");
  }
}
