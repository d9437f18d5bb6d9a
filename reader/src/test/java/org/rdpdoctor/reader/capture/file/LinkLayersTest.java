package org.rdpdoctor.reader.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkLayersTest {
  private static final Bytes TCP =
      Sent.tcp(50_000, 3389, 1000, 5000, Sent.ACK, Bytes.ascii("hello"));
  private static final Bytes IPV4 = Sent.ipv4(Sent.CLIENT, Sent.SERVER, 6, 1, TCP);
  private static final Bytes IPV6 = Sent.ipv6("2001:db8::1", "2001:db8::2", 6, TCP);
  private static final Bytes ETHERNET = Sent.ethernet(0x0800, IPV4);

  private final Listener listener = new Listener();

  static Stream<Arguments> wrappings() {
    return Stream.of(
        Arguments.of("Ethernet", 1, ETHERNET),
        Arguments.of("Ethernet, padded", 1, ETHERNET.plus(Bytes.of(0, 0, 0, 0, 0, 0))),
        Arguments.of("IPv6 in Ethernet", 1, Sent.ethernet(0x86DD, IPV6)),
        Arguments.of("VLAN tag", 1, Sent.ethernet(0x8100, Bytes.hex("0005 0800").plus(IPV4))),
        Arguments.of(
            "two VLAN tags", 1, Sent.ethernet(0x88A8, Bytes.hex("0005 8100 0006 86dd").plus(IPV6))),
        Arguments.of(
            "SNAP", 1, Sent.ethernet(IPV4.size() + 8, Bytes.hex("aaaa03 000000 0800").plus(IPV4))),
        Arguments.of(
            "PPPoE", 1, Sent.ethernet(0x8864, Bytes.hex("1100 0001 0000 0021").plus(IPV4))),
        Arguments.of("MPLS", 1, Sent.ethernet(0x8847, Bytes.hex("00010040 00011140").plus(IPV6))),
        Arguments.of(
            "Ethernet over MPLS",
            1,
            Sent.ethernet(0x8847, Bytes.hex("00010140 00000000").plus(ETHERNET))),
        Arguments.of("raw IP", 101, IPV4),
        Arguments.of("raw IP, old number", 12, IPV6),
        Arguments.of("raw IPv4", 228, IPV4),
        Arguments.of("raw IPv6", 229, IPV6),
        Arguments.of("loopback, little-endian", 0, Bytes.hex("02000000").plus(IPV4)),
        Arguments.of("loopback, big-endian", 0, Bytes.hex("0000001e").plus(IPV6)),
        Arguments.of("OpenBSD loopback", 108, Bytes.hex("00000018").plus(IPV6)),
        Arguments.of(
            "Linux cooked", 113, Bytes.hex("0000 0001 0006 0202020202020000 0800").plus(IPV4)),
        Arguments.of(
            "Linux cooked v2",
            276,
            Bytes.hex("86dd 0000 00000002 0001 00 06 0202020202020000").plus(IPV6)),
        Arguments.of("PPP", 9, Bytes.hex("ff03 0021").plus(IPV4)),
        Arguments.of("PPP, shortened", 50, Bytes.hex("57").plus(IPV6)),
        Arguments.of("Cisco HDLC", 104, Bytes.hex("0f00 0800").plus(IPV4)),
        Arguments.of("macOS", 258, Bytes.hex("10000000 00000000 01000000 00000000").plus(ETHERNET)),
        Arguments.of("IP in IP", 101, Sent.ipv4("10.0.0.1", "10.0.0.2", 4, 1, IPV4)),
        Arguments.of("IPv6 in IPv4", 101, Sent.ipv4("10.0.0.1", "10.0.0.2", 41, 1, IPV6)),
        Arguments.of(
            "GRE with a key",
            101,
            Sent.ipv4("10.0.0.1", "10.0.0.2", 47, 1, Bytes.hex("2000 0800 00000001").plus(IPV4))),
        Arguments.of(
            "a switch's mirror",
            101,
            Sent.ipv4(
                "10.0.0.1",
                "10.0.0.2",
                47,
                1,
                Bytes.hex("1000 88be 00000001 1001000000000000").plus(ETHERNET))),
        Arguments.of(
            "VXLAN",
            101,
            Sent.ipv4(
                "10.0.0.1",
                "10.0.0.2",
                17,
                1,
                Sent.udp(4000, 4789, Bytes.hex("0800000000000100").plus(ETHERNET)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrappings")
  void what_is_said_is_heard_through_every_wrapping(String name, int link, Bytes frame) {
    CaptureTally tally = listener.read(Written.pcap(link, List.of(Shot.at(0, frame))));

    assertThat(tally.notes()).as(name).isEmpty();
    assertThat(listener.said()).containsExactly(List.of("> hello"));
    assertThat(listener.conversations().getFirst().server().port()).isEqualTo(3389);
  }

  @Test
  void options_of_ipv4_and_extensions_of_ipv6_are_passed_over() {
    Bytes options = Bytes.of(0x46).plus(IPV4.slice(1, 2)).plus(Bytes.of(0, IPV4.size() + 4));
    Bytes optioned = options.plus(IPV4.slice(4, 20)).plus(Bytes.of(1, 1, 1, 0)).plus(TCP);
    Bytes extended =
        Sent.ipv6(
            "2001:db8::1",
            "2001:db8::2",
            0,
            Bytes.hex("3c00000000000000 2b01000000000000 0000000000000000 0600000000000000")
                .plus(TCP));

    listener.read(Written.pcap(101, List.of(Shot.at(0, optioned), Shot.at(1, extended))));

    assertThat(listener.said()).containsExactly(List.of("> hello"), List.of("> hello"));
  }

  @Test
  void a_length_of_0_is_that_of_a_packet_which_the_network_card_cuts_up() {
    byte[] large = IPV4.toArray();
    large[2] = 0;
    large[3] = 0;

    listener.read(Written.pcap(101, List.of(Shot.at(0, Bytes.copyOf(large)))));

    assertThat(listener.said()).containsExactly(List.of("> hello"));
  }

  @Test
  void fragments_are_joined_in_any_order_and_the_first_of_two_that_overlap_counts() {
    List<Shot> shots = new ArrayList<>();
    Bytes datagram = Sent.udp(9, 3389, Bytes.ascii("0123456789abcdefghijklmnopqrstuvwxyz"));
    shots.add(fragment(0x2000, datagram.slice(0, 16)));
    shots.add(fragment(0x2001, Bytes.ascii("01234567" + "XXXXXXXX")));
    shots.add(fragment(4, datagram.from(32)));
    shots.add(fragment(0x2002, datagram.slice(16, 32)));

    CaptureTally tally = listener.read(Written.pcap(101, shots));

    assertThat(listener.said()).containsExactly(List.of("> 01234567XXXXXXXXghijklmnopqrstuvwxyz"));
    assertThat(tally.notes()).isEmpty();
  }

  private static Shot fragment(int flagsAndOffset, Bytes part) {
    return Shot.at(0, Sent.ipv4(Sent.CLIENT, Sent.SERVER, 17, 42, flagsAndOffset, 64, part));
  }

  @Test
  void fragments_of_ipv6_are_joined() {
    Bytes datagram = Sent.udp(9, 3389, Bytes.ascii("0123456789abcdef"));
    List<Shot> shots = new ArrayList<>();
    for (int at = 0; at < 24; at += 8) {
      Bytes header = Bytes.of(17, 0, 0, at | (at < 16 ? 1 : 0), 0, 0, 0, 9);
      shots.add(
          Shot.at(0, Sent.ipv6("fe80::1", "fe80::2", 44, header.plus(datagram.slice(at, at + 8)))));
    }
    Collections.reverse(shots);

    listener.read(Written.pcap(101, shots));

    assertThat(listener.said()).containsExactly(List.of("> 0123456789abcdef"));
  }

  @Test
  void fragments_that_never_become_whole_are_given_up_and_counted() {
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      shots.add(
          Shot.at(
              i * 0.001,
              Sent.ipv4(
                  Sent.CLIENT, Sent.SERVER, 17, i, 0x2000, 64, Bytes.ascii("x".repeat(1400)))));
    }

    CaptureTally tally = listener.read(Written.pcap(101, shots));

    assertThat(tally.notes()).singleElement().asString().startsWith("2000 fragmented");
  }

  @Test
  void what_is_not_known_is_counted_and_told() {
    List<Shot> shots = List.of(Shot.at(0, IPV4), Shot.at(1, IPV4));

    assertThat(listener.read(Written.pcap(105, shots)).notes())
        .containsExactly(
            "2 packets of a link type that is not known here (105, Wi-Fi) were passed over.");
    assertThat(
            listener
                .read(
                    Written.pcap(
                        101, List.of(Shot.at(0, Sent.ipv4("1.1.1.1", "2.2.2.2", 50, 1, TCP)))))
                .notes())
        .containsExactly("1 packet is IPsec (ESP): what is inside cannot be seen.");
    assertThat(listener.read(Written.pcap(101, List.of(Shot.at(0, IPV4).cutTo(30)))).notes())
        .containsExactly("1 TCP or UDP packet without a whole header was passed over.");
    assertThat(listener.read(Written.pcap(101, List.of(Shot.at(0, IPV4).cutTo(12)))).notes())
        .containsExactly(
            "1 packet was captured so short that its headers are cut; it was passed over.");
  }
}
