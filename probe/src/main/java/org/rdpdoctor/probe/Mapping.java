package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Refusals;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Maps what the server takes: protocols one by one, TLS versions, weak suites, large hellos. What
/// a connection has already proved is not asked again.
final class Mapping {
  private static final List<TlsVersion> CURRENT_VERSIONS =
      List.of(TlsVersion.TLS12, TlsVersion.TLS13);

  /// Newest first.
  private static final List<TlsVersion> OLD_VERSIONS =
      List.of(TlsVersion.TLS11, TlsVersion.TLS10, TlsVersion.SSL3);

  private static final String TUNNEL = "tunnel";

  private final ClimbOptions options;
  private final Clock clock;
  private final Asking asking;
  private final Handshakes handshakes;
  private final Tunnels tunnels;
  private final Entry entry;
  private final Log log;
  private final ExecutorService threads;
  private final Map<Layer, String> untested;
  private final Queue<Future<Boolean>> running = new ConcurrentLinkedQueue<>();

  Mapping(
      ClimbOptions options,
      Clock clock,
      Asking asking,
      Handshakes handshakes,
      Tunnels tunnels,
      Entry entry,
      Log log,
      ExecutorService threads,
      Map<Layer, String> untested) {
    this.options = options;
    this.clock = clock;
    this.asking = asking;
    this.handshakes = handshakes;
    this.tunnels = tunnels;
    this.entry = entry;
    this.log = log;
    this.threads = threads;
    this.untested = untested;
  }

  /// What takes longest begins first; what the usual hello may make needless, after its answer.
  ///
  /// @param carrier an offer that the server takes
  /// @param usualHello done when the answer to the usual hello is there, or none comes
  void map(Protocols carrier, Future<Boolean> usualHello) {
    boolean selectsTls = asking.selectedFor(carrier).map(Protocols::usesTls).orElse(false);
    boolean tls = selectsTls && options.reaches(Layer.TLS);
    Optional<Protocols> wayIn =
        entry
            .offer(carrier, asking.selectedFor(carrier))
            .filter(offer -> options.mapped() || offer.equals(carrier));
    wayIn.ifPresent(offer -> start(() -> entry.enter(offer)));
    if (tls) {
      start(() -> tunnels.dig(carrier, options.reaches(Layer.CREDSSP)));
    }
    boolean brittle = asking.isBrittle();
    if (tls && options.mapped() && !brittle) {
      start(() -> oldVersions(carrier));
      say(carrier, weak());
    }
    for (Protocols alone : options.mapped() ? alone() : List.<Protocols>of()) {
      if (!isProved(alone) && !wayIn.equals(Optional.of(alone))) {
        start(() -> asking.ask(Offer.mapping(alone)).isPresent());
      }
    }
    if (tls && options.mapped()) {
      Waiting.forResult(usualHello, clock);
      hellos(carrier.equals(options.offered())).forEach(hello -> say(carrier, hello));
    }
    if (tls && options.mapped() && brittle) {
      riskyHellos(carrier);
    }
    if (!selectsTls) {
      String because = "the server selected standard RDP security, which has no TLS";
      untested.put(Layer.TLS, because);
      untested.put(Layer.CERTIFICATE, because);
      untested.put(Layer.CREDSSP, because);
    }
    waitForAll();
    if (tls) {
      new Pausing(asking, clock, log).look(carrier);
    }
    if (tls && answerStalled()) {
      tunnels.digNarrow(carrier, options.reaches(Layer.CREDSSP));
    }
    if (tls && options.thorough()) {
      new SuiteSurvey(handshakes, log).survey(carrier);
      otherClients().survey(carrier);
    }
  }

  private void say(Protocols carrier, Hello hello) {
    start(() -> handshakes.hello(carrier, hello));
  }

  private void start(Callable<Boolean> question) {
    running.add(threads.submit(question));
  }

  /// Also for what is started meanwhile by a question that runs.
  private void waitForAll() {
    for (var next = running.poll(); next != null; next = running.poll()) {
      Waiting.forResult(next, clock);
    }
  }

  /// The newest of them first: a server that is too new for it says so, and is too new for all.
  private boolean oldVersions(Protocols carrier) {
    boolean asked = handshakes.hello(carrier, only(OLD_VERSIONS.getFirst()));
    for (TlsVersion version : OLD_VERSIONS) {
      if (!isSettled(version)) {
        say(carrier, only(version));
      }
    }
    return asked;
  }

  private Hello weak() {
    return handshakes.helloOf((seed, host) -> Hello.weak(TlsVersion.TLS12, seed, host));
  }

