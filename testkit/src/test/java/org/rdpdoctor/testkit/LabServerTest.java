package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LabServerTest {
  @Test
  void several_clients_are_served_at_the_same_time() throws Exception {
    try (var server = TcpFaultsTest.start("healthy")) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(RawClient.to(server));
      }
      for (RawClient client : clients) {
        assertThat(client.ask(Protocols.HYBRID).take(19).at(15)).isEqualTo(2);
        client.close();
      }
      assertThat(server.connections()).isEqualTo(20);
    }
  }

  @Test
  void what_clients_say_is_kept() throws Exception {
    Bytes request = ConnectionRequest.offering(Protocols.SSL, "someone").encode();
    try (var server = TcpFaultsTest.start("healthy");
        var client = RawClient.to(server)) {
      client.say(request).take(19);

      assertThat(server.received().getFirst().connection()).isEqualTo(1);
      assertThat(server.received().getFirst().bytes()).isEqualTo(request);
    }
  }

  @Test
  void a_closed_server_leaves_its_port_and_its_clients() throws Exception {
    var server = TcpFaultsTest.start("accept-silence");
    try (var client = RawClient.to(server)) {
      client.meets(RawClient.QUIET);
      server.close();

      assertThat(client.meets()).isIn(RawClient.CLOSED, RawClient.RESET);
      assertThatThrownBy(() -> RawClient.to(server)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void a_port_that_is_taken_is_the_callers_trouble() throws Exception {
    try (var first = TcpFaultsTest.start("healthy")) {
      assertThatThrownBy(() -> LabServer.start(first.fault(), first.port()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_fault_of_a_name_is_to_be_checked_by_that_name() throws Exception {
    try (var server = TcpFaultsTest.start("wrong-name-certificate")) {
      assertThat(server.target()).isEqualTo("server.lab.test:" + server.port());
      assertThat(server.checkOptions()).containsExactly("--address", "127.0.0.1");
    }
  }

  @Test
  @Timeout(20)
  void a_listener_that_is_bound_already_is_served_and_closed_as_any_other() throws Exception {
    var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (var server = LabServer.start(Faults.named("healthy").orElseThrow(), listener);
        var client = RawClient.to(server)) {
      assertThat(client.ask(Protocols.HYBRID).take(19).at(15)).isEqualTo(2);
      assertThat(server.pin()).hasSize(64);
    }
    assertThat(listener.isClosed()).isTrue();
  }
}
