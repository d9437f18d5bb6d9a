package org.rdpdoctor.wire.tsgu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UdpPacketTest {
  @Test
  void a_client_shows_its_cookie_to_the_gateway_and_to_nobody_else() throws DecodeException {
    var request = (UdpPacket.ConnectRequest) read("MS-TSGU-4.3.1-connect");

    assertThat(request.usPortNumber()).isEqualTo(3389);
    assertThat(request.uUpStreamMtu()).isEqualTo(1500);
    assertThat(request.fLossy()).isTrue();
    assertThat(request.snSendIsn()).isEqualTo(-1);
    assertThat(request.authnCookie()).isEqualTo(Bytes.hex("c001c0de"));
    assertThat(request.toString()).doesNotContain("c0 01").contains("3389");
  }

  @Test
  void a_result_is_read_in_both_lengths_that_the_specification_has() throws DecodeException {
    var response = (UdpPacket.ConnectResponse) read("MS-TSGU-4.3.1-connect-response");
    var longer = (UdpPacket.ConnectResponse) read("connect-response-of-eight-bytes");

    assertThat(response.result().isSuccess()).isTrue();
    assertThat(response.uDownStreamMtu()).isEqualTo(1386);
    assertThat(response.trailing()).isEqualTo(Bytes.EMPTY);
    assertThat(longer.result()).hasToString("E_ACCESSDENIED");
    assertThat(longer.trailing().size()).isEqualTo(4);
  }

  @Test
  void a_channel_ends_with_a_reason() throws DecodeException {
    assertThat(((UdpPacket.Disconnect) read("disconnect")).discReason())
        .isEqualTo(TsguStatus.SESSIONTIMEOUT);
  }

  @Test
  void a_type_that_nobody_specified_is_kept() throws DecodeException {
    assertThat(read("unknown")).isEqualTo(new UdpPacket.Unknown(9, Bytes.of(1, 2)));
  }

  @Test
  void lengths_that_reach_beyond_the_datagram_are_refused() {
    assertThatThrownBy(() -> UdpPacket.decode(Bytes.hex("0300 0300 0102")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("body");
    assertThatThrownBy(() -> UdpPacket.decode(Bytes.hex("0500 0600 0000 0100 ffff")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("fragment");
  }

  @Test
  void a_correlation_id_is_known_by_what_stands_around_it() throws DecodeException {
    Bytes info = Golden.message("tsgu.UdpCorrelationInfo", "info");

    assertThat(UdpCorrelationInfo.decode(info).uCorrelationId().at(15)).isEqualTo(15);
    assertThatThrownBy(() -> UdpCorrelationInfo.decode(Bytes.copyOf(new byte[26])))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("uSignature1");
  }

  private static UdpPacket read(String golden) throws DecodeException {
    return UdpPacket.decode(Golden.message("tsgu.UdpPacket", golden));
  }
}
