package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.RequestMet;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Maps what the server takes: protocols one by one, TLS versions, weak suites, large hellos. What
/// a connection has already proved is not asked again.
final class Mapping {
  private static final List<TlsVersion> VERSIONS =
      List.of(
          TlsVersion.TLS12, TlsVersion.TLS13, TlsVersion.TLS10, TlsVersion.TLS11, TlsVersion.SSL3);

  private final ClimbOptions options;
  private final Clock clock;
  private final Asking asking;
  private final Handshakes handshakes;
  private final Tunnels tunnels;
  private final Log log;
  private final ExecutorService threads;
  private final Map<Layer, String> untested;

  Mapping(
      ClimbOptions options,
      Clock clock,
      Asking asking,
      Handshakes handshakes,
      Tunnels tunnels,
      Log log,
      ExecutorService threads,
      Map<Layer, String> untested) {
    this.options = options;
    this.clock = clock;
    this.asking = asking;
    this.handshakes = handshakes;
    this.tunnels = tunnels;
    this.log = log;
    this.threads = threads;
    this.untested = untested;
  }

  /// @param carrier an offer that the server takes
  void map(Protocols carrier) {
    boolean selectsTls = selectedFor(carrier).map(Protocols::usesTls).orElse(false);
    boolean tls = selectsTls && options.reaches(Layer.TLS);
    var tasks = new ArrayList<Callable<Boolean>>();
    if (tls) {
      tasks.add(() -> tunnels.dig(carrier, options.reaches(Layer.CREDSSP)));
    }
    for (Protocols alone : alone()) {
      if (!isProved(alone)) {
        tasks.add(() -> asking.ask(Offer.mapping(alone)).isPresent());
      }
    }
    if (tls) {
      boolean usualTaken = carrier.equals(options.offered());
      for (Hello hello : hellos(usualTaken)) {
        tasks.add(() -> handshakes.hello(carrier, hello));
      }
    }
    if (!selectsTls) {
      String because = "the server selected standard RDP security, which has no TLS";
      untested.put(Layer.TLS, because);
      untested.put(Layer.CERTIFICATE, because);
      untested.put(Layer.CREDSSP, because);
    }
    run(tasks);
    if (tls && tunnelStalled()) {
      tunnels.digNarrow(carrier);
    }
    if (tls && options.thorough()) {
      new SuiteSurvey(handshakes, log).survey(carrier);
    }
  }

  private boolean tunnelStalled() {
    return !log.has(HandshakeCompleted.class)
        && log.all(HandshakeStalled.class).stream().anyMatch(f -> f.hello().equals("tunnel"));
  }

  private void run(List<Callable<Boolean>> tasks) {
    List<Future<Boolean>> running = tasks.stream().map(threads::submit).toList();
    for (Future<Boolean> task : running) {
      Waiting.forResult(task, clock);
    }
  }

  private Optional<Protocols> selectedFor(Protocols carrier) {
    return log.all(ProtocolSelected.class).stream()
        .filter(fact -> fact.offered().equals(carrier))
        .map(ProtocolSelected::selected)
        .findFirst();
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

  private List<Hello> hellos(boolean usualTaken) {
    var hellos = new ArrayList<Hello>();
    boolean usualAnswered = answeredTo("usual");
    if (!usualTaken) {
      hellos.add(handshakes.helloOf(Hello::usual));
    } else if (!usualAnswered) {
      hellos.add(handshakes.helloOf((seed, _) -> Hello.small(seed)));
      hellos.add(handshakes.helloOf(Hello::narrow));
    }
    for (TlsVersion version : VERSIONS) {
      if (!isSettled(version)) {
        hellos.add(handshakes.helloOf((seed, host) -> Hello.only(version, seed, host)));
      }
    }
    hellos.add(handshakes.helloOf((seed, host) -> Hello.weak(TlsVersion.TLS12, seed, host)));
    if (usualAnswered) {
      hellos.add(handshakes.helloOf(Hello::large));
      hellos.add(handshakes.helloOf(Hello::split));
    }
    return hellos;
  }

  private boolean answeredTo(String hello) {
    return log.all(ServerHelloReceived.class).stream().anyMatch(f -> f.hello().equals(hello));
  }

  /// The usual hello offers TLS 1.3 and 1.2: whichever was chosen is proved, and 1.3 not chosen is
  /// refused.
  private boolean isSettled(TlsVersion version) {
    String name = Hello.nameOf(version);
    return log.all(ServerHelloReceived.class).stream()
            .anyMatch(
                fact ->
                    fact.version().equals(name)
                        || (fact.hello().equals("usual") && version.equals(TlsVersion.TLS13)))
        || log.all(HandshakeCompleted.class).stream().anyMatch(f -> f.version().equals(name));
  }
}
