package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rdpeudp.FecHeader;
import org.rdpdoctor.wire.rdpeudp.Flags;
import org.rdpdoctor.wire.rdpeudp.ProtocolVersion;
import org.rdpdoctor.wire.rdpeudp.SynData;
import org.rdpdoctor.wire.rdpeudp.SynDataEx;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UdpFaultsTest {
  private static final int SEQUENCE_NUMBER = 0x01020304;

  @ParameterizedTest
  @CsvSource({"udp-version-3, 3", "udp-version-2, 2", "udp-version-1, 1"})
  void a_server_agrees_to_what_it_has(String fault, String version)
      throws IOException, DecodeException {
    try (LabServer server = start(fault)) {
      var answer = (Datagram.Syn) Datagram.decode(ask(server, syn(), 2000));

      assertThat(answer.header().uFlags()).hasToString("SYN|ACK|SYNEX");
      assertThat(answer.header().snSourceAck()).isEqualTo(SEQUENCE_NUMBER);
      assertThat(answer.version()).hasToString(version);
      assertThat(answer.size()).isEqualTo(1232);
    }
  }

  @Test
  void a_wrong_acknowledgement_is_for_another_syn() throws IOException, DecodeException {
    try (LabServer server = start("udp-wrong-ack")) {
      var answer = (Datagram.Syn) Datagram.decode(ask(server, syn(), 2000));

      assertThat(answer.header().snSourceAck()).isNotEqualTo(SEQUENCE_NUMBER);
    }
  }

  @Test
  void an_echo_is_what_was_sent() throws IOException {
    try (LabServer server = start("udp-echo")) {
      assertThat(ask(server, syn(), 2000)).isEqualTo(syn());
    }
  }

  @Test
  void a_huge_answer_is_larger_than_any_of_rdp() throws IOException {
    try (LabServer server = start("udp-huge")) {
      assertThat(ask(server, syn(), 2000).size()).isEqualTo(4000);
    }
  }

  @Test
  void a_silent_port_says_nothing() throws IOException {
    try (LabServer server = start("udp-silent")) {
      assertThatThrownBy(() -> ask(server, syn(), 150)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_usual_server_has_its_udp_port_closed() throws IOException {
    try (LabServer server = start("healthy")) {
      assertThatThrownBy(() -> ask(server, syn(), 2000))
          .isInstanceOf(PortUnreachableException.class);
    }
  }

  @Test
  void nonsense_gets_no_answer_from_a_server() throws IOException {
    try (LabServer server = start("udp-version-2")) {
      assertThatThrownBy(() -> ask(server, Bytes.of(1, 2, 3), 150))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static LabServer start(String fault) throws IOException {
    return LabServer.start(Faults.named(fault).orElseThrow(), 0);
  }

  private static Bytes syn() {
    return new Datagram.Syn(
            new FecHeader(-1, 64, new Flags(Flags.SYN | Flags.SYNEX)),
            new SynData(SEQUENCE_NUMBER, 1232, 1232),
            Optional.empty(),
            Optional.of(SynDataEx.of(ProtocolVersion.VERSION_3)),
            1232)
        .encode();
  }

  private static Bytes ask(LabServer server, Bytes question, int millis) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(InetAddress.ofLiteral("127.0.0.1"), server.port());
      socket.setSoTimeout(millis);
      socket.send(new DatagramPacket(question.toArray(), question.size()));
      var answer = new DatagramPacket(new byte[8192], 8192);
      socket.receive(answer);
      return Bytes.copyOf(answer.getData(), 0, answer.getLength());
    }
  }
}
