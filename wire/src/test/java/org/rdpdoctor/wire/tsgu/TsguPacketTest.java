package org.rdpdoctor.wire.tsgu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TsguPacketTest {
  @Test
  void a_handshake_is_what_the_example_of_the_specification_says() throws DecodeException {
    assertThat(read("MS-TSGU-4.2.1-handshake-request"))
        .isEqualTo(new HandshakeRequest(ExtendedAuth.NONE));
    assertThat(read("MS-TSGU-4.2.1-handshake-response"))
        .isEqualTo(
            new HandshakeResponse(
                TsguStatus.SUCCESS, new ExtendedAuth(ExtendedAuth.PAA | ExtendedAuth.SC)));
  }

  @Test
  void a_tunnel_has_a_number_and_says_what_the_gateway_can_do() throws DecodeException {
    var response = (TunnelResponse) read("MS-TSGU-4.2.1-tunnel-response");

    assertThat(response.statusCode().isSuccess()).isTrue();
    assertThat(response.tunnelId()).hasValue(6);
    assertThat(response.capsFlags().orElseThrow())
        .hasToString(
            "QUAR_SOH|IDLE_TIMEOUT|MESSAGING_CONSENT_SIGN|MESSAGING_SERVICE_MSG|REAUTH"
                + "|UDP_TRANSPORT");
    assertThat(response.consentMsg()).isEmpty();
  }

  @Test
  void a_refused_tunnel_names_the_policy() throws DecodeException {
    var response = (TunnelResponse) read("tunnel-refused-cap");

    assertThat(response).isEqualTo(new TunnelResponse(TsguStatus.NAP_ACCESSDENIED));
    assertThat(response.statusCode()).hasToString("E_PROXY_NAP_ACCESSDENIED");
  }

  @Test
  void a_nonce_is_read_in_both_lengths_that_exist() throws DecodeException {
    for (String golden :
        new String[] {"tunnel-response-with-quarantine", "tunnel-response-with-longer-nonce"}) {
      var response = (TunnelResponse) read(golden);

      assertThat(response.healthRequest().orElseThrow().serverCert()).hasToString("cert");
      assertThat(response.consentMsg().orElseThrow()).hasToString("Hi!");
      assertThat(response.trailing()).isEqualTo(Bytes.EMPTY);
    }
    var longer = (TunnelResponse) read("tunnel-response-with-longer-nonce");
    assertThat(longer.healthRequest().orElseThrow().nonce().size()).isEqualTo(20);
  }

  @Test
  void a_name_is_the_same_with_and_without_its_closing_zero() throws DecodeException {
    assertThat(((TunnelAuth) read("MS-TSGU-4.2.1-tunnel-auth")).clientName())
        .hasToString("RDG-Client1");
    assertThat(((TunnelAuth) read("tunnel-auth-with-health")).clientName())
        .hasToString("pc")
        .isEqualTo(TsguText.of("pc"));
  }

  @Test
  void a_gateway_says_what_it_does_not_let_through_and_when_it_ends_a_session()
      throws DecodeException {
    var response = (TunnelAuthResponse) read("tunnel-auth-response-in-quarantine");

    assertThat(response.errorCode()).isEqualTo(TsguStatus.QUARANTINE_ACCESSDENIED);
    assertThat(response.redirFlags().orElseThrow()).hasToString("DISABLE_DRIVE|DISABLE_CLIPBOARD");
    assertThat(response.idleTimeout()).hasValue(10);
    assertThat(response.sohResponse()).contains(Bytes.of(1, 2));
  }

  @Test
  void a_channel_names_its_target() throws DecodeException {
    assertThat(read("MS-TSGU-4.2.1-channel-create")).isEqualTo(new ChannelCreate("srv01", 3389));
    var two = (ChannelCreate) read("channel-create-with-alternative");
    assertThat(two.altResources()).singleElement().hasToString("10.0.0.1");
  }

  @Test
  void a_channel_that_is_open_offers_udp() throws DecodeException {
    var response = (ChannelResponse) read("MS-TSGU-4.2.1-channel-response");

    assertThat(response.channelId()).hasValue(1);
    assertThat(response.udpPort()).hasValue(3391);
    assertThat(response.authnCookie()).contains(Bytes.of(1, 2, 3, 4));
    assertThat(read("channel-refused-target-down"))
        .isEqualTo(new ChannelResponse(TsguStatus.TS_CONNECTFAILED, OptionalInt.empty()));
  }

  @Test
  void bits_and_bytes_that_nobody_specified_are_kept() throws DecodeException {
    var again = (TunnelCreate) read("tunnel-create-again");
    assertThat(again.otherFields()).isEqualTo(0x8000);
    assertThat(again.reauthTunnelContext()).hasValue(0x1122334455667788L);
    assertThat(read("unknown")).isEqualTo(new UnknownPacket(14, Bytes.hex("0102030405")));
    assertThat(read("close-channel-with-more").trailing()).isEqualTo(Bytes.of(1, 2));
    assertThat(new TsguCapabilities(0x41)).hasToString("QUAR_SOH|0x40");
  }

  @Test
  void cookies_are_not_shown() throws DecodeException {
    var cookie = Optional.of(Bytes.hex("c0 01 c0 01"));
    var create = new TunnelCreate(new TsguCapabilities(0), cookie);

    assertThat(create.toString()).doesNotContain("c0 01").contains("hidden");
    assertThat(read("MS-TSGU-4.2.1-channel-response").toString())
        .doesNotContain("01 02 03 04")
        .contains("3391");
  }

  @Test
  void a_packet_is_as_long_as_its_header_says() {
    Bytes packet = Golden.message("tsgu.TsguPacket", "data");

    assertThat(TsguPacket.length(packet.first(7))).isEmpty();
    assertThat(TsguPacket.length(packet.first(8))).hasValue(packet.size());
    assertThat(TsguPacket.length(packet.plus(packet))).hasValue(packet.size());
  }

  @ParameterizedTest
  @CsvSource({"00000000", "07000000", "01000400", "ffffffff", "00000080"})
  void an_impossible_length_is_not_waited_for(String packetLength) {
    Bytes header = Bytes.hex("0a00 0000 " + packetLength);

    assertThat(TsguPacket.length(header)).hasValue(TsguPacket.HEADER_SIZE);
    assertThatThrownBy(() -> TsguPacket.decode(header))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("packetLength");
  }

  @Test
  void a_field_that_does_not_fit_into_its_packet_is_refused() {
    assertThatThrownBy(() -> TsguPacket.decode(Bytes.hex("0a00 0000 0b000000 0500 01 02 03 04 05")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("data");
  }

  @Test
  void more_than_a_packet_can_hold_is_not_written() {
    Bytes tooMuch = Bytes.copyOf(new byte[Data.MOST_DATA + 1]);

    assertThatThrownBy(() -> new Data(tooMuch)).isInstanceOf(IllegalArgumentException.class);
    assertThat(TsguPacket.length(new Data(tooMuch.from(1)).encode())).hasValue(65_545);
  }

  @Test
  void an_error_is_the_same_bare_and_as_an_hresult() {
    var bare = new TsguStatus(0x59DA);

    assertThat(bare)
        .hasToString("E_PROXY_RAP_ACCESSDENIED")
        .isNotEqualTo(TsguStatus.RAP_ACCESSDENIED);
    assertThat(bare.isSameError(TsguStatus.RAP_ACCESSDENIED)).isTrue();
    assertThat(bare.isSameError(TsguStatus.NAP_ACCESSDENIED)).isFalse();
    assertThat(new TsguStatus(0x80070005)).hasToString("E_ACCESSDENIED");
    assertThat(new TsguStatus(5)).hasToString("ERROR_ACCESS_DENIED");
    assertThat(new TsguStatus(0xDEADBEEF)).hasToString("0xDEADBEEF");
  }

  private static TsguPacket read(String golden) throws DecodeException {
    return TsguPacket.decode(Golden.message("tsgu.TsguPacket", golden));
  }
}