  /// Hellos that mostly fail, for a server that may end other connections then: one at a time,
  /// when nothing else is asked. On a slow path their connections are made before.
  private void riskyHellos(Protocols carrier) {
    if (!asking.isFar()) {
      waitForAll();
    }
    var calm = new CompletableFuture<Boolean>();
    Future<Boolean> last = calm;
    for (Hello hello : List.of(only(OLD_VERSIONS.getFirst()), weak())) {
      last = sayAfter(last, carrier, hello);
    }
    waitForAll();
    calm.complete(true);
    Waiting.forResult(last, clock);
    OLD_VERSIONS.stream()
        .filter(version -> !isSettled(version) || ended(Hello.nameOf(version)))
        .forEach(version -> handshakes.hello(carrier, only(version)));
    if (ended(weak().name())) {
      handshakes.hello(carrier, weak()); // it was connected when the other one failed
    }
    if (ended(TUNNEL) && !log.has(HandshakeCompleted.class)) {
      tunnels.dig(carrier, options.reaches(Layer.CREDSSP));
    }
  }

  private Future<Boolean> sayAfter(Future<Boolean> other, Protocols carrier, Hello hello) {
    return threads.submit(
        () -> handshakes.hello(carrier, hello, () -> Waiting.forResult(other, clock)));
  }

  private boolean ended(String hello) {
    return log.all(HandshakeEnded.class).stream().anyMatch(fact -> fact.hello().equals(hello));
  }

  private OtherClients otherClients() {
    return new OtherClients(options, handshakes, log);
  }

  private Hello only(TlsVersion version) {
    return handshakes.helloOf((seed, host) -> Hello.only(version, seed, host));
  }

  /// True if no whole handshake came to be, and one fell silent: the tunnel's, or any other whose
  /// answer had begun.
  private boolean answerStalled() {
    return !log.has(HandshakeCompleted.class)
        && log.all(HandshakeStalled.class).stream()
            .anyMatch(f -> f.hello().equals(TUNNEL) || !f.stage().equals("hello"));
  }

  private List<Protocols> alone() {
    return options.thorough()
        ? List.of(
            Protocols.RDP,
            Protocols.SSL,
            Protocols.HYBRID,
            Protocols.HYBRID_EX,
            Protocols.RDSTLS,
            Protocols.RDSAAD,
            Protocols.SSL.and(Protocols.HYBRID),
            Offer.CURRENT_WINDOWS.and(Protocols.RDSTLS),
            Offer.CURRENT_WINDOWS.and(Protocols.RDSAAD))
        : List.of(Protocols.RDP, Protocols.SSL, Protocols.HYBRID);
  }

  /// True if an earlier answer already says what this offer alone would meet.
  private boolean isProved(Protocols alone) {
    boolean asked =
        log.all(RequestMet.class).stream()
            .anyMatch(
                fact -> fact.offered().equals(alone) && Attempt.Met.of(fact) == Attempt.Met.ANSWER);
    // RDP security is what an offer falls back to; alone it may still be refused
    return asked
        || (alone.usesTls()
            && log.all(ProtocolSelected.class).stream()
                .anyMatch(selected -> selected.selected().equals(alone)));
  }

  /// What to say once it is known what the usual hello met.
  private List<Hello> hellos(boolean usualTaken) {
    var hellos = new ArrayList<Hello>();
    boolean usualAnswered = answeredTo("usual");
    if (!usualTaken) {
      hellos.add(handshakes.usualHello());
    } else if (!usualAnswered) {
      hellos.add(handshakes.helloOf((seed, _) -> Hello.small(seed)));
      hellos.add(handshakes.helloOf(Hello::narrow));
    }
    CURRENT_VERSIONS.stream()
        .filter(version -> !isSettled(version))
        .map(this::only)
        .forEach(hellos::add);
    if (usualAnswered) {
      hellos.add(handshakes.helloOf(Hello::large));
      hellos.add(handshakes.helloOf(Hello::split));
    }
    hellos.addAll(otherClients().hellos());
    return hellos;
  }

  private boolean answeredTo(String hello) {
    return log.all(ServerHelloReceived.class).stream().anyMatch(f -> f.hello().equals(hello));
  }

  /// True if it is taken, or refused, by what was answered so far.
  private boolean isSettled(TlsVersion version) {
    String name = Hello.nameOf(version);
    return log.all(ServerHelloReceived.class).stream().anyMatch(f -> f.version().equals(name))
        || log.all(HandshakeCompleted.class).stream().anyMatch(f -> f.version().equals(name))
        || Refusals.hasRefused(log.seen(), name);
  }
}
