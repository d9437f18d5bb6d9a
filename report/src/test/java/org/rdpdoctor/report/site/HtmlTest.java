package org.rdpdoctor.report.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HtmlTest {

  @Test
  void markup_in_a_text_is_shown_and_not_obeyed() {
    assertThat(Html.tag("p").text("<script>alert(\"1\")</script> & 'x'"))
        .hasToString("<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>");
  }

  @Test
  void an_attribute_cannot_be_left_by_its_value() {
    assertThat(Html.tag("a").with("title", "\" onclick=\"x").text("y"))
        .hasToString("<a title=\"&quot; onclick=&quot;x\">y</a>");
  }

  @Test
  void what_turns_the_writing_direction_is_shown_as_its_number() {
    assertThat(Html.text("a\u202eb")).hasToString("a\\x{202e}b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"})
  void a_link_leads_to_a_page_or_into_the_web_and_nowhere_else(String address) {
    assertThatThrownBy(() -> Html.tag("a").with("href", address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"style", "onclick"})
  void style_and_script_cannot_stand_in_an_attribute(String name) {
    assertThatThrownBy(() -> Html.tag("a").with(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_address_in_a_sentence_becomes_a_link_without_the_full_stop() {
    assertThat(Prose.of("See https://www.example.com/a?b=1&c."))
        .hasToString(
            "See <a href=\"https://www.example.com/a?b=1&amp;c\" rel=\"noreferrer\">"
                + "example.com/a?b=1&amp;c</a>.");
  }

  @Test
  void brackets_belong_to_an_address_in_pairs() {
    assertThat(Prose.of("(see https://example.com/a(v=ws.11))").toString())
        .contains("href=\"https://example.com/a(v=ws.11)\"")
        .endsWith("</a>)");
  }

  @Test
  void what_is_typed_is_told_from_what_is_done() {
    assertThat(Prose.step("Connect the VPN")).hasToString("Connect the VPN");
    assertThat(Prose.step("ipconfig /flushdns")).hasToString("<code>ipconfig /flushdns</code>");
    assertThat(Prose.step("On the server: Restart-Service TermService -Force (this ends all)"))
        .hasToString(
            "On the server: <code>Restart-Service TermService -Force</code> (this ends all)");
  }

  @Test
  void a_field_of_a_sign_is_filled_if_only_one_thing_can_stand_there() {
    assertThat(Prose.sign("It showed {code} on {notAfter}", Map.of("code", "0x904")))
        .hasToString("It showed <code>0x904</code> on <var>not after</var>");
  }
}
