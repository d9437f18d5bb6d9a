package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.ProxyFact.ProxyFoundNoTarget;
import org.rdpdoctor.facts.ProxyFact.ProxyGreeted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonAccepted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonWanted;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;
import org.rdpdoctor.facts.ProxyFact.ProxyUnreadable;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Destination TARGET = new Destination("2001:db8::1", 3389);

  static ConnectDialogue unasked() {
    return ConnectDialogue.unasked(PEER, TARGET, false, PATIENCE);
  }

  private static Bytes answer(String status, String... fields) {
    String end = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return Bytes.ascii("HTTP/1.1 " + status + "\r\n" + end + "\r\n");
  }

  @Test
  void the_way_opens_and_what_follows_the_head_is_the_targets() {
    ConnectDialogue dialogue = unasked();

    Held held =
        ScriptedLine.saying(answer("200 Connection established", "Proxy-agent: tinyproxy/1.11.1"))
            .hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.the(ProxyGreeted.class).product()).isEqualTo("tinyproxy/1.11.1");
    assertThat(held.said().getFirst().decode(StandardCharsets.US_ASCII))
        .startsWith("CONNECT [2001:db8::1]:3389 HTTP/1.1\r\nHost: [2001:db8::1]:3389\r\n");
  }

  @Test
  void an_answer_that_is_only_announced_is_waited_for() {
    ConnectDialogue dialogue = unasked();

    Held held =
        ScriptedLine.saying(
                answer("100 Continue").plus(answer("200 OK")).plus(Bytes.ascii("hello")))
            .hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.left()).isEqualTo(Bytes.ascii("hello"));
  }

  @Test
  void a_proxy_that_wants_a_logon_names_its_ways() {
    ConnectDialogue dialogue = unasked();

    Held held =
        ScriptedLine.saying(
                answer(
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Negotiate",
                    "Proxy-Authenticate: Basic realm=\"proxy\"",
                    "Content-Length: 0"))
            .hold(dialogue);

    assertThat(held.the(ProxyLogonWanted.class).methods()).containsExactly("Negotiate", "Basic");
    assertThat(dialogue.wantsBasic()).isTrue();
    assertThat(dialogue.isOpen()).isFalse();
  }

  @Test
  void user_and_password_go_as_basic_has_them_and_stand_in_no_fact() {
    var dialogue = ConnectDialogue.basic(PEER, TARGET, SocksDialogueTest.alice(), PATIENCE);

    Held held = ScriptedLine.saying(answer("200 OK")).hold(dialogue);

    assertThat(held.said().getFirst().decode(StandardCharsets.US_ASCII))
        .contains("Proxy-Authorization: Basic YWxpY2U6c2VjcmV0\r\n");
    assertThat(held.the(ProxyLogonAccepted.class).account()).isEqualTo("alice");
    assertThat(held.seen().toString()).doesNotContain("secret", "YWxpY2U6c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({"407 Proxy Authentication Required", "401 Unauthorized"})
  void a_second_demand_is_a_rejection(String status) {
    var dialogue = ConnectDialogue.basic(PEER, TARGET, SocksDialogueTest.alice(), PATIENCE);

    Held held =
        ScriptedLine.saying(answer(status, "Proxy-Authenticate: Basic realm=\"x\"")).hold(dialogue);

    held.the(ProxyLogonRejected.class);
    assertThat(dialogue.wantsBasic()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "503 Service Unavailable, X-Squid-Error: ERR_CONNECT_FAIL 111, ConnectRefused",
    "503 Service Unavailable, X-Squid-Error: ERR_CONNECT_FAIL 110, ConnectUnanswered",
    "503 Service Unavailable, X-Squid-Error: ERR_CONNECT_FAIL 113, HostUnreachable",
    "503 Service Unavailable, X-Squid-Error: ERR_CONNECT_FAIL 101, NetworkUnreachable",
    "502 Bad Gateway, Proxy-Status: example; error=connection_refused, ConnectRefused",
    "504 Gateway Timeout, Via: 1.1 proxy, ConnectUnanswered",
  })
  void what_the_proxy_says_of_the_target_is_a_fact_about_the_target(
      String status, String field, String fact) {
    ConnectDialogue dialogue = unasked();

    ScriptedLine.saying(answer(status, field, "Content-Length: 0")).hold(dialogue);

    assertThat(dialogue.ofTarget().orElseThrow().getClass().getSimpleName()).isEqualTo(fact);
  }

  @Test
  void a_page_may_say_what_its_head_does_not() {
    ConnectDialogue dialogue = unasked();
    String page = "<p>The system returned: (111) Connection refused</p>";

    ScriptedLine.saying(
            answer("502 Bad Gateway", "Content-Length: " + page.length()), Bytes.ascii(page))
        .hold(dialogue);

    assertThat(dialogue.ofTarget().orElseThrow()).isInstanceOf(ConnectRefused.class);
  }

  @Test
  void the_page_of_a_ban_says_nothing_of_the_target() {
    ConnectDialogue dialogue = unasked();
    String page = "<p>Request timed out? No: forbidden.</p>";

    Held held =
        ScriptedLine.saying(answer("403 Forbidden"), Bytes.ascii(page)).thenCloses().hold(dialogue);

    assertThat(held.the(ProxyRefused.class).code()).isEqualTo("403");
    assertThat(dialogue.ofTarget()).isEmpty();
  }

  @Test
  void a_name_that_the_proxy_cannot_look_up_is_no_trouble_of_the_port() {
    Held held =
        ScriptedLine.saying(answer("503 Service Unavailable", "X-Squid-Error: ERR_DNS_FAIL 0"))
            .thenCloses()
            .hold(unasked());

    held.the(ProxyFoundNoTarget.class);
  }

  @Test
  void a_page_that_never_ends_is_not_waited_for() {
    ConnectDialogue dialogue = unasked();

    Held held =
        ScriptedLine.saying(answer("504 Gateway Timeout", "Content-Length: 999999999999"))
            .hold(dialogue);

    assertThat(held.took()).isLessThan(Duration.ofSeconds(1));
    assertThat(dialogue.ofTarget().orElseThrow()).isInstanceOf(ConnectUnanswered.class);
  }

  @Test
  void another_kind_of_proxy_is_recognised() {
    Held held = ScriptedLine.saying(Bytes.of(5, 0xFF)).hold(unasked());

    assertThat(held.only(ProxyUnreadable.class).service()).isEqualTo("socks5");
  }
}
