package org.rdpdoctor.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.RouteFact.HostSilent;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;

/// Whether a host sends anything back at all, on other ways than the port in question.
final class SignsOfLife {
  private static final Duration SHORT_PATIENCE = Duration.ofMillis(1300);

  private static final Duration ECHO_ALONE = Duration.ofMillis(600);

  /// Ports that answer on most machines, if only with a refusal.
  private static final int[] OTHER_PORTS = {445, 135, 22, 443};

  private final Clock clock;
  private final Gate gate;
  private final ExecutorService threads;
  private final int port;

  /// @param port the one that needs not be asked again
  SignsOfLife(Clock clock, Gate gate, ExecutorService threads, int port) {
    this.clock = clock;
    this.gate = gate;
    this.threads = threads;
    this.port = port;
  }

  Observation seen(InetAddress address, String how) {
    return new HostAlive(
        address.getHostAddress(), how, Evidence.of("", "the host sent " + how, clock.now()));
  }

  Observation missed(InetAddress address) {
    return new HostSilent(
        address.getHostAddress(),
        "an echo request and ports 445, 135, 22, 443",
        Evidence.of(
            "an echo request and SYNs to ports 445, 135, 22 and 443", "nothing", clock.now()));
  }

  /// What the host sent, in words; nothing if it sent nothing. An echo request first: whoever
  /// answers it needs no connections to other ports.
  Optional<String> signOf(InetAddress address) {
    Future<Optional<String>> echo = Blocking.start(() -> answersEcho(address));
    Clock soon = clock.until(clock.now().plus(ECHO_ALONE));
    Optional<String> life =
        Waiting.forResult(echo, soon, Waiting.Late.GOES_ON).flatMap(found -> found);
    if (life.isPresent()) {
      return life;
    }
    var questions = new ArrayList<Callable<Optional<String>>>();
    for (int other : OTHER_PORTS) {
      if (other != port) {
        questions.add(() -> answersOn(address, other));
      }
    }
    for (Future<Optional<String>> answer : questions.stream().map(threads::submit).toList()) {
      Optional<String> how = Waiting.forResult(answer, clock).flatMap(found -> found);
      life = life.or(() -> how);
    }
    return life.or(() -> Waiting.forResult(echo, clock).flatMap(found -> found));
  }

  private Optional<String> answersEcho(InetAddress address) {
    try {
      int patience = (int) clock.atMost(SHORT_PATIENCE).toMillis();
      return patience > 0 && address.isReachable(patience)
          ? Optional.of("an answer to an echo request")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> answersOn(InetAddress address, int other) {
    Optional<Opening> opening = gate.open(address.getHostAddress(), other, SHORT_PATIENCE);
    if (opening.isEmpty()) {
      return Optional.empty();
    }
    return switch (opening.get()) {
      case Opening.Opened(Connection line, _) -> {
        gate.done(line);
        yield Optional.of("a SYN-ACK from port " + other);
      }
      case Opening.NotOpened(ConnectRefused _) -> Optional.of("a refusal on port " + other);
      case Opening.NotOpened _ -> Optional.empty();
    };
  }
}
