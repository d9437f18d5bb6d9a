package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoorsTest {
  private static final int BUDGET = 15;
  private static final int DEAD = 20;

  @Test
  void a_name_with_many_dead_addresses_leaves_the_budget_to_what_answers() {
    var clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));
    var log = new Log(_ -> {});
    try (Loopback peer = Loopback.playing((connection, _) -> Loopback.listenToTheEnd(connection));
        var gate = new Gate(clock, log, BUDGET, 3, Duration.ofMillis(5));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<InetAddress> addresses = new ArrayList<>();
      for (int i = 1; i <= DEAD; i++) {
        addresses.add(InetAddress.ofLiteral("127.77.0." + i));
      }
      addresses.add(peer.address());

      Optional<Doors.Door> door =
          new Doors(clock, gate, log, threads, peer.port()).knock(addresses);

      assertThat(door.map(Doors.Door::host)).contains(peer.address().getHostAddress());
      assertThat(log.all(ConnectRefused.class)).hasSize(DEAD);
      assertThat(gate.left()).isEqualTo(BUDGET - 1);
    }
  }
}
