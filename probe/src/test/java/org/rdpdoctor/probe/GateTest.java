package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SPACING = Duration.ofMillis(60);

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));
  private final Log log = new Log(_ -> {});

  @Test
  void connections_are_numbered_and_told_with_their_time() {
    try (Loopback peer = quiet();
        Gate gate = gate(5, 3)) {
      Opening.Opened first = opened(gate, peer);
      Opening.Opened second = opened(gate, peer);

      assertThat(first.line().number()).isEqualTo(1);
      assertThat(second.line().number()).isEqualTo(2);
      assertThat(second.fact())
          .isInstanceOfSatisfying(
              Connected.class,
              connected -> {
                assertThat(connected.port()).isEqualTo(peer.port());
                assertThat(connected.evidence().connection()).isEqualTo(2);
              });
    }
  }

  @Test
  void no_more_connections_are_made_than_the_budget_allows() {
    try (Loopback peer = quiet();
        Gate gate = gate(2, 3)) {
      gate.done(opened(gate, peer).line());
      gate.done(opened(gate, peer).line());

      assertThat(gate.open(peer.host(), peer.port(), PATIENCE)).isEmpty();
      assertThat(gate.left()).isZero();
      assertThat(gate.opened()).isEqualTo(2);
    }
  }

  @Test
  void connections_are_spaced() {
    try (Loopback peer = quiet();
        Gate gate = gate(5, 5)) {
      Duration first = opened(gate, peer).fact().evidence().at();
      opened(gate, peer);
      opened(gate, peer);
      Duration last = opened(gate, peer).fact().evidence().at();

      assertThat(last.minus(first)).isGreaterThan(SPACING.multipliedBy(3).minusMillis(40));
    }
  }

  @Test
  void never_more_are_open_at_once_than_is_gentle()
      throws InterruptedException, ExecutionException {
    var held = new CountDownLatch(3);
    var free = new CountDownLatch(1);
    try (Loopback peer = quiet();
        Gate gate = new Gate(clock, log, 9, 3, Duration.ofMillis(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 9; i++) {
        all.add(
            threads.submit(
                () -> {
                  Connection line = opened(gate, peer).line();
                  held.countDown();
                  free.await();
                  gate.done(line);
                  return true;
                }));
      }
      assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(gate.opened()).isEqualTo(3);
      free.countDown();
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(gate.opened()).isEqualTo(9);
    }
  }

  @Test
  void more_are_open_at_once_the_longer_a_round_trip_takes_and_no_more_than_is_gentle() {
    assertThat(Gate.more(Duration.ofMillis(1), 4)).isZero();
    assertThat(Gate.more(Duration.ofMillis(49), 4)).isZero();
    assertThat(Gate.more(Duration.ofMillis(120), 4)).isEqualTo(2);
    assertThat(Gate.more(Duration.ofMillis(200), 4)).isEqualTo(4);
    assertThat(Gate.more(Duration.ofSeconds(3), 4)).isEqualTo(4);
  }

  @Test
  void a_connection_that_lingers_frees_its_place_and_stays_open_until_the_end() {
    Loopback peer = quiet();
    Gate gate = new Gate(shortClock(), log, 9, 1, Duration.ZERO);
    try (peer) {
      Connection line = opened(gate, peer).line();
      gate.linger(line);
      opened(gate, peer);

      assertThat(((TcpLine) line).isClosed()).isFalse();
      gate.close();
      assertThat(((TcpLine) line).isClosed()).isTrue();
    }
  }

  @Test
  void a_connection_that_is_done_twice_frees_one_place() {
    try (Loopback peer = quiet();
        Gate gate = new Gate(shortClock(), log, 9, 1, Duration.ZERO)) {
      Connection line = opened(gate, peer).line();
      gate.done(line);
      gate.done(line);
      opened(gate, peer);

      assertThat(gate.open(peer.host(), peer.port(), PATIENCE)).isEmpty();
    }
  }

  @Test
  void a_refusal_is_a_fact_and_keeps_no_place() throws IOException {
    int closed = closedPort();
    try (Loopback peer = quiet();
        Gate gate = gate(9, 1)) {
      for (int i = 0; i < 3; i++) {
        assertThat(gate.open(peer.host(), closed, PATIENCE))
            .get()
            .isInstanceOfSatisfying(
                Opening.NotOpened.class,
                not -> assertThat(not.fact()).isInstanceOf(ConnectRefused.class));
      }
      opened(gate, peer);
    }
  }

  @Test
  void one_host_that_takes_its_time_does_not_keep_another_waiting() throws IOException {
    try (Loopback peer = quiet();
        Gate gate = gate(9, 1)) {
      opened(gate, peer);

      assertThat(gate.open("127.0.0.2", closedPort(), PATIENCE)).isPresent();
    }
  }

  @Test
  void when_the_run_is_over_every_connection_ends_and_none_begins() {
    Gate gate = gate(5, 3);
    try (Loopback peer = quiet()) {
      Connection line;
      try (gate) {
        line = opened(gate, peer).line();
      }
      assertThat(((TcpLine) line).isClosed()).isTrue();
      assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.Silence.class);
      assertThat(gate.open(peer.host(), peer.port(), PATIENCE))
          .get()
          .isInstanceOf(Opening.NotOpened.class);
    }
  }

  @Test
  void when_the_time_is_over_nothing_is_tried() {
    var over = new Clock(System.nanoTime() - 1_000_000_000L, Duration.ofMillis(500));
    try (Loopback peer = quiet();
        Gate gate = new Gate(over, log, 5, 3, SPACING)) {
      assertThat(gate.open(peer.host(), peer.port(), PATIENCE)).isEmpty();
      assertThat(gate.opened()).isZero();
    }
  }

  private static Loopback quiet() {
    return Loopback.playing(Loopback.saying(Bytes.EMPTY));
  }

  private Gate gate(int budget, int most) {
    return new Gate(clock, log, budget, most, SPACING);
  }

  private static Clock shortClock() {
    return new Clock(System.nanoTime(), Duration.ofMillis(1500));
  }

  private static Opening.Opened opened(Gate gate, Loopback peer) {
    Optional<Opening> opening = gate.open(peer.host(), peer.port(), PATIENCE);
    assertThat(opening).get().isInstanceOf(Opening.Opened.class);
    return (Opening.Opened) opening.orElseThrow();
  }

  private static int closedPort() throws IOException {
    try (var once = new ServerSocket(0)) {
      return once.getLocalPort();
    }
  }
}
