package org.rdpdoctor.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact;
import org.rdpdoctor.facts.NameFact.AddressGiven;
import org.rdpdoctor.facts.Target;

/// The name rung: which addresses to go on with.
///
/// The system's lookup may take far longer than anybody waits, and nothing can end it. So it runs
/// beside the rest, and what DNS servers say when they are asked takes its place if need be.
final class Resolving {
  /// How long the system's answer is waited for while there is another way on. Less than the 5
  /// seconds after which systems give up on their first DNS server.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Target target;
  private final Clock clock;
  private final Log log;
  private final Names names;
  private final Future<Names.Resolution> lookup;
  private final Future<List<InetAddress>> detail;
  private final AtomicBoolean told = new AtomicBoolean();

  Resolving(Target target, Clock clock, Log log, ExecutorService threads) {
    this.target = target;
    this.clock = clock;
    this.log = log;
    this.names = new Names(clock, threads);
    this.lookup = Blocking.start(this::lookUp);
    this.detail = threads.submit(() -> names.detail(target.host(), log));
  }

  private Names.Resolution lookUp() throws UnknownHostException {
    Names.Resolution found =
        Names.isLiteral(target.host()) ? names.literal(target.host()) : names.system(target.host());
    tell(found.fact());
    return found;
  }

  private void tell(NameFact fact) {
    if (told.compareAndSet(false, true)) {
      log.add(fact);
    }
  }

  /// The addresses to climb on; empty if none could be found.
  List<InetAddress> addresses() {
    if (target.address().isPresent()) {
      return given(target.address().get());
    }
    Optional<Names.Resolution> soon = system(patience());
    List<InetAddress> found = soon.map(Names.Resolution::addresses).orElse(List.of());
    if (!found.isEmpty()) {
      return found;
    }
    // The system's way failed or hangs: what a DNS server itself says may still lead to the host.
    List<InetAddress> fromDns = fromDns();
    if (!fromDns.isEmpty()) {
      return fromDns;
    }
    if (soon.isEmpty()) {
      return system(clock.timeout()).map(Names.Resolution::addresses).orElse(List.of());
    }
    List<NameFact> suffix =
        Waiting.forResult(Blocking.start(() -> names.guessSuffix(target.host())), clock)
            .orElse(List.of());
    log.addAll(suffix);
    return Names.fromDns(suffix);
  }

  private Duration patience() {
    Duration half = clock.timeout().dividedBy(2);
    return half.compareTo(PATIENCE) < 0 ? half : PATIENCE;
  }

  private Optional<Names.Resolution> system(Duration end) {
    return Waiting.forResult(lookup, clock.until(end), Waiting.Late.GOES_ON);
  }

  /// The addresses that the configured DNS servers gave.
  List<InetAddress> fromDns() {
    return Waiting.forResult(detail, clock, Waiting.Late.GOES_ON).orElse(List.of());
  }

  /// Waits a little for what is not known yet.
  void collect() {
    fromDns();
    if (system(patience()).isEmpty()) {
      tell(names.unanswered(target.host(), clock.now()));
    }
  }

  private List<InetAddress> given(String address) {
    try {
      InetAddress literal = InetAddress.getByName(address);
      log.add(
          new AddressGiven(
              target.host(),
              literal.getHostAddress(),
              Evidence.of("", "the address was given; the name is bypassed", clock.now())));
      return List.of(literal);
    } catch (UnknownHostException e) {
      return List.of(); // the command line lets only addresses through
    }
  }
}
