package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkdownReportTest {

  static Stream<String> everyName() {
    return Reports.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void each_kind_of_answer_has_its_ticket(String name) {
    Report report = Objects.requireNonNull(Reports.all().get(name));
    Golden.check(name + ".md", MarkdownReport.render(report, Detail.SHORT));
  }

  @Test
  void the_full_ticket_has_the_evidence() {
    Golden.check(
        "reset-after-hello.verbose.md",
        MarkdownReport.render(Reports.resetAfterHello(), Detail.FULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "a *bold* _word_ ¦ a \\*bold\\* \\_word\\_",
        "<script>x</script> ¦ \\<script\\>x\\</script\\>",
        "[a](javascript:x) ¦ \\[a\\](javascript:x)",
        "![a](x) ¦ \\!\\[a\\](x)",
        "see http://evil.example now ¦ see `http://evil.example` now",
        "see www.evil.example now ¦ see `www.evil.example` now",
        "hello @everyone ¦ hello `@everyone`",
        "run `a*b` now ¦ run `a*b` now",
        "one ` backtick ¦ one \\` backtick",
        "a|b ¦ a\\|b",
        "# heading ¦ \\# heading",
        "- item ¦ \\- item",
        "+ item ¦ \\+ item",
        "1. item ¦ 1\\. item",
        "--- ¦ \\---",
        "AT&amp;T ¦ AT\\&amp;T",
        "C:\\path ¦ C:\\\\path",
        "issue #12 ¦ issue \\#12",
        "it costs $1 $2 ¦ it costs \\$1 \\$2",
        "on 1. May ¦ on 1. May",
        "10.0.20348 ¦ 10.0.20348",
      })
  void what_would_mean_something_in_markdown_is_shown_as_it_is(String text, String markdown) {
    assertThat(Markdown.text(text)).isEqualTo(markdown);
  }

  @Test
  void lines_and_escapes_of_a_peer_stay_on_one_line_and_visible() {
    assertThat(Markdown.text("a\n\n# b\u001b[31m")).isEqualTo("a  \\# b\\\\x{1b}\\[31m");
    assertThat(Markdown.code("a`b\nc")).isEqualTo("`a'b c`");
    assertThat(Markdown.code("")).isEmpty();
  }

  @Test
  void a_bar_ends_no_cell_of_a_table_even_in_code() {
    assertThat(Markdown.cell("a|b `c|d` `e` x@y|z")).isEqualTo("a\\|b c\\|d `e` x@y\\|z");
  }
}
