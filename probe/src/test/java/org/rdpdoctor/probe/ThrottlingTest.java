package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectsVaried;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThrottlingTest {
  private static final Offer USUAL = Offer.usual(Offer.CURRENT_WINDOWS);
  private static final Bytes CONFIRM =
      new NegotiationResponse(new ResponseFlags(0), Protocols.SSL).encode();

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));
  private final Log log = new Log(_ -> {});
  private int asked;

  @Test
  void a_server_that_closes_all_but_the_first_three_has_stopped() {
    try (Loopback peer = serving(number -> number <= 3)) {
      lookBackAfter(5, peer);
    }

    assertThat(verdict())
        .singleElement()
        .isInstanceOfSatisfying(
            ServiceStopped.class,
            stopped -> {
              assertThat(stopped.served()).isEqualTo(3);
              assertThat(stopped.how()).startsWith("the connection closed");
            });
    assertThat(asked).isEqualTo(6); // once more, to be sure
  }

  @Test
  void a_server_that_closes_every_other_connection_varies() {
    try (Loopback peer = serving(number -> number % 2 == 1)) {
      lookBackAfter(4, peer);
    }

    assertThat(verdict())
        .singleElement()
        .isInstanceOfSatisfying(
            ConnectsVaried.class,
            varied -> {
              assertThat(varied.connected()).isEqualTo(2);
              assertThat(varied.refused()).isEqualTo(2);
              assertThat(varied.unanswered()).isZero();
            });
    assertThat(asked).isEqualTo(4); // what varies is known
  }

  @Test
  void a_server_that_serves_again_after_a_pause_has_not_stopped() {
    try (Loopback peer = serving(number -> number != 3)) {
      lookBackAfter(3, peer);
    }

    assertThat(verdict()).singleElement().isInstanceOf(ConnectsVaried.class);
  }

  @Test
  void a_server_that_serves_everybody_is_left_alone() {
    try (Loopback peer = serving(_ -> true)) {
      lookBackAfter(4, peer);
    }

    assertThat(verdict()).isEmpty();
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void whoever_is_turned_away_three_times_asks_no_more() {
    try (Loopback peer = serving(number -> number <= 2)) {
      lookBackAfter(12, peer);
    }

    assertThat(asked).isEqualTo(2 + Pattern.MOST_IN_VAIN + 1);
    assertThat(verdict())
        .singleElement()
        .isInstanceOfSatisfying(
            ServiceStopped.class, stopped -> assertThat(stopped.served()).isEqualTo(2));
  }

  private void lookBackAfter(int requests, Loopback peer) {
    try (var gate = new Gate(clock, log, 20, 3, Duration.ofMillis(5))) {
      var asking = new Asking(peer.host(), peer.port(), List.of(), clock, gate, log);
      for (int request = 0; request < requests; request++) {
        asking.ask(USUAL);
      }
      new Throttling(asking, clock, log).lookBack();
      asked = gate.opened();
    }
  }

  private List<Observation> verdict() {
    return log.seen().stream()
        .filter(fact -> fact instanceof ServiceStopped || fact instanceof ConnectsVaried)
        .toList();
  }

  private static Loopback serving(IntPredicate served) {
    return Loopback.playing(
        (connection, number) -> {
          readRequest(connection);
          if (served.test(number)) {
            connection.getOutputStream().write(CONFIRM.toArray());
            Loopback.listenToTheEnd(connection);
          }
        });
  }

  /// Whoever closes with bytes unread resets.
  private static void readRequest(Socket connection) throws IOException {
    byte[] request = new byte[1024];
    assertThat(connection.getInputStream().read(request)).isPositive();
  }
}
