package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SendQueueTest {
  private static final int LOCAL = 0x9C40;
  private static final int RDP = 0x0D3D;

  // proc_pid_net(5); the fields after tx_queue:rx_queue do not matter here
  private static final String TCP =
      "  12: 0100007F:9C40 0200007F:0D3D 01 0000002B:00000000 01:00000014 00000000  1000 0 31337 2";
  private static final String TCP6 =
      "   0: 0000000000000000FFFF00000100007F:9C40 0000000000000000FFFF00000200007F:0D3D 01"
          + " 00000708:00000000 00:00000000 00000000     0        0 4711 1";

  @Test
  void the_bytes_that_nobody_acknowledged_stand_before_the_colon() {
    assertThat(SendQueue.of(TCP, LOCAL, RDP)).hasValue(43);
  }

  @Test
  void the_table_of_ipv6_is_read_alike() {
    assertThat(SendQueue.of(TCP6, LOCAL, RDP)).hasValue(1800);
  }

  @Test
  void another_connection_is_another_line() {
    assertThat(SendQueue.of(TCP, LOCAL + 1, RDP)).isEmpty();
    assertThat(SendQueue.of(TCP, LOCAL, RDP + 1)).isEmpty();
    assertThat(SendQueue.of(TCP, RDP, LOCAL)).isEmpty();
  }

  @Test
  void what_the_timer_is_for_tells_a_lost_packet_from_a_closed_window() {
    String probing = TCP.replace("01:00000014", "04:00000014");

    assertThat(SendQueue.timerOf(TCP, LOCAL, RDP)).hasValue(1);
    assertThat(SendQueue.timerOf(probing, LOCAL, RDP)).hasValue(4);
    assertThat(SendQueue.timerOf(TCP, LOCAL, RDP + 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
        "0: 0100007F:9C40 0200007F:0D3D 01 xyz:0 0",
        "0: 0100007F:9C40 0200007F:0D3D 01 0000002B 0",
        "0: 0100007F:9C40"
      })
  void what_is_no_such_line_says_nothing(String line) {
    assertThat(SendQueue.of(line, LOCAL, RDP)).isEmpty();
  }
}
