package org.rdpdoctor.wire.rdpeudp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DatagramTest {
  @Test
  void a_client_says_which_version_it_has_and_how_large_its_datagrams_may_be()
      throws DecodeException {
    Datagram.Syn syn = syn("syn-version-3");

    assertThat(syn.header().snSourceAck()).isEqualTo(-1);
    assertThat(syn.header().uFlags()).hasToString("SYN|CORRELATION_ID|SYNEX");
    assertThat(syn.version()).isEqualTo(ProtocolVersion.VERSION_3);
    assertThat(syn.synDataEx().map(SynDataEx::cookieHash)).contains(Bytes.EMPTY);
    assertThat(syn.synData().uUpStreamMtu()).isEqualTo(1232);
    assertThat(syn.size()).isEqualTo(Datagram.LARGEST_MTU);
  }

  @Test
  void the_answer_acknowledges_the_sequence_number_of_the_question() throws DecodeException {
    Datagram.Syn syn = syn("syn-version-3");
    Datagram.Syn answer = syn("syn-ack-version-3");

    assertThat(answer.header().uFlags()).hasToString("SYN|ACK|SYNEX");
    assertThat(answer.header().snSourceAck()).isEqualTo(syn.synData().snInitialSequenceNumber());
    assertThat(answer.version()).hasToString("3");
  }

  @Test
  void a_side_that_names_no_version_has_version_1() throws DecodeException {
    assertThat(syn("MS-RDPEUDP-4.1.1").version()).isEqualTo(ProtocolVersion.VERSION_1);
    assertThat(syn("MS-RDPEUDP-4.1.2").version()).isEqualTo(ProtocolVersion.VERSION_1);
  }

  @Test
  void a_cookie_is_kept_whatever_the_version() throws DecodeException {
    Datagram.Syn syn = syn("syn-version-2-lossy-cookie");

    assertThat(syn.version()).hasToString("2");
    assertThat(syn.synDataEx().orElseThrow().cookieHash().size()).isEqualTo(32);
  }

  @Test
  void a_version_that_nobody_specified_is_kept() throws DecodeException {
    assertThat(syn("syn-version-0x0003").version()).hasToString("0x0003");
    assertThat(syn("syn-ack-version-2-to-unknown").version()).hasToString("2");
  }

  @Test
  void a_correlation_id_never_has_the_bytes_that_it_must_not_have() {
    Bytes worst = Bytes.hex("00 0D F4 0D 00 01 02 03 04 05 06 07 08 09 0A 0D");
    Bytes id = CorrelationId.of(worst).uCorrelationId();

    assertThat(id.at(0)).isNotIn(0x00, 0xF4, 0x0D);
    for (int i = 0; i < id.size(); i++) {
      assertThat(id.at(i)).isNotEqualTo(0x0D);
    }
    assertThat(id.slice(5, 15)).isEqualTo(worst.slice(5, 15));
  }

  @Test
  void an_acknowledgement_ends_on_a_multiple_of_four_bytes() throws DecodeException {
    var ack = (Datagram.Transfer) Datagram.decode(Golden.message("rdpeudp.Datagram", "ack"));

    assertThat(ack.ackVector()).contains(Bytes.of(0x04));
    assertThat(ack.payload()).isEmpty();
    assertThat(ack.data()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void data_says_which_packet_it_is() throws DecodeException {
    var data =
        (Datagram.Transfer) Datagram.decode(Golden.message("rdpeudp.Datagram", "ack-and-data"));

    assertThat(data.payload()).contains(new PayloadHeader.Source(0x10976039, 0x10976039));
    assertThat(data.data().at(0)).isEqualTo(0x17);
  }

  @Test
  void a_vector_longer_than_any_may_be_is_not_believed() {
    Bytes claim = Bytes.hex("00000000 0400 0004 0801").plus(Bytes.copyOf(new byte[4096]));

    assertThatThrownBy(() -> Datagram.decode(claim))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("uAckVectorSize");
  }

  @Test
  void padding_fills_a_syn_and_never_cuts_it() {
    var syn =
        new Datagram.Syn(
            new FecHeader(-1, 64, new Flags(Flags.SYN | Flags.SYNEX)),
            new SynData(7, 1232, 1232),
            Optional.empty(),
            Optional.of(SynDataEx.of(ProtocolVersion.VERSION_2)),
            10);

    assertThat(syn.encode().toHex()).isEqualTo("ffffffff004010010000000704d004d000010002");
  }

  private static Datagram.Syn syn(String golden) throws DecodeException {
    return (Datagram.Syn) Datagram.decode(Golden.message("rdpeudp.Datagram", golden));
  }
}
