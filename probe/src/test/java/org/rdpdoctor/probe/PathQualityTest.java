package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.BytesTrickled;
import org.rdpdoctor.facts.RouteFact.LossEstimated;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.RouteFact.TcpMeasured;
import org.rdpdoctor.facts.TcpFact.ConnectFailed;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ServiceStopped;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PathQualityTest {
  private static final String HOST = "192.0.2.1";
  private static final int PORT = 3389;
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  private final Clock clock = new Clock(System.nanoTime(), Duration.ofSeconds(20));
  private final Log log = new Log(_ -> {});
  private final PathQuality path = new PathQuality(clock, log, SynSteps.after(0));
  private final AtomicInteger connections = new AtomicInteger();
  private final List<TcpLine> lines = new ArrayList<>();

  @Test
  void quick_connects_have_lost_nothing_and_their_number_says_how_much_that_means() {
    connected(3, 4, 3, 5, 3, 3, 4, 3, 3, 5);

    LossEstimated loss = told(LossEstimated.class);
    assertThat(loss.sent()).isEqualTo(10);
    assertThat(loss.lost()).isZero();
    assertThat(loss.lowPercent()).isZero();
    assertThat(loss.highPercent()).isEqualTo(31);
    assertThat(log.has(SynRepeated.class)).isFalse();
  }

  @Test
  void connects_that_waited_for_a_repetition_lost_a_syn_each() {
    connected(3, 1004, 3, 3003, 5);

    LossEstimated loss = told(LossEstimated.class);
    assertThat(loss.sent()).isEqualTo(8);
    assertThat(loss.lost()).isEqualTo(3);
    assertThat(log.all(SynRepeated.class)).extracting(SynRepeated::repeats).containsExactly(1, 2);
  }

  @Test
  void a_long_path_loses_nothing() {
    connected(1010, 1005, 1020, 1030);

    assertThat(told(LossEstimated.class).lost()).isZero();
    assertThat(path.isDoubtful(HOST, PORT)).isFalse();
  }

  @Test
  void a_single_connect_that_took_a_step_is_loss_until_others_say_otherwise() {
    connected(1004);

    assertThat(told(LossEstimated.class).lost()).isEqualTo(1);
  }

  @Test
  void a_connect_that_was_given_up_lost_every_syn_that_could_have_been_answered() {
    connected(3, 4, 3);
    trial().notConnected(new ConnectUnanswered(HOST, PORT, Duration.ofMillis(2500), evidence()));

    LossEstimated loss = told(LossEstimated.class);
    assertThat(loss.sent()).isEqualTo(5);
    assertThat(loss.lost()).isEqualTo(2);
  }

  @Test
  void what_a_busy_machine_adds_to_the_patience_was_no_waiting() {
    connected(3, 4, 3);
    trial().notConnected(new ConnectUnanswered(HOST, PORT, Duration.ofSeconds(9), evidence()));

    assertThat(told(LossEstimated.class).lost()).isEqualTo(2);
  }

  @Test
  void a_refusal_is_an_answer() {
    trial().notConnected(new ConnectRefused(HOST, PORT, Duration.ofMillis(2), evidence()));

    assertThat(told(LossEstimated.class).lost()).isZero();
  }

  @Test
  void whoever_never_answered_loses_no_packets() {
    trial().notConnected(new ConnectUnanswered(HOST, PORT, Duration.ofSeconds(7), evidence()));
    trial().notConnected(new ConnectFailed(HOST, PORT, "no buffer space", evidence()));

    assertThat(facts()).isEmpty();
    assertThat(path.isDoubtful(HOST, PORT)).isFalse();
  }

  @Test
  void a_limit_on_connections_is_no_loss() {
    connected(3, 4, 3);
    trial().notConnected(new ConnectUnanswered(HOST, PORT, Duration.ofMillis(2500), evidence()));
    log.add(new ServiceStopped(3, "nothing", evidence()));

    assertThat(facts()).noneMatch(LossEstimated.class::isInstance);
  }

  @Test
  void connects_to_another_port_say_nothing_of_this_one() {
    connected(3, 3, 3);
    path.begin(HOST, 445, PATIENCE, false)
        .notConnected(new ConnectUnanswered(HOST, 445, Duration.ofMillis(1300), evidence()));

    assertThat(told(LossEstimated.class).lost()).isZero();
  }

  @Test
  void a_loss_or_a_delay_that_varies_is_worth_more_connects() {
    connected(3, 4, 3, 5);
    assertThat(path.isDoubtful(HOST, PORT)).isFalse();
    connected(420);
    assertThat(path.isDoubtful(HOST, PORT)).isTrue();
  }

  @Test
  void a_lost_syn_makes_no_path_slow() {
    connected(3, 1004);

    assertThat(path.roundTrip(lines.getFirst(), Duration.ofMillis(3)))
        .isEqualTo(Duration.ofMillis(3));
    assertThat(path.roundTrip(lines.getLast(), Duration.ofMillis(1004)))
        .isEqualTo(Duration.ofMillis(4));
  }

  @Test
  void losses_that_come_and_go_are_no_limit() throws InterruptedException {
    connected(3, 1004);
    assertThat(path.losesNowAndThen(HOST, PORT)).isFalse(); // as a limit looks as well
    Thread.sleep(Duration.ofMillis(1010)); // until that connect is over
    connected(3);
    assertThat(path.losesNowAndThen(HOST, PORT)).isTrue();
  }

  @Test
  void an_answer_that_trickles_is_told_with_its_size() {
    connected(3);
    Arrivals arrivals = lines.getLast().arrivals();
    for (int second = 0; second < 4; second++) {
      arrivals.add(300, Duration.ofSeconds(second));
    }
    path.ending(lines.getLast());

    BytesTrickled trickled = told(BytesTrickled.class);
    assertThat(trickled.bytes()).isEqualTo(1200);
    assertThat(trickled.over()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void what_came_in_small_pieces_because_we_asked_for_them_does_not_trickle() {
    connect(path.begin(HOST, PORT, PATIENCE, true), 3);
    Arrivals arrivals = lines.getLast().arrivals();
    for (int second = 0; second < 4; second++) {
      arrivals.add(300, Duration.ofSeconds(second));
    }
    path.ending(lines.getLast());

    assertThat(facts()).noneMatch(BytesTrickled.class::isInstance);
  }

  @Test
  void without_the_kernels_word_nothing_is_measured() {
    connected(3, 3, 3);
    lines.forEach(path::ending); // their sockets were never opened

    assertThat(facts()).noneMatch(TcpMeasured.class::isInstance);
  }

  private void connected(int... millis) {
    for (int took : millis) {
      connect(trial(), took);
    }
  }

  private void connect(PathQuality.Trial trial, int millis) {
    var line = new TcpLine(new Socket(), clock, connections.incrementAndGet());
    lines.add(line);
    trial.connected(new Connected(HOST, PORT, Duration.ofMillis(millis), evidence()), line);
  }

  private PathQuality.Trial trial() {
    return path.begin(HOST, PORT, PATIENCE, false);
  }

  private Evidence evidence() {
    return new Evidence(connections.get(), "a SYN", "whatever", clock.now());
  }

  private List<Observation> facts() {
    path.tell(HOST, PORT);
    return log.seen();
  }

  private <T extends Observation> T told(Class<T> type) {
    assertThat(facts()).filteredOn(type::isInstance).hasSize(1);
    return log.all(type).getFirst();
  }
}
