package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AskingTest {
  private static final Offer USUAL = Offer.usual(Offer.CURRENT_WINDOWS);
  private static final int GRAPHICS = ResponseFlags.DYNVC_GFX_PROTOCOL_SUPPORTED;

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));
  private final Log log = new Log(_ -> {});
  private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

  @Test
  void a_server_that_knows_graphics_and_prefers_the_older_nla_is_brittle() {
    assertThat(isBrittle(Protocols.HYBRID, GRAPHICS)).isTrue();
  }

  @Test
  void windows_of_before_and_after_graphics_is_not() {
    assertThat(isBrittle(Protocols.HYBRID, ResponseFlags.EXTENDED_CLIENT_DATA_SUPPORTED)).isFalse();
    assertThat(isBrittle(Protocols.HYBRID_EX, GRAPHICS)).isFalse();
  }

  @Test
  void a_server_without_nla_is_not() {
    assertThat(isBrittle(Protocols.SSL, GRAPHICS)).isFalse();
  }

  private boolean isBrittle(Protocols selected, int flags) {
    var fresh = new Log(_ -> {});
    try (Loopback peer = answering(confirm(selected, flags), confirm(selected, flags));
        Gate gate = new Gate(clock, fresh, 5, 3, Duration.ZERO)) {
      var asking = new Asking(peer.host(), peer.port(), List.of(), clock, gate, fresh);
      asking.ask(USUAL);
      return asking.isBrittle();
    }
  }

  @Test
  void what_a_brittle_server_refuses_stays_open_until_the_run_is_over()
      throws InterruptedException {
    try (Loopback peer = answering(confirm(Protocols.HYBRID, GRAPHICS), refusal())) {
      var gate = new Gate(clock, log, 5, 1, Duration.ZERO);
      var asking = new Asking(peer.host(), peer.port(), List.of(), clock, gate, log);
      asking.ask(USUAL);
      asking.ask(Offer.mapping(Protocols.RDP));
      asking.ask(Offer.mapping(Protocols.SSL));

      assertThat(gate.opened()).isEqualTo(3);
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(ended).isEmpty();
      gate.close();
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isIn(2, 3);
      assertThat(ended.poll(10, TimeUnit.SECONDS)).isIn(2, 3);
    }
  }

  /// The first connection gets one answer, all others the other.
  private Loopback answering(Bytes first, Bytes others) {
    return Loopback.playing(
        (connection, number) -> {
          readRequest(connection);
          connection.getOutputStream().write((number == 1 ? first : others).toArray());
          Loopback.listenToTheEnd(connection);
          ended.add(number);
        });
  }

  private static Bytes confirm(Protocols selected, int flags) {
    return new NegotiationResponse(new ResponseFlags(flags), selected).encode();
  }

  private static Bytes refusal() {
    return new NegotiationFailure(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER).encode();
  }

  private static void readRequest(Socket connection) throws IOException {
    byte[] request = new byte[1024];
    assertThat(connection.getInputStream().read(request)).isPositive();
  }
}
