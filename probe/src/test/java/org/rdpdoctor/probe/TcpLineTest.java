package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TcpLineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(150);

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));

  @Test
  void what_the_peer_says_is_heard() {
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.ascii("hello")));
        TcpLine line = peer.line(clock)) {
      assertThat(line.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.Data.class, data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("hello")));
    }
  }

  @Test
  void what_is_said_arrives() {
    Loopback.Part echo =
        (connection, _) -> connection.getInputStream().transferTo(connection.getOutputStream());
    try (Loopback peer = Loopback.playing(echo);
        TcpLine line = peer.line(clock)) {
      line.say(Bytes.ascii("who is there"));

      assertThat(line.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.Data.class,
              data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("who is there")));
      assertThat(line.unacknowledged()).isZero();
    }
  }

  @Test
  void what_was_put_back_is_heard_first() {
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.EMPTY));
        TcpLine line = peer.line(clock)) {
      line.unread(Bytes.ascii("second"));
      line.unread(Bytes.ascii("first "));

      assertThat(line.listen(SHORT))
          .isInstanceOfSatisfying(
              Heard.Data.class,
              data -> assertThat(data.bytes()).isEqualTo(Bytes.ascii("first second")));
      assertThat(line.listen(SHORT)).isInstanceOf(Heard.Silence.class);
    }
  }

  @Test
  void an_orderly_end_is_told_from_silence() {
    try (Loopback peer = Loopback.playing((_, _) -> {});
        TcpLine line = peer.line(clock)) {
      assertThat(line.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.End.class, end -> assertThat(end.how()).isEqualTo(Ending.CLOSED));
    }
  }

  @Test
  void an_abrupt_end_is_told_from_an_orderly_one() {
    try (Loopback peer = Loopback.playing(TcpLineTest::resetting);
        TcpLine line = peer.line(clock)) {
      line.say(Bytes.ascii("now"));

      assertThat(line.listen(PATIENCE))
          .isInstanceOfSatisfying(
              Heard.End.class, end -> assertThat(end.how()).isEqualTo(Ending.RESET));
    }
  }

  @Test
  void saying_something_to_a_peer_that_has_gone_does_no_harm() {
    try (Loopback peer = Loopback.playing(TcpLineTest::resetting);
        TcpLine line = peer.line(clock)) {
      line.say(Bytes.ascii("now"));
      line.listen(PATIENCE);
      line.say(Bytes.ascii("are you there"));

      assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.End.class);
    }
  }

  @Test
  void silence_lasts_as_long_as_the_patience() {
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.EMPTY));
        TcpLine line = peer.line(clock)) {
      assertThat(line.listen(SHORT))
          .isInstanceOfSatisfying(
              Heard.Silence.class,
              silence -> assertThat(silence.waited()).isBetween(SHORT.minusMillis(20), PATIENCE));
    }
  }

  @Test
  void no_patience_outlasts_the_run() {
    var soonOver = new Clock(System.nanoTime(), Duration.ofMillis(200));
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.EMPTY));
        TcpLine line = peer.line(soonOver)) {
      assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.Silence.class);
      assertThat(soonOver.now()).isLessThan(PATIENCE);
    }
  }

  @Test
  void closing_the_line_ourselves_is_no_word_of_the_peers() throws InterruptedException {
    try (Loopback peer = Loopback.playing(Loopback.saying(Bytes.EMPTY));
        TcpLine line = peer.line(clock)) {
      Thread closing = Thread.ofVirtual().unstarted(line::close);
      closing.start();
      closing.join();

      assertThat(line.listen(PATIENCE)).isInstanceOf(Heard.Silence.class);
    }
  }

  @Test
  void an_endless_sender_is_not_heard_without_end() {
    byte[] chunk = new byte[64 * 1024];
    Loopback.Part flood =
        (connection, _) -> {
          while (true) {
            connection.getOutputStream().write(chunk);
          }
        };
    int heard = 0;
    try (Loopback peer = Loopback.playing(flood);
        TcpLine line = peer.line(clock)) {
      while (line.listen(PATIENCE) instanceof Heard.Data(Bytes bytes, _)) {
        heard += bytes.size();
        assertThat(heard).isLessThan(2 << 20);
      }
    }
    assertThat(heard).isGreaterThanOrEqualTo(1 << 20);
  }

  /// Not at once: an RST may overtake the end of the client's connect.
  private static void resetting(Socket connection, int number) throws IOException {
    assertThat(connection.getInputStream().read()).as("byte of " + number).isNotNegative();
    Loopback.reset(connection);
  }
}
