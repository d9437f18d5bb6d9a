package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;
import static org.rdpdoctor.dialogue.ScriptedLine.saying;
import static org.rdpdoctor.dialogue.ScriptedLine.silent;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.NegotiationFact.DisconnectRequested;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnfinished;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.SelectionNotOffered;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.DisconnectRequest;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionConfirm.WithoutNegotiation;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NegotiationDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Bytes SELECTS_HYBRID_EX = selecting(Protocols.HYBRID_EX);

  private final NegotiationDialogue dialogue =
      new NegotiationDialogue(PEER, Offer.usual(Offer.CURRENT_WINDOWS), PATIENCE);

  @Test
  void it_asks_once_with_a_cookie_and_everything_that_the_client_offers() throws DecodeException {
    Held held = saying(SELECTS_HYBRID_EX).hold(dialogue);

    assertThat(held.said()).hasSize(1);
    var request = ConnectionRequest.decode(held.said().getFirst());
    assertThat(request.routing()).contains("Cookie: mstshash=rdpdoctor");
    assertThat(request.negotiation())
        .contains(new ConnectionRequest.Negotiation(0, Offer.CURRENT_WINDOWS));
  }

  @Test
  void a_selection_says_what_was_offered_what_was_chosen_and_how_long_it_took() {
    Held held = saying(SELECTS_HYBRID_EX).hold(dialogue);

    var selected = held.only(ProtocolSelected.class);
    assertThat(selected.offered()).isEqualTo(Offer.CURRENT_WINDOWS);
    assertThat(selected.selected()).isEqualTo(Protocols.HYBRID_EX);
    assertThat(selected.flags()).isEqualTo(new ResponseFlags(0x1F));
    assertThat(selected.cookie()).isTrue();
    assertThat(selected.usual()).isTrue();
    assertThat(selected.elapsed()).isEqualTo(Duration.ofMillis(20));
    assertThat(selected.evidence().connection()).isEqualTo(PEER.connection());
    assertThat(dialogue.selected()).contains(Protocols.HYBRID_EX);
  }

  @Test
  void an_answer_in_single_bytes_is_the_same_answer() {
    Held held = saying(SELECTS_HYBRID_EX).byteByByte().hold(dialogue);

    assertThat(held.only(ProtocolSelected.class).selected()).isEqualTo(Protocols.HYBRID_EX);
  }

  @Test
  void what_follows_the_answer_is_left_for_the_next_dialogue() {
    Bytes tlsRecord = Bytes.hex("15 03 03 00 02 02 28");

    Held held = saying(SELECTS_HYBRID_EX.plus(tlsRecord)).hold(dialogue);

    assertThat(held.only(ProtocolSelected.class).selected()).isEqualTo(Protocols.HYBRID_EX);
    assertThat(held.left()).isEqualTo(tlsRecord);
  }

  @Test
  void a_selection_of_what_was_not_offered_is_a_fact_of_its_own() {
    Held held = saying(selecting(Protocols.RDSTLS)).hold(dialogue);

    assertThat(held.seen()).hasSize(2);
    assertThat(held.the(SelectionNotOffered.class).selected()).isEqualTo(Protocols.RDSTLS);
  }

  @Test
  void standard_rdp_security_is_the_absence_of_protocols_and_may_always_be_selected() {
    Held held = saying(selecting(Protocols.RDP)).hold(dialogue);

    assertThat(held.only(ProtocolSelected.class).selected()).isEqualTo(Protocols.RDP);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 99, -1})
  void every_refusal_keeps_its_code_also_one_that_nobody_knows(int code) {
    Held held =
        saying(new NegotiationFailure(new NegotiationFailureCode(code)).encode()).hold(dialogue);

    assertThat(held.only(NegotiationRefused.class).code())
        .isEqualTo(new NegotiationFailureCode(code));
    assertThat(dialogue.selected()).isEmpty();
  }

  @Test
  void a_confirm_without_negotiation_means_standard_rdp_security() {
    Held held = saying(new WithoutNegotiation().encode()).hold(dialogue);

    assertThat(held.only(NegotiationAbsent.class).usual()).isTrue();
    assertThat(dialogue.selected()).contains(Protocols.RDP);
  }

  @Test
  void an_x224_disconnect_request_keeps_its_reason() {
    Held held = saying(new DisconnectRequest(0x80).encode()).thenCloses().hold(dialogue);

    assertThat(held.only(DisconnectRequested.class).reason()).isEqualTo(0x80);
  }

  @Test
  void an_mcs_disconnect_provider_ultimatum_is_a_disconnect_request_too() {
    Bytes xrdpToRdsAad = Bytes.hex("03 00 00 09  02 f0 80  21 80");
    var offer = Offer.mapping(Protocols.RDSAAD);

    Held held =
        saying(xrdpToRdsAad).thenCloses().hold(new NegotiationDialogue(PEER, offer, PATIENCE));

    assertThat(held.only(DisconnectRequested.class).reason()).isEqualTo(3);
    assertThat(held.seen().getFirst().evidence().heard())
        .isEqualTo("an MCS disconnect, rn-user-requested");
  }

  @Test
  void silence_is_unanswered_after_exactly_the_patience_there_was() {
    Held held = silent().hold(dialogue);

    var unanswered = held.only(NegotiationUnanswered.class);
    assertThat(unanswered.waited()).isEqualTo(PATIENCE);
    assertThat(unanswered.evidence().heard()).isEqualTo("nothing for 2.0 s");
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @Test
  void an_end_instead_of_an_answer_tells_close_from_reset() {
    assertThat(silent().thenCloses().hold(dialogue).only(NegotiationEnded.class).how())
        .isEqualTo(Ending.CLOSED);
  }

  @Test
  void a_reset_instead_of_an_answer_is_a_reset() {
    var ended = silent().thenResets().hold(dialogue).only(NegotiationEnded.class);

    assertThat(ended.how()).isEqualTo(Ending.RESET);
    assertThat(ended.elapsed()).isEqualTo(Duration.ofMillis(20));
    assertThat(ended.evidence().heard()).isEqualTo("the connection reset instead of an answer");
  }

  @Test
  void an_end_inside_the_answer_is_no_answer_and_says_how_much_came() {
    Held held = saying(SELECTS_HYBRID_EX.first(9)).thenCloses().hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).fault().describe())
        .isEqualTo("X.224 answer at offset 0 needs 10 bytes, 9 left");
  }

  @Test
  void an_answer_that_trickles_within_the_patience_is_an_answer() {
    Held held = saying(SELECTS_HYBRID_EX).cutInto(1, Duration.ofMillis(100)).hold(dialogue);

    assertThat(held.only(ProtocolSelected.class).elapsed()).isEqualTo(Duration.ofMillis(1900));
  }

  @Test
  void an_answer_that_trickles_beyond_the_patience_stays_unfinished() {
    Held held = saying(SELECTS_HYBRID_EX).cutInto(1, Duration.ofSeconds(1)).hold(dialogue);

    var unfinished = held.only(NegotiationUnfinished.class);
    assertThat(unfinished.heard()).isEqualTo(2);
    assertThat(unfinished.waited()).isEqualTo(PATIENCE);
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @Test
  void an_answer_that_stops_says_since_when_it_is_idle() {
    Held held = saying(SELECTS_HYBRID_EX.first(7)).hold(dialogue);

    assertThat(held.only(NegotiationUnfinished.class).idle()).isEqualTo(Duration.ofMillis(1980));
  }

  @Test
  void a_tpkt_that_promises_more_than_it_holds_is_waited_for_and_then_unfinished() {
    Bytes promising = Bytes.hex("03 00 ff ff").plus(SELECTS_HYBRID_EX.from(4));

    assertThat(saying(promising).hold(dialogue).only(NegotiationUnfinished.class).heard())
        .isEqualTo(19);
  }

  @Test
  void a_tpkt_that_promises_less_than_its_own_header_cannot_be_read() {
    Held held = saying(Bytes.hex("03 00 00 03 0e d0")).hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).fault().field()).isEqualTo("length");
  }

  @Test
  void a_confirm_that_ends_before_the_negotiation_data_it_announces_was_cut_on_the_way() {
    Bytes short11 = Bytes.hex("03 00 00 0b").plus(SELECTS_HYBRID_EX.from(4));

    Held held = saying(short11).hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).offered()).isEqualTo(Offer.CURRENT_WINDOWS);
  }

  @Test
  void a_data_packet_is_no_answer() {
    Held held = saying(Bytes.hex("03 00 00 0b 06 50 00 00 12 34 00")).hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).fault().describe())
        .isEqualTo("CC CDT at offset 1 has the unknown value 0x50");
  }

  @Test
  void another_mcs_message_is_no_answer() {
    Bytes attachUserConfirm = Bytes.hex("03 00 00 0b  02 f0 80  2e 00 00 01");

    Held held = saying(attachUserConfirm).hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).fault().describe())
        .isEqualTo("CC CDT at offset 1 has the unknown value 0xF0");
  }

  @Test
  void a_flood_of_nonsense_is_cut_off_at_once() {
    Bytes zeros = Bytes.copyOf(new byte[16 * 1024]);

    Held held = saying(zeros, zeros, zeros).hold(dialogue);

    assertThat(held.only(NegotiationUnreadable.class).fault().field()).isEqualTo("version");
    assertThat(held.turns()).isEqualTo(2);
  }

  @Test
  void another_service_is_named_beside_what_could_not_be_read() {
    Held held = saying(Bytes.ascii("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")).hold(dialogue);

    assertThat(held.seen()).hasSize(2);
    assertThat(held.the(NegotiationUnreadable.class).preview()).startsWith("SSH-2.0-OpenSSH");
    assertThat(held.the(ForeignService.class).service()).isEqualTo("ssh");
    assertThat(held.the(ForeignService.class).banner()).isEqualTo("SSH-2.0-OpenSSH_9.2p1 Debian-2");
  }

  @Test
  void a_banner_in_single_bytes_is_waited_for() {
    Held held = saying(Bytes.ascii("SSH-2.0-OpenSSH_9.2p1\r\n")).byteByByte().hold(dialogue);

    assertThat(held.the(ForeignService.class).banner()).isEqualTo("SSH-2.0-OpenSSH_9.2p1");
  }

  @Test
  void a_banner_without_a_line_end_is_taken_as_it_is_after_a_moment() {
    Held held = saying(Bytes.ascii("RFB 003.008")).hold(dialogue);

    assertThat(held.the(ForeignService.class).service()).isEqualTo("vnc");
    assertThat(held.took()).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void a_banner_before_an_end_is_read_all_the_same() {
    Held held = saying(Bytes.ascii("RFB 003")).thenResets().hold(dialogue);

    assertThat(held.the(ForeignService.class).service()).isEqualTo("vnc");
  }

  @Test
  void a_request_that_only_maps_the_server_is_told_from_the_users_own() {
    var mapping =
        new NegotiationDialogue(PEER, Offer.mapping(Protocols.SSL).withoutCookie(), PATIENCE);

    var selected = saying(selecting(Protocols.SSL)).hold(mapping).only(ProtocolSelected.class);

    assertThat(selected.usual()).isFalse();
    assertThat(selected.cookie()).isFalse();
    assertThat(selected.evidence().sent())
        .isEqualTo("a connection request offering SSL, without cookie");
  }

  private static Bytes selecting(Protocols protocols) {
    ConnectionConfirm confirm = new NegotiationResponse(new ResponseFlags(0x1F), protocols);
    return confirm.encode();
  }
}
