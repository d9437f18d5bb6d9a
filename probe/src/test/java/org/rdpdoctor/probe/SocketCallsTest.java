package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SocketCallsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  @EnabledOnOs(OS.LINUX)
  void the_kernel_tells_of_the_very_connection_that_is_asked_for(String host) throws IOException {
    InetAddress address = InetAddress.ofLiteral(host);
    try (var server = new ServerSocket(0, 50, address);
        var idle = new Socket(address, server.getLocalPort());
        var busy = new Socket(address, server.getLocalPort());
        var idlePeer = server.accept();
        var busyPeer = server.accept()) {
      busyPeer.getOutputStream().write(new byte[4321]);
      assertThat(busy.getInputStream().readNBytes(4321)).hasSize(4321);
      assertThat(idlePeer.isConnected()).isTrue();

      assertThat(SocketCalls.information(busy))
          .get()
          .satisfies(
              info -> {
                assertThat(info.isTimed()).isTrue();
                assertThat(info.receivedBytes()).isEqualTo(4321);
                assertThat(info.repeatedSegments()).isZero();
                assertThat(info.segmentSize()).isGreaterThan(500);
              });
      assertThat(SocketCalls.information(idle))
          .get()
          .extracting(TcpInfo::receivedBytes)
          .isEqualTo(0L);
    }
  }

  @Test
  void of_a_socket_that_is_closed_or_never_was_open_nothing_is_known() throws IOException {
    var never = new Socket();
    assertThat(SocketCalls.information(never)).isEmpty();
    never.close();
    assertThat(SocketCalls.information(never)).isEmpty();
  }
}
