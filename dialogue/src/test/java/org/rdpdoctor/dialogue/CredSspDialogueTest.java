package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;
import static org.rdpdoctor.dialogue.ScriptedLine.saying;
import static org.rdpdoctor.dialogue.ScriptedLine.silent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspRefused;
import org.rdpdoctor.facts.CredSspFact.CredSspUnanswered;
import org.rdpdoctor.facts.CredSspFact.CredSspUnreadable;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.CredSspFact.NtlmNotOffered;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.AvPair;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.ntlm.Version;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredSspDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Instant SERVER_TIME = Instant.parse("2026-02-03T04:05:06.7Z");
  private static final Bytes CHALLENGE = challenge(info(true), Optional.of(26100));

  private final CredSspDialogue dialogue = in(Form.SPNEGO);

  private static CredSspDialogue in(Form form) {
    return new CredSspDialogue(
        PEER,
        form,
        build -> "Windows of " + build,
        code -> code.equals("0xC000006D") ? "STATUS_LOGON_FAILURE" : "an unknown status",
        PATIENCE);
  }

  @Test
  void a_negotiate_message_goes_out_in_spnego_without_any_name() throws DecodeException {
    Held held = silent().hold(dialogue);

    TsRequest request = TsRequest.decode(held.said().getFirst());
    assertThat(request.version()).isEqualTo(6);
    var init = (NegTokenInit) NegotiationToken.decode(request.negoTokens().getFirst());
    assertThat(init.mechTypes()).containsExactly(MechType.NTLMSSP);
    var ntlm = (NegotiateMessage) NtlmMessage.decode(init.mechToken().orElseThrow());
    assertThat(ntlm.domainName()).isEmpty();
    assertThat(ntlm.workstationName()).isEmpty();
  }

  @Test
  void the_plain_form_sends_the_same_message_without_spnego() throws DecodeException {
    Held held = silent().hold(in(Form.RAW_NTLM));

    TsRequest request = TsRequest.decode(held.said().getFirst());
    assertThat(NtlmMessage.decode(request.negoTokens().getFirst()))
        .isInstanceOf(NegotiateMessage.class);
  }

  @Test
  void a_challenge_in_spnego_tells_names_build_and_clock() {
    Held held = saying(spnego(6, Optional.of(CHALLENGE))).hold(dialogue);

    assertThat(held.seen()).hasSize(2);
    var answered = held.the(CredSspAnswered.class);
    assertThat(answered.version()).isEqualTo(6);
    assertThat(answered.mechanism()).isEqualTo("NTLMSSP");
    var challenge = held.the(NtlmChallengeReceived.class);
    assertThat(challenge.netbiosComputer()).isEqualTo("SRV01");
    assertThat(challenge.netbiosDomain()).isEqualTo("CORP");
    assertThat(challenge.dnsComputer()).isEqualTo("srv01.corp.example");
    assertThat(challenge.dnsDomain()).isEqualTo("corp.example");
    assertThat(challenge.dnsForest()).isEqualTo("example");
    assertThat(challenge.build()).isEqualTo("10.0.26100");
    assertThat(challenge.windows()).isEqualTo("Windows of 10.0.26100");
    assertThat(dialogue.serverTime()).contains(SERVER_TIME);
  }

  @Test
  void it_says_one_thing_and_nothing_that_could_count_as_a_logon() {
    assertThat(saying(spnego(6, Optional.of(CHALLENGE))).hold(dialogue).said()).hasSize(1);
  }

  @Test
  void a_challenge_in_single_bytes_is_the_same_challenge() {
    Held held = saying(spnego(6, Optional.of(CHALLENGE))).byteByByte().hold(dialogue);

    assertThat(held.the(NtlmChallengeReceived.class).netbiosComputer()).isEqualTo("SRV01");
  }

  @Test
  void a_challenge_without_spnego_is_a_challenge_too() {
    Held held = saying(tsRequest(2, CHALLENGE)).hold(in(Form.RAW_NTLM));

    assertThat(held.the(CredSspAnswered.class).mechanism()).isEqualTo("NTLM without SPNEGO");
    assertThat(held.the(CredSspAnswered.class).version()).isEqualTo(2);
    assertThat(held.the(NtlmChallengeReceived.class).dnsForest()).isEqualTo("example");
  }

  @Test
  void without_a_timestamp_the_servers_clock_stays_unknown() {
    Bytes challenge = challenge(info(false), Optional.of(7601));

    saying(spnego(3, Optional.of(challenge))).hold(dialogue);

    assertThat(dialogue.serverTime()).isEmpty();
  }

  @Test
  void an_empty_target_info_leaves_the_names_empty_and_takes_the_target_for_the_domain() {
    Bytes challenge = challenge(TargetInfo.EMPTY, Optional.empty());

    var received =
        saying(spnego(6, Optional.of(challenge))).hold(dialogue).the(NtlmChallengeReceived.class);

    assertThat(received.netbiosComputer()).isEmpty();
    assertThat(received.dnsComputer()).isEmpty();
    assertThat(received.netbiosDomain()).isEqualTo("CORP");
    assertThat(received.build()).isEmpty();
    assertThat(received.windows()).isEqualTo("unknown");
  }

  @Test
  void names_that_are_made_to_upset_a_screen_or_a_report_do_not() {
    var pairs =
        List.of(
            new AvPair(AvId.MSV_AV_NB_COMPUTER_NAME, Bytes.utf16le("A\u001b]0;x\u0007")),
            new AvPair(AvId.MSV_AV_DNS_COMPUTER_NAME, Bytes.utf16le("x".repeat(20_000))));
    Bytes challenge = challenge(new TargetInfo(pairs), Optional.empty());

    var received =
        saying(spnego(6, Optional.of(challenge))).hold(dialogue).the(NtlmChallengeReceived.class);

    assertThat(received.netbiosComputer()).isEqualTo("A·]0;x·");
    assertThat(received.dnsComputer()).hasSize(256).endsWith("…");
    assertThat(received.evidence().heard()).hasSizeLessThan(400);
  }

  @Test
  void an_error_instead_of_a_challenge_has_its_number_and_its_name() {
    Held held = saying(refusing(0xC000006D)).hold(dialogue);

    var refused = held.only(CredSspRefused.class);
    assertThat(refused.version()).isEqualTo(6);
    assertThat(refused.code()).isEqualTo("0xC000006D");
    assertThat(refused.name()).isEqualTo("STATUS_LOGON_FAILURE");
    assertThat(refused.evidence().heard())
        .isEqualTo("TSRequest version 6 with error 0xC000006D (STATUS_LOGON_FAILURE)");
  }

  @Test
  void an_error_that_nobody_knows_keeps_its_number() {
    var refused = saying(refusing(0x12345678)).hold(dialogue).only(CredSspRefused.class);

    assertThat(refused.code()).isEqualTo("0x12345678");
    assertThat(refused.name()).isEqualTo("an unknown status");
  }

  @Test
  void an_error_of_zero_is_no_error() throws DecodeException {
    var success =
        new TsRequest(
            6,
            TsRequest.decode(spnego(6, Optional.of(CHALLENGE))).negoTokens(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(0),
            Optional.empty());

    Held held = saying(success.encode()).hold(dialogue);

    assertThat(held.the(NtlmChallengeReceived.class).netbiosComputer()).isEqualTo("SRV01");
  }

  @Test
  void a_rejection_means_that_ntlm_is_not_wanted() {
    Bytes reject = response(Optional.of(NegState.REJECT), Optional.empty(), Optional.empty());

    assertThat(saying(reject).hold(dialogue).the(NtlmNotOffered.class).mechanism())
        .isEqualTo("none, reject");
  }

  @Test
  void a_rejection_that_names_ntlm_is_a_rejection_all_the_same() {
    Bytes reject =
        response(Optional.of(NegState.REJECT), Optional.of(MechType.NTLMSSP), Optional.empty());

    Held held = saying(reject).hold(dialogue);

    assertThat(held.the(NtlmNotOffered.class).mechanism()).isEqualTo("none, reject");
    assertThat(held.said()).hasSize(1);
  }

  @Test
  void a_server_that_wants_kerberos_only_says_so() {
    Bytes kerberos =
        response(
            Optional.of(NegState.ACCEPT_INCOMPLETE),
            Optional.of(MechType.KERBEROS),
            Optional.empty());

    Held held = saying(kerberos).hold(dialogue);

    assertThat(held.the(NtlmNotOffered.class).mechanism()).isEqualTo(MechType.KERBEROS.toString());
    assertThat(held.the(CredSspAnswered.class).version()).isEqualTo(6);
  }

  @Test
  void a_server_that_offers_mechanisms_itself_is_quoted() {
    Bytes offering = NegTokenInit.offering(List.of(MechType.KERBEROS), Bytes.hex("00")).encode();

    Held held = saying(tsRequest(6, offering)).hold(dialogue);

    assertThat(held.the(NtlmNotOffered.class).mechanism()).isEqualTo(MechType.KERBEROS.toString());
  }

  @Test
  void a_server_that_agrees_without_a_challenge_is_sent_the_token_again() throws DecodeException {
    Bytes agreeing = spnego(6, Optional.empty());

    Held held = saying(agreeing, spnego(6, Optional.of(CHALLENGE))).hold(dialogue);

    assertThat(held.said()).hasSize(2);
    var again =
        (NegTokenResp)
            NegotiationToken.decode(
                TsRequest.decode(held.said().getLast()).negoTokens().getFirst());
    assertThat(NtlmMessage.decode(again.responseToken().orElseThrow()))
        .isInstanceOf(NegotiateMessage.class);
    assertThat(held.the(NtlmChallengeReceived.class).netbiosComputer()).isEqualTo("SRV01");
  }

  @Test
  void a_server_that_agrees_for_ever_is_not_asked_for_ever() {
    Bytes agreeing = spnego(6, Optional.empty());

    Held held = saying(agreeing, agreeing, agreeing).hold(dialogue);

    assertThat(held.said()).hasSize(2);
    assertThat(held.only(CredSspUnreadable.class).reason())
        .isEqualTo("SPNEGO that agrees on NTLM twice, without a challenge");
  }

  @Test
  void the_second_turn_lasts_no_longer_than_what_is_left_of_the_patience() {
    Held held =
        silent().thenAfter(Duration.ofSeconds(2), spnego(6, Optional.empty())).hold(dialogue);

    assertThat(held.only(CredSspUnanswered.class).waited()).isEqualTo(PATIENCE);
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @Test
  void a_token_of_ntlm_that_is_none_cannot_be_read() {
    Held held = saying(spnego(6, Optional.of(Bytes.hex("01 02 03")))).hold(dialogue);

    assertThat(held.only(CredSspUnreadable.class).reason())
        .isEqualTo("SPNEGO with NTLM whose token is no NTLM message");
  }

  @Test
  void a_negotiate_message_thrown_back_cannot_be_read() {
    Bytes negotiate = NegotiateMessage.of(NegotiateFlags.CLIENT, version(1)).encode();

    var unreadable = saying(tsRequest(6, negotiate)).hold(dialogue).only(CredSspUnreadable.class);

    assertThat(unreadable.reason()).startsWith("MessageType at offset 8");
    assertThat(unreadable.preview()).contains("NTLMSSP");
  }

  @Test
  void a_request_without_token_and_without_error_cannot_be_read() {
    var empty =
        new TsRequest(
            6,
            List.of(),
            Optional.empty(),
            Optional.of(Bytes.hex("00")),
            Optional.empty(),
            Optional.empty());

    assertThat(saying(empty.encode()).hold(dialogue).only(CredSspUnreadable.class).reason())
        .isEqualTo("TSRequest without token and without error");
  }

  @Test
  void garbage_cannot_be_read_and_is_shown() {
    Held held = saying(Bytes.ascii("HTTP/1.1 200 OK\r\n")).hold(dialogue);

    assertThat(held.only(CredSspUnreadable.class).preview()).isEqualTo("HTTP/1.1 200 OK..");
  }

  @Test
  void an_answer_larger_than_any_is_refused_before_it_has_come() {
    Held held = saying(Bytes.hex("30 84 7f ff ff ff")).hold(dialogue);

    assertThat(held.only(CredSspUnreadable.class).reason()).contains("length");
    assertThat(held.turns()).isEqualTo(2);
  }

  @Test
  void an_answer_cut_short_by_the_end_says_so() {
    Bytes half = spnego(6, Optional.of(CHALLENGE)).first(60);

    assertThat(saying(half).thenCloses().hold(dialogue).only(CredSspUnreadable.class).reason())
        .isEqualTo("the connection ended inside the answer");
  }

  @Test
  void a_server_that_drops_after_the_first_token_says_how() {
    var ended = silent().thenResets().hold(dialogue).only(CredSspEnded.class);

    assertThat(ended.how()).isEqualTo(Ending.RESET);
    assertThat(ended.elapsed()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void silence_lasts_as_long_as_the_patience() {
    Held held = silent().hold(dialogue);

    assertThat(held.only(CredSspUnanswered.class).waited()).isEqualTo(PATIENCE);
    assertThat(held.seen().getFirst().evidence().heard()).isEqualTo("nothing for 3.0 s");
  }

  @Test
  void a_byte_a_second_does_not_hold_it_up() {
    Held held =
        saying(spnego(6, Optional.of(CHALLENGE))).cutInto(1, Duration.ofSeconds(1)).hold(dialogue);

    assertThat(held.only(CredSspUnanswered.class).evidence().heard())
        .isEqualTo("no whole answer for 3.0 s");
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  private static Bytes spnego(int version, Optional<Bytes> token) {
    NegTokenResp response =
        new NegTokenResp(
            Optional.of(NegState.ACCEPT_INCOMPLETE),
            Optional.of(MechType.NTLMSSP),
            token,
            Optional.empty());
    return tsRequest(version, response.encode());
  }

  private static Bytes response(
      Optional<NegState> state, Optional<MechType> mech, Optional<Bytes> token) {
    return tsRequest(6, new NegTokenResp(state, mech, token, Optional.empty()).encode());
  }

  private static Bytes tsRequest(int version, Bytes token) {
    return TsRequest.negotiating(version, token).encode();
  }

  private static Bytes refusing(int status) {
    return new TsRequest(
            6, List.of(), Optional.empty(), Optional.empty(), Optional.of(status), Optional.empty())
        .encode();
  }

  private static TargetInfo info(boolean withTime) {
    var pairs = new ArrayList<AvPair>();
    pairs.add(new AvPair(AvId.MSV_AV_NB_DOMAIN_NAME, Bytes.utf16le("CORP")));
    pairs.add(new AvPair(AvId.MSV_AV_NB_COMPUTER_NAME, Bytes.utf16le("SRV01")));
    pairs.add(new AvPair(AvId.MSV_AV_DNS_DOMAIN_NAME, Bytes.utf16le("corp.example")));
    pairs.add(new AvPair(AvId.MSV_AV_DNS_COMPUTER_NAME, Bytes.utf16le("srv01.corp.example")));
    pairs.add(new AvPair(AvId.MSV_AV_DNS_TREE_NAME, Bytes.utf16le("example")));
    if (withTime) {
      long ticks = FileTime.of(SERVER_TIME).ticks();
      int[] octets = new int[8];
      for (int i = 0; i < 8; i++) {
        octets[i] = (int) (ticks >> 8 * i);
      }
      pairs.add(new AvPair(AvId.MSV_AV_TIMESTAMP, Bytes.of(octets)));
    }
    return new TargetInfo(pairs);
  }

  private static Bytes challenge(TargetInfo info, Optional<Integer> build) {
    int flags = NegotiateFlags.UNICODE | NegotiateFlags.NTLM | NegotiateFlags.TARGET_TYPE_DOMAIN;
    int version = build.isPresent() ? NegotiateFlags.VERSION : 0;
    return new ChallengeMessage(
            "CORP",
            new NegotiateFlags(flags | version),
            Bytes.hex("01 23 45 67 89 ab cd ef"),
            info,
            build.map(CredSspDialogueTest::version))
        .encode();
  }

  private static Version version(int build) {
    return new Version(10, 0, build, Version.NTLMSSP_REVISION_W2K3);
  }
}
