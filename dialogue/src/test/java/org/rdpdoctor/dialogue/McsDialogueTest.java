package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.McsFact.ChannelJoinRefused;
import org.rdpdoctor.facts.McsFact.ChannelsJoined;
import org.rdpdoctor.facts.McsFact.DomainConnected;
import org.rdpdoctor.facts.McsFact.McsDisconnected;
import org.rdpdoctor.facts.McsFact.McsEnded;
import org.rdpdoctor.facts.McsFact.McsRefused;
import org.rdpdoctor.facts.McsFact.McsUnanswered;
import org.rdpdoctor.facts.McsFact.McsUnreadable;
import org.rdpdoctor.facts.McsFact.RequestChangedOnTheWay;
import org.rdpdoctor.facts.SecurityFact.EncryptionChosen;
import org.rdpdoctor.facts.SecurityFact.EncryptionUnusable;
import org.rdpdoctor.facts.SecurityFact.ServerKeyPresented;
import org.rdpdoctor.facts.SecurityFact.ServerKeyUnreadable;
import org.rdpdoctor.facts.UdpFact.UdpOffered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCoreData;
import org.rdpdoctor.wire.gcc.ServerData;
import org.rdpdoctor.wire.gcc.ServerData.ServerMultitransportChannelData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class McsDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static McsDialogue over(Protocols protocols) {
    return new McsDialogue(PEER, protocols, protocols, EncryptionMethods.ALL, PATIENCE);
  }

  private static Held tls(Bytes... said) {
    return ScriptedLine.saying(said).hold(over(Protocols.SSL));
  }

  private static Held rdp(ServerSecurityData security) {
    return ScriptedLine.saying(ServerWords.connected(security, 0, Protocols.RDP))
        .thenCloses()
        .hold(over(Protocols.RDP));
  }

  @Test
  void a_server_that_joins_both_channels_is_climbed_in_four_round_trips() {
    var dialogue = over(Protocols.SSL);
    Held held = ScriptedLine.saying(ServerWords.joining()).hold(dialogue);

    assertThat(held.the(DomainConnected.class).version()).isEqualTo("10.12");
    ChannelsJoined joined = held.the(ChannelsJoined.class);
    assertThat(joined.channels()).isEqualTo(2);
    assertThat(joined.skipped()).isFalse();
    assertThat(held.the(EncryptionChosen.class).tls()).isTrue();
    assertThat(held.said()).hasSize(4);
    assertThat(dialogue.domain()).map(Domain::user).contains(ServerWords.USER);
  }

  @Test
  void a_server_that_needs_no_joins_is_spared_them() {
    Held held =
        tls(
            ServerWords.connected(
                ServerSecurityData.UNUSED,
                ServerCoreData.RNS_UD_SC_SKIP_CHANNELJOIN_SUPPORTED,
                Protocols.SSL),
            ServerWords.attached());

    assertThat(held.the(ChannelsJoined.class).skipped()).isTrue();
    assertThat(held.said()).hasSize(2);
  }

  @Test
  void a_server_that_has_rdp_over_udp_says_so_in_its_settings() {
    List<ServerData> settings =
        List.of(
            new ServerCoreData(0x0008000B, Optional.of(Protocols.SSL), OptionalInt.of(0)),
            new ServerNetworkData(ServerWords.IO_CHANNEL, List.of()),
            new ServerMultitransportChannelData(0x305),
            ServerSecurityData.UNUSED);

    assertThat(tls(ServerWords.connected(settings)).the(UdpOffered.class).transports())
        .containsExactly("UDPFECR", "UDPFECL");
  }

  @Test
  void it_does_not_matter_in_which_pieces_the_answers_come() {
    Held held = ScriptedLine.saying(ServerWords.joining()).byteByByte().hold(over(Protocols.SSL));

    assertThat(held.the(ChannelsJoined.class).channels()).isEqualTo(2);
  }

  @Test
  void a_refusal_has_its_result_and_its_step() {
    McsRefused atConnect = tls(ServerWords.refused(14)).only(McsRefused.class);
    assertThat(atConnect.step()).isEqualTo("connect");
    assertThat(atConnect.result()).isEqualTo("rt-unspecified-failure");

    var tooMany = new AttachUserConfirm(new McsResult(13), OptionalInt.empty());
    McsRefused atAttach =
        tls(ServerWords.connected(), ServerWords.said(tooMany)).the(McsRefused.class);
    assertThat(atAttach.step()).isEqualTo("attach");
    assertThat(atAttach.code()).isEqualTo(13);
  }

  @Test
  void a_refused_join_names_the_channel_and_leaves_no_domain() {
    var dialogue = over(Protocols.SSL);
    var refusal =
        new ChannelJoinConfirm(
            new McsResult(3), ServerWords.USER, ServerWords.IO_CHANNEL, OptionalInt.empty());
    Held held =
        ScriptedLine.saying(
                ServerWords.connected(),
                ServerWords.attached(),
                ServerWords.joined(ServerWords.USER),
                ServerWords.said(refusal))
            .hold(dialogue);

    assertThat(held.the(ChannelJoinRefused.class).channel()).isEqualTo("I/O");
    assertThat(dialogue.domain()).isEmpty();
  }

  @Test
  void an_end_is_told_with_the_step_at_which_it_came() {
    assertThat(ScriptedLine.silent().thenCloses().hold(over(Protocols.SSL)).only(McsEnded.class))
        .extracting(McsEnded::step, McsEnded::how)
        .containsExactly("connect", Ending.CLOSED);
    assertThat(
            ScriptedLine.saying(ServerWords.connected())
                .thenResets()
                .hold(over(Protocols.SSL))
                .the(McsEnded.class))
        .extracting(McsEnded::step, McsEnded::how)
        .containsExactly("attach", Ending.RESET);
    assertThat(
            ScriptedLine.saying(ServerWords.connected(), ServerWords.attached())
                .thenCloses()
                .hold(over(Protocols.SSL))
                .the(McsEnded.class)
                .step())
        .isEqualTo("join");
  }

  @Test
  void a_goodbye_is_told_with_its_reason() {
    assertThat(tls(ServerWords.ultimatum()).only(McsDisconnected.class).reason())
        .isEqualTo("rn-provider-initiated");
    Bytes disconnectRequest = Bytes.hex("03 00 00 0b 06 80 00 00 12 34 02");
    assertThat(tls(disconnectRequest).only(McsDisconnected.class).code()).isEqualTo(2);
  }

  @Test
  void silence_lasts_as_long_as_patience() {
    McsUnanswered silent = tls().only(McsUnanswered.class);

    assertThat(silent.waited()).isEqualTo(PATIENCE);
    assertThat(tls(ServerWords.connected()).the(McsUnanswered.class).step()).isEqualTo("attach");
  }

  @Test
  void what_is_no_answer_is_unreadable() {
    assertThat(tls(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n")).seen())
        .hasOnlyElementsOfType(McsUnreadable.class);
    assertThat(tls(ServerWords.attached()).only(McsUnreadable.class).reason())
        .contains("no MCS Connect-Response");
    assertThat(tls(ServerWords.connected(List.of())).only(McsUnreadable.class).reason())
        .contains("without core");
  }

  @Test
  void a_request_that_the_server_got_otherwise_is_told() {
    Held held =
        ScriptedLine.saying(ServerWords.joining())
            .hold(
                new McsDialogue(
                    PEER, Offer.CURRENT_WINDOWS, Protocols.SSL, EncryptionMethods.ALL, PATIENCE));

    RequestChangedOnTheWay changed = held.the(RequestChangedOnTheWay.class);
    assertThat(changed.sent()).containsExactly("SSL", "HYBRID", "HYBRID_EX");
    assertThat(changed.received()).containsExactly("SSL");
  }

  @Test
  void standard_security_is_told_with_method_level_and_key() {
    Held held = rdp(ServerWords.security(EncryptionMethods.RC4_40BIT, EncryptionLevel.LOW));

    EncryptionChosen chosen = held.the(EncryptionChosen.class);
    assertThat(chosen.method()).isEqualTo("40BIT");
    assertThat(chosen.level()).isEqualTo("LOW");
    assertThat(chosen.tls()).isFalse();
    ServerKeyPresented key = held.the(ServerKeyPresented.class);
    assertThat(key.kind()).isEqualTo("proprietary");
    assertThat(key.bits()).isEqualTo(512);
    assertThat(key.signed()).isTrue();
  }

  @Test
  void a_key_that_nobody_signed_is_told() {
    var security =
        new ServerSecurityData(
            EncryptionMethods.RC4_128BIT,
            EncryptionLevel.HIGH,
            Bytes.copyOf(new byte[32]),
            ServerWords.certificate(false).encode());

    assertThat(rdp(security).the(ServerKeyPresented.class).signed()).isFalse();
  }

  @Test
  void an_encryption_that_nobody_offered_is_unusable() {
    assertThat(
            rdp(ServerWords.security(new EncryptionMethods(0x20), EncryptionLevel.HIGH))
                .the(EncryptionUnusable.class)
                .reason())
        .contains("not offered");
    assertThat(
            rdp(ServerWords.security(new EncryptionMethods(0x03), EncryptionLevel.HIGH))
                .the(EncryptionUnusable.class)
                .reason())
        .contains("several");
    var shortRandom =
        new ServerSecurityData(
            EncryptionMethods.RC4_128BIT,
            EncryptionLevel.HIGH,
            Bytes.of(1, 2, 3),
            ServerWords.certificate(true).encode());
    assertThat(rdp(shortRandom).the(EncryptionUnusable.class).reason()).contains("3 bytes");
  }

  @Test
  void a_key_that_cannot_be_read_is_told() {
    var security =
        new ServerSecurityData(
            EncryptionMethods.RC4_128BIT,
            EncryptionLevel.HIGH,
            Bytes.copyOf(new byte[32]),
            Bytes.of(9, 0, 0, 0));

    assertThat(rdp(security).the(ServerKeyUnreadable.class).reason()).contains("dwVersion");
  }

  @Test
  void nothing_is_exchanged_under_tls() {
    var dialogue = over(Protocols.SSL);
    ScriptedLine.saying(ServerWords.joining()).hold(dialogue);

    assertThat(dialogue.domain().filter(SecurityDialogue::isNeeded)).isEqualTo(Optional.empty());
  }
}
