package org.rdpdoctor.reader.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Notice;
import org.rdpdoctor.reader.capture.Conversation.Opening;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConversationsTest {
  private final Listener listener = new Listener();

  private Conversation only(Talk talk) {
    listener.read(talk.file());
    assertThat(listener.conversations()).hasSize(1);
    return listener.conversations().getFirst();
  }

  @Test
  void a_connection_has_its_ends_its_times_and_how_long_the_answer_took() {
    Conversation seen =
        only(
            new Talk()
                .up(999, 0, Sent.SYN, "")
                .pause(3)
                .up(999, 0, Sent.SYN, "")
                .down(4999, 1000, Sent.SYN | Sent.ACK, ""));

    assertThat(seen.number()).isEqualTo(1);
    assertThat(seen.client()).hasToString("192.0.2.10:50000");
    assertThat(seen.server()).hasToString("198.51.100.20:3389");
    assertThat(seen.firstSeen()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(seen.opening().how()).isEqualTo(Opening.How.ESTABLISHED);
    assertThat(seen.opening().syns()).isEqualTo(2);
    assertThat(seen.opening().answered().orElseThrow())
        .isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    assertThat(seen.fromClient().packets()).isEqualTo(2);
    assertThat(seen.fromServer().lastPacket().orElseThrow().toSeconds()).isEqualTo(3);
  }

  @Test
  void a_syn_is_refused_or_unanswered() {
    assertThat(only(new Talk().up(999, 0, Sent.SYN, "")).opening().how())
        .isEqualTo(Opening.How.UNANSWERED);

    Listener second = new Listener();
    second.read(new Talk().up(999, 0, Sent.SYN, "").down(0, 1000, Sent.RST | Sent.ACK, "").file());

    Conversation refused = second.conversations().getFirst();
    assertThat(refused.opening().how()).isEqualTo(Opening.How.REFUSED);
    assertThat(refused.opening().answered()).isPresent();
    assertThat(refused.fromServer().end().orElseThrow().how()).isEqualTo(Ending.RESET);
  }

  @Test
  void without_a_syn_the_side_with_the_lower_port_is_the_server_and_3389_is_the_lowest() {
    Talk talk = new Talk();
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                "10.0.0.1", "10.0.0.2", 6, 1, Sent.tcp(3389, 1024, 1, 1, Sent.ACK, Bytes.EMPTY))));
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                "10.0.0.3", "10.0.0.4", 6, 1, Sent.tcp(443, 50_000, 1, 1, Sent.ACK, Bytes.EMPTY))));
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                "10.0.0.5", "10.0.0.6", 6, 1, Sent.tcp(7000, 7000, 1, 1, Sent.ACK, Bytes.EMPTY))));

    listener.read(talk.file());

    assertThat(listener.conversations())
        .extracting(each -> each.server().toString())
        .containsExactly("10.0.0.1:3389", "10.0.0.3:443", "10.0.0.6:7000");
    assertThat(listener.conversations())
        .allMatch(each -> each.opening().how() == Opening.How.MIDSTREAM);
  }

  @Test
  void an_answer_to_a_syn_tells_who_the_server_is_whatever_the_ports() {
    Talk talk = new Talk();
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                "10.0.0.1",
                "10.0.0.2",
                6,
                1,
                Sent.tcp(60_000, 1024, 1, 1, Sent.SYN | Sent.ACK, Bytes.EMPTY))));

    Conversation seen = only(talk);

    assertThat(seen.server()).hasToString("10.0.0.1:60000");
    assertThat(seen.opening())
        .isEqualTo(new Opening(Opening.How.ESTABLISHED, 0, java.util.Optional.empty()));
  }

  @Test
  void repetitions_are_counted_and_what_never_arrived_is_told() {
    Talk talk = Talk.established().up(1000, 5000, "x".repeat(1460));
    for (int i = 0; i < 3; i++) {
      talk.pause(1).up(1000, 5000, "x".repeat(1460));
    }

    Way way = only(talk).fromClient();

    assertThat(way.bytes()).isEqualTo(1460);
    assertThat(way.repeated()).isEqualTo(3);
    assertThat(way.largest()).isEqualTo(1460);
    assertThat(way.largestRepeated()).isEqualTo(1460);
    assertThat(way.unacknowledged()).isEqualTo(1460);
    assertThat(way.copies()).isZero();
  }

  @Test
  void a_packet_that_two_interfaces_saw_is_no_repetition() {
    Talk talk = Talk.established();
    Bytes frame = Sent.up(Talk.PORT, 77, 1000, 5000, Sent.ACK, Bytes.ascii("abc"));
    double at = 1;
    for (int i = 0; i < 3; i++) {
      talk.shots.add(Shot.at(at + i * 0.0001, frame));
    }

    Way way = only(talk).fromClient();

    assertThat(way.copies()).isEqualTo(2);
    assertThat(way.repeated()).isZero();
    assertThat(way.packets()).isEqualTo(5);
    assertThat(listener.said()).containsExactly(List.of("> abc"));
  }

  @Test
  void holes_are_missing_until_something_fills_them() {
    Talk talk =
        Talk.established()
            .up(1100, 5000, "abc")
            .up(1050, 5000, "x".repeat(50))
            .down(5000, 1103, "");

    assertThat(only(talk).fromClient().missing()).isEqualTo(50);
    assertThat(listener.conversations().getFirst().fromClient().bytes()).isEqualTo(53);
  }

  @Test
  void what_was_acknowledged_and_never_seen_is_missing_but_the_number_of_a_fin_is_not() {
    Talk talk =
        Talk.established()
            .down(5000, 1500, "")
            .up(1500, 5000, Sent.FIN | Sent.ACK, "")
            .down(5000, 1501, "");

    assertThat(only(talk).fromClient().missing()).isEqualTo(500);
    assertThat(listener.said()).containsExactly(List.of("> (500)"));
  }

  @Test
  void windows_of_zero_and_the_offered_segment_size_are_told() {
    Talk talk = new Talk();
    Bytes mss = Bytes.of(1, 2, 4, 0x05, 0x64, 0, 0, 0); // no operation, MSS 1380, end
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                Sent.CLIENT,
                Sent.SERVER,
                6,
                1,
                Sent.tcp(5, 3389, 9, 0, Sent.SYN, 8192, mss, Bytes.EMPTY))));
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                Sent.CLIENT,
                Sent.SERVER,
                6,
                2,
                Sent.tcp(5, 3389, 10, 1, Sent.ACK, 0, Bytes.EMPTY, Bytes.EMPTY))));

    Way way = only(talk).fromClient();

    assertThat(way.mss()).hasValue(1380);
    assertThat(way.zeroWindows()).isEqualTo(1);
    assertThat(way.hopLimit()).hasValue(64);
  }

  @Test
  void a_forged_reset_differs_from_the_packets_of_the_side_it_pretends_to_come_from() {
    Talk talk = Talk.established().up(1000, 5000, "abc").down(5000, 1003, "def");
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(
                Sent.SERVER,
                Sent.CLIENT,
                6,
                4711,
                0,
                243,
                Sent.tcp(3389, Talk.PORT, 5040, 0, Sent.RST, Bytes.EMPTY))));

    Way server = only(talk.down(5003, 1003, "ghi").down(5006, 1003, "jkl")).fromServer();

    assertThat(server.end())
        .contains(
            new Farewell(Ending.RESET, server.end().orElseThrow().at(), 243, 4711, 5, true, 37, 2));
    assertThat(server.hopLimit()).hasValue(64);
    assertThat(listener.said()).containsExactly(List.of("> abc", "< def", "< ghi", "< jkl"));
  }

  @Test
  void an_orderly_end_fits_and_nothing_follows() {
    Talk talk =
        Talk.established()
            .up(1000, 5000, Sent.FIN | Sent.ACK, "bye")
            .down(5000, 1004, Sent.FIN | Sent.ACK, "");

    Conversation seen = only(talk.up(1004, 5001, ""));

    assertThat(seen.fromClient().end().orElseThrow().ahead()).isZero();
    assertThat(seen.fromClient().end().orElseThrow().how()).isEqualTo(Ending.CLOSED);
    assertThat(seen.fromServer().end().orElseThrow().after()).isZero();
    assertThat(seen.fromServer().missing() + seen.fromClient().missing()).isZero();
  }

  @Test
  void what_routers_say_about_a_connection_becomes_a_notice_of_it() {
    Talk talk = new Talk().up(999, 0, Sent.SYN, "");
    Bytes quoted =
        Sent.ipv4(
                Sent.CLIENT,
                Sent.SERVER,
                6,
                1,
                Sent.tcp(Talk.PORT, 3389, 999, 0, Sent.SYN, Bytes.EMPTY))
            .first(28);
    talk.add(icmp(3, 13, 0, quoted))
        .add(icmp(3, 4, 1400, quoted))
        .add(icmp(3, 99, 0, quoted))
        .add(icmp(8, 0, 0, quoted));

    Conversation seen = only(talk);

    assertThat(seen.notices())
        .extracting(Notice::from, Notice::what, Notice::mtu)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("203.0.113.1", "administratively prohibited", 0),
            org.assertj.core.groups.Tuple.tuple("203.0.113.1", "fragmentation needed", 1400),
            org.assertj.core.groups.Tuple.tuple("203.0.113.1", "unreachable (code 99)", 0));
  }

  private static Bytes icmp(int type, int code, int mtu, Bytes quoted) {
    Bytes header = Bytes.of(type, code, 0, 0, 0, 0, mtu >> 8, mtu);
    return Sent.ethernet(0x0800, Sent.ipv4("203.0.113.1", Sent.CLIENT, 1, 1, header.plus(quoted)));
  }

  @Test
  void notices_of_icmpv6_are_read_too() {
    Talk talk = new Talk();
    Bytes udp =
        Sent.ipv6("2001:db8::1", "2001:db8::2", 17, Sent.udp(4000, 3389, Bytes.ascii("hello")));
    Bytes icmp = Bytes.of(2, 0, 0, 0, 0, 0, 5, 0).plus(udp);
    talk.add(Sent.ethernet(0x86DD, udp));
    talk.add(Sent.ethernet(0x86DD, Sent.ipv6("2001:db8::99", "2001:db8::1", 58, icmp)));

    Conversation seen = only(talk);

    assertThat(seen.transport()).isEqualTo(Transport.UDP);
    assertThat(seen.client()).hasToString("[2001:db8::1]:4000");
    assertThat(seen.opening().how()).isEqualTo(Opening.How.NONE);
    assertThat(seen.notices().getFirst().from()).isEqualTo("2001:db8::99");
    assertThat(seen.notices().getFirst().mtu()).isEqualTo(1280);
    assertThat(listener.said()).containsExactly(List.of("> hello"));
  }

  @Test
  void datagrams_are_heard_as_they_come_and_the_one_that_asked_is_the_client() {
    Talk talk = new Talk();
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(Sent.CLIENT, Sent.SERVER, 17, 1, Sent.udp(9, 3389, Bytes.ascii("a")))));
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(Sent.CLIENT, Sent.SERVER, 17, 2, Sent.udp(9, 3389, Bytes.ascii("a")))));
    talk.add(
        Sent.ethernet(
            0x0800,
            Sent.ipv4(Sent.SERVER, Sent.CLIENT, 17, 3, Sent.udp(3389, 9, Bytes.ascii("b")))));

    assertThat(only(talk).client().port()).isEqualTo(9);
    assertThat(listener.said()).containsExactly(List.of("> a", "> a", "< b"));
  }

  @Test
  void a_closed_connection_is_told_of_while_the_capture_goes_on_and_stragglers_open_no_new_one() {
    Talk talk = Talk.established().up(1000, 5000, Sent.RST, "").pause(100);
    talk.add(Sent.up(50_001, 1, 1, 0, Sent.SYN, Bytes.EMPTY)).pause(5).up(1000, 5000, Sent.RST, "");

    CaptureTally tally = listener.read(talk.file());

    assertThat(tally.tcp()).isEqualTo(2);
    assertThat(listener.heard).allMatch(each -> each.ends == 1);
  }

  @Test
  void
      a_scan_from_thirty_thousand_addresses_neither_fills_the_heap_nor_hides_the_connection_beside_it() {
    Talk talk = Talk.established().up(1000, 5000, "before");
    IntStream.range(0, 30_000).forEach(i -> talk.add(scan(i)));
    talk.down(5000, 1006, "after");

    CaptureTally tally = listener.read(talk.file());

    assertThat(tally.tcp()).isEqualTo(30_001);
    assertThat(tally.notes()).anyMatch(note -> note.contains("ended early"));
    assertThat(listener.heard.getFirst().said).containsExactly("> before", "< after");
    assertThat(listener.heard).allMatch(each -> each.ends == 1);
  }

  private static Bytes scan(int i) {
    String from = "10.%d.%d.1".formatted(i >> 8 & 0xFF, i & 0xFF);
    return Sent.ethernet(
        0x0800,
        Sent.ipv4(from, Sent.SERVER, 6, 1, Sent.tcp(40_000, 3389, 7, 0, Sent.SYN, Bytes.EMPTY)));
  }
}
