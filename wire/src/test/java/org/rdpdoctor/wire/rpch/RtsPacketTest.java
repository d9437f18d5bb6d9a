package org.rdpdoctor.wire.rpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RtsPacketTest {
  private static final String HEADER = "05001403 10000000 ";

  @Test
  void a_client_opens_two_channels_of_one_connection() throws DecodeException {
    Bytes connection = run(0);

    assertThat(RtsPacket.connA1(connection, run(16), 65_536)).isEqualTo(read("conn-a1"));
    assertThat(RtsPacket.connB1(connection, run(32), run(48), 1 << 30, 300_000))
        .isEqualTo(read("conn-b1"));
  }

  @Test
  void the_answers_of_an_rpc_proxy_are_told_apart() throws DecodeException {
    assertThat(read("conn-a3").isConnA3()).isTrue();
    assertThat(read("conn-a3").isConnC2()).isFalse();
    assertThat(read("conn-c2").isConnC2()).isTrue();
    assertThat(read("conn-c2").isConnA3()).isFalse();
    assertThat(read("echo").isEcho()).isTrue();
    assertThat(read("conn-a3").isEcho()).isFalse();
    assertThat(read("conn-a3").commands().getFirst()).hasToString("ConnectionTimeout 120000");
  }

  @Test
  void a_packet_is_as_long_as_its_header_says() {
    Bytes packet = Golden.message("rpch.RtsPacket", "conn-c2");

    assertThat(RtsPacket.length(packet.first(9))).isEmpty();
    assertThat(RtsPacket.length(packet.plus(packet))).hasValue(packet.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1300 0000 00000000 0000 0000", // shorter than a header
        "1400 0000 00000000 0000 0100", // a command that is not there
        "1c00 0000 00000000 0000 0100 08000000 ffffffff", // endless padding
        "1800 0000 00000000 0000 0100 ff000000", // a command without a name
      })
  void a_packet_that_cannot_be_is_refused(String rest) {
    assertThatThrownBy(() -> RtsPacket.decode(Bytes.hex(HEADER + rest)))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void another_message_of_rpc_is_not_taken_for_one() {
    assertThatThrownBy(
            () -> RtsPacket.decode(Bytes.hex("05000d03 10000000 1400 0000 00000000 0000 0000")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("PTYPE");
  }

  private static Bytes run(int from) {
    byte[] run = new byte[16];
    for (int i = 0; i < run.length; i++) {
      run[i] = (byte) (from + i);
    }
    return Bytes.copyOf(run);
  }

  private static RtsPacket read(String golden) throws DecodeException {
    return RtsPacket.decode(Golden.message("rpch.RtsPacket", golden));
  }
}
