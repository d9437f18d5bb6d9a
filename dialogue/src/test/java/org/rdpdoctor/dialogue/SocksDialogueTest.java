package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyEnded;
import org.rdpdoctor.facts.ProxyFact.ProxyGreeted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonAccepted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonWanted;
import org.rdpdoctor.facts.ProxyFact.ProxyOpened;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.facts.ProxyFact.ProxyUnreadable;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.socks.SocksAddress;
import org.rdpdoctor.wire.socks.SocksChoice;
import org.rdpdoctor.wire.socks.SocksLogon;
import org.rdpdoctor.wire.socks.SocksLogonReply;
import org.rdpdoctor.wire.socks.SocksMethod;
import org.rdpdoctor.wire.socks.SocksReply;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SocksDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Bytes COME_IN = new SocksChoice(SocksMethod.NOTHING).encode();
  private static final Bytes WHO = new SocksChoice(SocksMethod.USER_PASSWORD).encode();
  private static final Bytes NOBODY = new SocksChoice(SocksMethod.NONE_ACCEPTED).encode();

  static SocksDialogue dialogue(Optional<ProxyCredentials> who) {
    return new SocksDialogue(
        PEER,
        new Destination("srv01.example", 3389),
        SocksAddress.named("srv01.example"),
        who,
        PATIENCE);
  }

  static ProxyCredentials alice() {
    return new ProxyCredentials(Account.of("alice"), Password.takenFrom("secret".toCharArray()));
  }

  static Bytes reply(int code) {
    return new SocksReply(code, new SocksAddress.Numeric(Bytes.of(0, 0, 0, 0)), 0).encode();
  }

  @Test
  void a_proxy_that_asks_nothing_opens_the_way() {
    SocksDialogue dialogue = dialogue(Optional.empty());

    Held held = ScriptedLine.saying(COME_IN, reply(0)).byteByByte().hold(dialogue);

    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.the(ProxyOpened.class).target()).isEqualTo("srv01.example:3389");
    assertThat(dialogue.ofTarget().orElseThrow()).isInstanceOf(Connected.class);
  }

  @Test
  void bytes_of_the_target_behind_the_reply_are_put_back() {
    Held held =
        ScriptedLine.saying(COME_IN, reply(0).plus(Bytes.ascii("hello")))
            .hold(dialogue(Optional.empty()));

    assertThat(held.left()).isEqualTo(Bytes.ascii("hello"));
  }

  @Test
  void a_password_is_only_said_to_a_proxy_that_asks_for_it() {
    Held held = ScriptedLine.saying(COME_IN, reply(0)).hold(dialogue(Optional.of(alice())));

    assertThat(held.said()).hasSize(2).noneMatch(said -> said.indexOf(Bytes.ascii("secret")) >= 0);
  }

  @Test
  void user_and_password_are_said_to_a_proxy_that_asks_for_them() {
    SocksDialogue dialogue = dialogue(Optional.of(alice()));

    Held held = ScriptedLine.saying(WHO, new SocksLogonReply(0).encode(), reply(0)).hold(dialogue);

    assertThat(held.said().get(1))
        .isEqualTo(new SocksLogon(Bytes.ascii("alice"), Bytes.ascii("secret")).encode());
    assertThat(held.the(ProxyLogonAccepted.class).account()).isEqualTo("alice");
    assertThat(dialogue.isOpen()).isTrue();
    assertThat(held.seen().toString()).doesNotContain("secret");
  }

  @Test
  void a_wrong_password_is_rejected_and_the_target_is_not_spoken_of() {
    SocksDialogue dialogue = dialogue(Optional.of(alice()));

    Held held = ScriptedLine.saying(WHO, new SocksLogonReply(1).encode()).hold(dialogue);

    assertThat(held.the(ProxyLogonRejected.class).reason()).isEqualTo("status 1");
    assertThat(dialogue.ofTarget()).isEmpty();
  }

  @Test
  void a_proxy_that_wants_a_logon_is_told_from_one_that_wants_another_kind_of_it() {
    Held unasked = ScriptedLine.saying(NOBODY).hold(dialogue(Optional.empty()));
    Held gssapi = ScriptedLine.saying(NOBODY).hold(dialogue(Optional.of(alice())));

    assertThat(unasked.the(ProxyLogonWanted.class).given()).isFalse();
    assertThat(gssapi.the(ProxyLogonWanted.class).given()).isTrue();
  }

  @Test
  void a_method_that_was_not_offered_is_not_gone_through_with() {
    Held held =
        ScriptedLine.saying(new SocksChoice(SocksMethod.GSSAPI).encode())
            .hold(dialogue(Optional.of(alice())));

    assertThat(held.the(ProxyLogonWanted.class).methods()).containsExactly("GSSAPI");
    assertThat(held.said()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "3, NetworkUnreachable",
    "4, HostUnreachable",
    "5, ConnectRefused",
    "6, ConnectUnanswered",
  })
  void what_the_proxy_says_of_the_target_is_a_fact_about_the_target(int code, String fact) {
    SocksDialogue dialogue = dialogue(Optional.empty());

    Held held = ScriptedLine.saying(COME_IN, reply(code)).hold(dialogue);

    Observation target = dialogue.ofTarget().orElseThrow();
    assertThat(target.getClass().getSimpleName()).isEqualTo(fact);
    assertThat(target.evidence().heard()).startsWith("reply " + code);
    assertThat(dialogue.isOpen()).isFalse();
    held.only(ProxyGreeted.class);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7", "8", "77"})
  void any_other_refusal_is_the_proxys_own(int code) {
    SocksDialogue dialogue = dialogue(Optional.empty());

    Held held = ScriptedLine.saying(COME_IN, reply(code)).hold(dialogue);

    assertThat(held.the(ProxyRefused.class).code()).isEqualTo("" + code);
    assertThat(dialogue.ofTarget()).isEmpty();
  }

  @Test
  void a_code_without_the_rest_of_the_reply_counts() {
    Held held =
        ScriptedLine.saying(COME_IN, reply(2).first(2))
            .thenCloses()
            .hold(dialogue(Optional.empty()));

    assertThat(held.the(ProxyRefused.class).code()).isEqualTo("2");
  }

  @Test
  void silence_and_an_end_are_told_with_the_stage_they_came_in() {
    assertThat(ScriptedLine.silent().hold(dialogue(Optional.empty())).only(ProxyUnanswered.class))
        .extracting(ProxyUnanswered::stage)
        .isEqualTo("greeting");
    assertThat(
            ScriptedLine.saying(COME_IN)
                .hold(dialogue(Optional.empty()))
                .the(ProxyUnanswered.class)
                .stage())
        .isEqualTo("connect");
    assertThat(
            ScriptedLine.saying(WHO)
                .thenResets()
                .hold(dialogue(Optional.of(alice())))
                .the(ProxyEnded.class)
                .stage())
        .isEqualTo("logon");
  }

  @Test
  void another_service_is_recognised_by_its_first_byte() {
    Held http =
        ScriptedLine.saying(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n"))
            .hold(dialogue(Optional.empty()));
    Held ssh =
        ScriptedLine.saying(Bytes.ascii("SSH-2.0-OpenSSH_9.2\r\n"))
            .hold(dialogue(Optional.empty()));

    assertThat(http.only(ProxyUnreadable.class).service()).isEqualTo("http");
    assertThat(ssh.only(ProxyUnreadable.class).service()).isEqualTo("ssh");
  }
}
