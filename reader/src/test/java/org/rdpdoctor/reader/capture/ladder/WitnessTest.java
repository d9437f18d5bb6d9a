package org.rdpdoctor.reader.capture.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.LargeSegmentsLost;
import org.rdpdoctor.facts.RouteFact.SegmentsRepeated;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ConnectionEnded;
import org.rdpdoctor.facts.TcpFact.EndHopsDiffer;
import org.rdpdoctor.facts.TcpFact.EndIdDiffers;
import org.rdpdoctor.facts.TcpFact.EndTimed;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TcpFact.NothingTaken;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TcpFact.SpokeAfterReset;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedBy;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionConfirm.WithoutNegotiation;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WitnessTest {
  private static final Bytes REQUEST =
      ConnectionRequest.offering(Protocols.SSL.and(Protocols.HYBRID), "ALICE").encode();
  private static final Bytes REFUSAL =
      new NegotiationFailure(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER).encode();
  private static final Bytes CONFIRM =
      new NegotiationResponse(new ResponseFlags(0x1F), Protocols.HYBRID).encode();

  @Test
  void a_refusal_is_told_as_the_live_probe_tells_it_with_the_offer_that_was_made() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).server(REFUSAL).serverEnds(Ending.CLOSED).end();

    NegotiationRefused refused = Talk.only(told, NegotiationRefused.class);
    assertThat(refused.offered()).isEqualTo(Protocols.SSL.and(Protocols.HYBRID));
    assertThat(refused.usual()).isTrue();
    assertThat(refused.cookie()).isTrue();
    assertThat(refused.elapsed()).isEqualTo(Talk.STEP);
    assertThat(refused.evidence())
        .hasToString(
            "sent a connection request offering SSL|HYBRID; heard RDP_NEG_FAILURE"
                + " HYBRID_REQUIRED_BY_SERVER; at 0.030 s on connection 1 of trace.pcapng");
    assertThat(told.isRdp()).isTrue();
    assertThat(told.requestedProtocols()).containsExactly("SSL", "HYBRID");
    assertThat(told.failureCode()).contains("HYBRID_REQUIRED_BY_SERVER");
    assertThat(told.selectedProtocol()).isEmpty();
    assertThat(told.cookie()).contains("Cookie: mstshash=ALICE");
    assertThat(told.endedBy()).isEqualTo(EndedBy.SERVER);
    assertThat(told.endedWith()).contains(EndedWith.FIN);
    assertThat(Talk.only(told, Connected.class).elapsed()).isEqualTo(Talk.STEP);
  }

  @Test
  void rdp_is_known_by_its_words_on_any_port_and_however_it_is_cut() {
    CapturedConnection told = Talk.at(13389).clientInPieces(REQUEST).server(CONFIRM).end();

    assertThat(Talk.only(told, ProtocolSelected.class).selected()).isEqualTo(Protocols.HYBRID);
    assertThat(told.selectedProtocol()).contains("HYBRID");
  }

  @Test
  void a_request_from_before_negotiation_offers_standard_rdp_security() {
    Bytes old =
        new ConnectionRequest(Optional.of("Cookie: mstshash=BOB"), Optional.empty()).encode();

    CapturedConnection told =
        Talk.begin().client(old).server(new WithoutNegotiation().encode()).end();

    NegotiationAbsent absent = Talk.only(told, NegotiationAbsent.class);
    assertThat(absent.offered()).isEqualTo(Protocols.RDP);
    assertThat(absent.evidence().sent()).isEqualTo("a connection request without negotiation data");
    assertThat(told.requestedProtocols()).isEmpty();
    assertThat(told.selectedProtocol()).contains("RDP");
  }

  @Test
  void a_server_that_ends_instead_of_an_answer_is_told_so() {
    CapturedConnection told = Talk.begin().client(REQUEST).serverEnds(Ending.RESET).end();

    assertThat(Talk.only(told, NegotiationEnded.class).how()).isEqualTo(Ending.RESET);
    assertThat(Talk.only(told, ConnectionEnded.class).by()).isEqualTo("server");
  }

  @Test
  void a_client_that_gives_up_at_once_says_nothing_of_the_server() {
    CapturedConnection told = Talk.begin().client(REQUEST).clientEnds(Ending.CLOSED).end();

    assertThat(told.facts()).noneMatch(fact -> fact instanceof NegotiationEnded);
    assertThat(told.facts()).noneMatch(fact -> fact instanceof NegotiationUnanswered);
    assertThat(told.endedBy()).isEqualTo(EndedBy.CLIENT);
  }

  @Test
  void a_client_that_gives_up_after_a_long_silence_was_not_answered() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).pause(Duration.ofSeconds(10)).clientEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, NegotiationUnanswered.class).waited())
        .isEqualTo(Duration.ofMillis(10_010));
    assertThat(told.facts()).noneMatch(fact -> fact instanceof RequestUnacknowledged);
  }

  @Test
  void a_request_that_is_repeated_in_vain_was_not_even_acknowledged() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).repeated(5).pause(Duration.ofSeconds(20)).end();

    assertThat(Talk.only(told, RequestUnacknowledged.class).what()).isEqualTo("connection request");
    assertThat(told.endedBy()).isEqualTo(EndedBy.OPEN);
    assertThat(told.endedWith()).contains(EndedWith.TIMEOUT);
  }

  @Test
  void a_closed_window_is_told_from_a_lost_request() {
    CapturedConnection told =
        Talk.begin()
            .client(REQUEST)
            .serverTakesNothing()
            .repeated(3)
            .pause(Duration.ofSeconds(20))
            .end();

    assertThat(Talk.only(told, NothingTaken.class).bytes()).isEqualTo(REQUEST.size());
    assertThat(told.facts()).noneMatch(fact -> fact instanceof RequestUnacknowledged);
  }

  @Test
  void a_capture_that_ends_soon_after_the_request_knows_nothing_of_an_answer() {
    CapturedConnection told = Talk.begin().client(REQUEST).end();

    assertThat(told.facts()).noneMatch(fact -> fact instanceof NegotiationUnanswered);
    assertThat(told.endedWith()).isEmpty();
  }

  @Test
  void a_reset_over_another_number_of_hops_came_from_a_third_device() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).serverEnds(Ending.RESET, 63, 50_000).end();

    EndHopsDiffer differ = Talk.only(told, EndHopsDiffer.class);
    assertThat(differ.usual()).isEqualTo(Talk.HOPS);
    assertThat(differ.seen()).isEqualTo(63);
    assertThat(Talk.only(told, EndIdDiffers.class).seen()).isEqualTo(50_000);
    assertThat(told.endedBy()).isEqualTo(EndedBy.THIRD_PARTY);
    assertThat(Talk.only(told, ConnectionEnded.class).by()).isEqualTo("third-party");
  }

  @Test
  void a_reset_of_the_server_itself_has_its_hops_and_its_count() {
    CapturedConnection told = Talk.begin().client(REQUEST).serverEnds(Ending.RESET).end();

    assertThat(told.endedBy()).isEqualTo(EndedBy.SERVER);
    assertThat(told.facts())
        .noneMatch(fact -> fact instanceof EndHopsDiffer || fact instanceof EndIdDiffers);
  }

  @Test
  void a_server_that_speaks_on_did_not_send_the_reset() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).serverSpeaksOn(2).serverEnds(Ending.RESET).end();

    assertThat(Talk.only(told, SpokeAfterReset.class).packets()).isEqualTo(2);
    assertThat(told.endedBy()).isEqualTo(EndedBy.THIRD_PARTY);
  }

  @Test
  void a_number_out_of_line_alone_accuses_nobody() {
    CapturedConnection told =
        Talk.begin().client(REQUEST).serverEnds(Ending.RESET, Talk.HOPS, 50_000).end();

    assertThat(Talk.only(told, EndIdDiffers.class).last()).isEqualTo(4711);
    assertThat(told.endedBy()).isEqualTo(EndedBy.SERVER);
  }

  @Test
  void a_refused_connect_and_an_unanswered_one_are_told() {
    CapturedConnection refused = Talk.begin().opened(How.REFUSED, 1).end();
    CapturedConnection unanswered =
        Talk.begin().opened(How.UNANSWERED, 3).pause(Duration.ofSeconds(7)).end();

    assertThat(Talk.only(refused, ConnectRefused.class).port()).isEqualTo(3389);
    assertThat(refused.endedBy()).isEqualTo(EndedBy.SERVER);
    assertThat(refused.endedWith()).contains(EndedWith.RST);
    assertThat(Talk.only(unanswered, ConnectUnanswered.class).waited())
        .isEqualTo(Duration.ofMillis(7010));
    assertThat(unanswered.endedWith()).contains(EndedWith.TIMEOUT);
  }

  @Test
  void an_attempt_on_another_port_counts_only_where_the_user_names_it() {
    CapturedConnection unknown = Talk.at(4489).opened(How.REFUSED, 1).end();
    CapturedConnection named =
        Talk.with(4489, Talk.surroundings().at(java.util.Set.of(4489)))
            .opened(How.REFUSED, 1)
            .end();

    assertThat(unknown.isRdp()).isFalse();
    assertThat(unknown.facts()).isEmpty();
    assertThat(Talk.only(named, ConnectRefused.class).port()).isEqualTo(4489);
  }

  @Test
  void a_port_that_closes_unasked_and_another_service_are_told() {
    CapturedConnection closed = Talk.begin().serverEnds(Ending.CLOSED).end();
    CapturedConnection ssh = Talk.begin().server(Bytes.ascii("SSH-2.0-OpenSSH_9.2\r\n")).end();

    assertThat(Talk.only(closed, ClosedUnasked.class).elapsed()).isEqualTo(Talk.STEP);
    assertThat(Talk.only(ssh, ForeignService.class).service()).isEqualTo("ssh");
  }

  @Test
  void what_is_no_rdp_says_so_at_once_and_has_no_facts() {
    for (Bytes words :
        List.of(
            Bytes.ascii("GET / HTTP/1.1\r\nHost: example\r\n\r\n"),
            Bytes.hex("16 03 01 00 05 01 00 00 01 03"),
            Bytes.hex("00 00 00 54 fe 53 4d 42 40 00"),
            Bytes.hex("03 00 00 10 08 02 10 c0 05 04 03 88 93 a5 28 00"), // H.225 in TPKT
            Bytes.hex("03 00 00 16 11 e0 00 00 00 01 00 c1 02 01 00 c2 02 01 02 c0 01 09"))) {
      Talk talk = Talk.at(102).client(words);

      assertThat(talk.matters()).as(words.toString()).isFalse();
      assertThat(talk.end().isRdp()).isFalse();
      assertThat(talk.end().facts()).isEmpty();
    }
  }

  @Test
  void inside_socks_5_the_inner_target_is_remembered() {
    CapturedConnection told =
        Talk.at(1080)
            .client(Bytes.hex("05 01 00"))
            .server(Bytes.hex("05 00"))
            .client(Bytes.hex("05 01 00 01 0a 00 00 01 0d 3d"))
            .server(Bytes.hex("05 00 00 01 00 00 00 00 00 00"))
            .client(REQUEST)
            .server(CONFIRM)
            .end();

    assertThat(told.innerTarget()).contains(new Endpoint("10.0.0.1", 3389));
    assertThat(told.selectedProtocol()).contains("HYBRID");
  }

  @Test
  void inside_socks_4a_and_http_connect_too() {
    CapturedConnection socks =
        Talk.at(1080)
            .client(Bytes.hex("04 01 0d 3d 00 00 00 01 00 73 72 76 30 31 00"))
            .server(Bytes.hex("00 5a 00 00 00 00 00 00"))
            .client(REQUEST)
            .server(REFUSAL)
            .end();
    CapturedConnection http =
        Talk.at(8080)
            .client(Bytes.ascii("CONNECT srv01:3390 HTTP/1.1\r\nHost: srv01:3390\r\n\r\n"))
            .server(Bytes.ascii("HTTP/1.1 200 Connection established\r\n\r\n"))
            .client(REQUEST)
            .server(CONFIRM)
            .end();

    assertThat(socks.innerTarget()).contains(new Endpoint("srv01", 3389));
    assertThat(socks.failureCode()).contains("HYBRID_REQUIRED_BY_SERVER");
    assertThat(http.innerTarget()).contains(new Endpoint("srv01", 3390));
    assertThat(http.selectedProtocol()).contains("HYBRID");
  }

  @Test
  void a_tunnel_to_a_web_server_is_no_rdp() {
    CapturedConnection told =
        Talk.at(8080)
            .client(Bytes.ascii("CONNECT www.example:443 HTTP/1.1\r\n\r\n"))
            .server(Bytes.ascii("HTTP/1.1 200 OK\r\n\r\n"))
            .client(Bytes.hex("16 03 01 00 05 01 00 00 01 03"))
            .end();

    assertThat(told.isRdp()).isFalse();
    assertThat(told.facts()).isEmpty();
  }

  @Test
  void a_confirm_without_its_request_states_nothing_of_what_was_offered() {
    CapturedConnection told = Talk.at(13389).opened(How.MIDSTREAM, 0).server(REFUSAL).end();

    assertThat(told.isRdp()).isTrue();
    assertThat(told.failureCode()).contains("HYBRID_REQUIRED_BY_SERVER");
    assertThat(told.requestedProtocols()).isEmpty();
    assertThat(told.facts()).noneMatch(fact -> fact instanceof NegotiationRefused);
    assertThat(told.facts()).noneMatch(fact -> fact instanceof Connected);
    assertThat(told.notes()).hasSize(1);
  }

  @Test
  void behind_missing_bytes_nothing_is_guessed() {
    CapturedConnection told =
        Talk.begin()
            .client(REQUEST)
            .missing(Side.SERVER, 19)
            .server(Bytes.hex("16 03 03"))
            .serverEnds(Ending.CLOSED)
            .end();

    assertThat(told.facts())
        .extracting(Observation::layer)
        .doesNotContain(org.rdpdoctor.facts.Layer.NEGOTIATION);
    assertThat(told.notes()).anyMatch(note -> note.contains("lacks 19 bytes"));
  }

  @Test
  void words_from_the_middle_of_a_connection_are_no_foreign_service() {
    CapturedConnection told =
        Talk.begin().opened(How.MIDSTREAM, 0).server(Bytes.ascii("SSH-2.0-OpenSSH_9.2\r\n")).end();

    assertThat(told.facts()).isEmpty();
    assertThat(told.notes()).containsExactly("The capture begins in the middle of this connection");
  }

  @Test
  void an_end_that_no_packet_of_the_servers_can_have_caused_is_timed() {
    Talk slow = Talk.begin().opened(How.ESTABLISHED, 1, Duration.ofMillis(80));
    CapturedConnection told =
        slow.pause(Duration.ofSeconds(2)).client(REQUEST).serverEnds(Ending.RESET).end();

    EndTimed timed = Talk.only(told, EndTimed.class);
    assertThat(timed.percent()).isEqualTo(12);
    assertThat(timed.after()).isEqualTo("connection request");
    assertThat(timed.evidence().source()).isEqualTo("trace.pcapng");
  }

  @Test
  void an_end_that_may_have_been_on_its_way_already_is_not_timed() {
    CapturedConnection told =
        Talk.begin()
            .opened(How.ESTABLISHED, 1, Duration.ofMillis(80))
            .client(REQUEST)
            .serverEnds(Ending.RESET)
            .end();

    assertThat(told.facts()).noneMatch(fact -> fact instanceof EndTimed);
  }

  @Test
  void large_segments_that_never_come_through_are_told_where_small_ones_do() {
    CapturedConnection vanished =
        Talk.begin().client(REQUEST).server(CONFIRM).serverRepeatsInVain(5, 1380).end();
    CapturedConnection small =
        Talk.begin().client(REQUEST).server(CONFIRM).serverRepeatsInVain(5, 300).end();

    assertThat(Talk.only(vanished, LargeSegmentsLost.class).size()).isEqualTo(1380);
    assertThat(small.facts()).noneMatch(fact -> fact instanceof LargeSegmentsLost);
    assertThat(Talk.only(small, SegmentsRepeated.class).side()).isEqualTo("server");
  }

  @Test
  void icmp_tells_a_forbidden_port_from_a_host_that_cannot_be_reached() {
    CapturedConnection forbidden =
        Talk.begin().opened(How.UNANSWERED, 1).notice("administratively prohibited").end();
    CapturedConnection unreachable =
        Talk.begin().opened(How.UNANSWERED, 1).notice("host unreachable").end();

    assertThat(Talk.only(forbidden, ConnectProhibited.class).reason()).contains("203.0.113.1");
    Talk.only(unreachable, HostUnreachable.class);
  }

  @Test
  void a_few_bytes_that_are_no_rdp_are_told_although_more_might_have_come() {
    CapturedConnection answered =
        Talk.begin().client(REQUEST).server(Bytes.hex("00")).clientEnds(Ending.CLOSED).end();
    CapturedConnection unasked =
        Talk.begin().server(Bytes.hex("00")).clientEnds(Ending.CLOSED).end();

    Talk.only(answered, NegotiationUnreadable.class);
    assertThat(Talk.only(unasked, ForeignService.class).service()).isEqualTo("something unknown");
  }
}
