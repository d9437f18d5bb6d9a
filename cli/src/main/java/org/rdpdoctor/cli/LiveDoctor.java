package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.clients.ClientMatrix;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.FileComparison;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.ClientPlayed;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Ascent;
import org.rdpdoctor.probe.Climb;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.probe.Players;
import org.rdpdoctor.probe.Routing;
import org.rdpdoctor.probe.World;
import org.rdpdoctor.reader.pasted.PastedReader;
import org.rdpdoctor.report.ExplanationJson;
import org.rdpdoctor.report.LiveLadder;
import org.rdpdoctor.report.Report;

/// The doctor that goes to the network: climbs, weighs what it saw with what the user saw, and
/// reports.
final class LiveDoctor implements Doctor {
  /// Kept back of a target's time for the diagnosis and the printing of it.
  private static final Duration RESERVE = Duration.ofMillis(250);

  private static final Duration MOST_SPENT = Duration.ofSeconds(1);

  private static final String NO_CREDENTIALS = "no credentials were given";

  private final InstantSource clock;
  private final Duration spent;
  private final FutureTask<Diagnostician> diagnostician;
  private final Meanings meanings = new Meanings();
  private final FutureTask<Clients> clients;

  /// @param spent of the user's time before the first target
  LiveDoctor(InstantSource clock, Duration spent) {
    this.clock = clock;
    this.spent = spent.compareTo(MOST_SPENT) < 0 ? spent : MOST_SPENT;
    this.diagnostician = new FutureTask<>(() -> new Diagnostician(PackedCatalogue.load()));
    this.clients = new FutureTask<>(Clients::load);
  }

  @Override
  public Report examine(Target target, CheckOptions options, Consumer<List<Rung>> watcher) {
    Instant started = clock.instant();
    Supplier<Duration> elapsed = () -> Duration.between(started, clock.instant());
    CheckOptions timely = options.withClimb(inTime(options.climb()));
    Stop first =
        stop(target, timely.withClimb(forOthersToo(timely.climb())), nobody(options), watcher);
    if (first.ascent().redirection().isEmpty()) {
      return first.report();
    }
    Duration whole = timely.climb().timeout();
    return new Following(
            (number, there, routing, within, noLogon) ->
                stop(
                    there,
                    onTheWay(options, routing, within),
                    noLogon.isEmpty() ? noSecondLogon(options) : noLogon,
                    titled(watcher, number, there)),
            (stop, later) -> judged(stop, timely, later),
            () -> whole.minus(elapsed.get()))
        .follow(first, options.climb().routing(), isOpenAgain(options), elapsed);
  }

  private static String noSecondLogon(CheckOptions options) {
    return options.climb().logon().isEmpty()
        ? NO_CREDENTIALS
        : "a logon is made once, and was made at the first computer";
  }

  /// False if the way there takes a logon, which is made once.
  private static boolean isOpenAgain(CheckOptions options) {
    Itinerary itinerary = options.climb().itinerary();
    return itinerary.gateway().isEmpty() && itinerary.via().flatMap(Itinerary.Via::logon).isEmpty();
  }

  /// Where a client is sent, nothing is mapped, nobody logs on a second time, and what the user saw
  /// is not weighed again.
  private static CheckOptions onTheWay(CheckOptions options, Routing routing, Duration within) {
    return CheckOptions.climbing(
        options
            .climb()
            .unmapped()
            .withUdp(false)
            .pinned(Optional.empty())
            .comparedWith(Optional.empty())
            .loggingOn(Optional.empty())
            .routed(routing)
            .within(within));
  }

  private static Consumer<List<Rung>> titled(
      Consumer<List<Rung>> watcher, int number, Target target) {
    if (watcher instanceof LiveLadder ladder) {
      ladder.title("Hop %d: %s".formatted(number, typed(target)));
    }
    return watcher;
  }

  private Diagnosis judged(Stop stop, CheckOptions options, List<Observation> later) {
    return diagnose(
        stop.report().target(),
        options,
        Stream.concat(stop.facts().stream(), later.stream()).toList(),
        stop.notTested());
  }

  /// One climb, and what it says alone.
  ///
  /// @param noLogon why nobody logs on, if nobody does
  private Stop stop(
      Target target, CheckOptions options, String noLogon, Consumer<List<Rung>> watcher) {
    Instant started = clock.instant();
    Optional<Explanation> shown = options.code().map(code -> explain(code, options.extended()));
    List<Observation> user =
        shown
            .<List<Observation>>map(codes -> List.copyOf(codes.observations("")))
            .orElse(List.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var ladder =
            new RunningLadder(
                facts -> diagnose(target, options, facts, leftOut(options)).rungs(), watcher)) {
      threads.execute(diagnostician); // beside the climb
      Ascent ascent =
          Climb.of(
              target,
              options.climb(),
              new World(
                  clock,
                  meanings::windowsOf,
                  meanings::statusOf,
                  meanings::nameOf,
                  meanings::productsOf),
              ladder::saw);
      var facts = new ArrayList<Observation>(user);
      facts.addAll(options.exhibits().facts());
      played(options.climb()).ifPresent(facts::add);
      facts.addAll(ascent.seen());
      facts.addAll(FileComparison.of(facts));
      List<NotTested> notTested = notTested(options, noLogon, ascent);
      Report report =
          new Report(
              new Report.Tool("rdpdoctor", Version.number()),
              started,
              Duration.between(started, clock.instant()),
              target,
              ascent.addresses(),
              ascent.usedAddress(),
              diagnose(target, options, facts, notTested),
              Stream.concat(
                      shown.map(ExplanationJson::codes).orElse(List.of()).stream(),
                      options.exhibits().codes().stream())
                  .toList(),
              outcomes(options.climb(), ascent.seen()), // files may be about other days
              List.of(),
              options.exhibits().read());
      return new Stop(report, facts, notTested, ascent);
    }
  }

  private static List<NotTested> notTested(CheckOptions options, String noLogon, Ascent ascent) {
    var notTested = new ArrayList<NotTested>(options.exhibits().notTested());
    notTested.addAll(leftOut(options));
    ascent.untested().forEach((layer, because) -> notTested.add(new NotTested(layer, because)));
    if (options.climb().logon().isEmpty() && !options.isForGatewayAlone()) {
      notTested.add(new NotTested(Layer.AUTHENTICATION, noLogon, true));
    }
    if (options.climb().until().compareTo(Layer.SESSION) < 0 && !options.isForGatewayAlone()) {
      notTested.add(
          new NotTested(Layer.SESSION, "a session is begun only with --until session", true));
    }
    return List.copyOf(notTested);
  }

  /// Why nobody was to log on at the target.
  private static String nobody(CheckOptions options) {
    boolean atGateway =
        options.climb().itinerary().gateway().flatMap(Itinerary.Gateway::logon).isPresent();
    return atGateway
        ? "the credentials were for the gateway (--until authentication uses them here, too)"
        : NO_CREDENTIALS;
  }

  private static List<NotTested> leftOut(CheckOptions options) {
    return options.isForGatewayAlone()
        ? List.of(new NotTested(Layer.TCP, "only the gateway was asked for", true))
        : List.of();
  }

  /// What is left for the climb when everything together must end in time; at least half of it.
  private ClimbOptions inTime(ClimbOptions options) {
    Duration least = options.timeout().dividedBy(2);
    Duration left = options.timeout().minus(spent).minus(RESERVE);
    return options.within(left.compareTo(least) > 0 ? left : least);
  }

  /// Who is told which client is used wants to know of that one.
  private ClimbOptions forOthersToo(ClimbOptions options) {
    Players players = options.players();
    return players.played().isPresent()
        ? options
        : options.speakingFor(
            players.besides(() -> Meanings.loaded(clients).worthAsking(options.thorough())));
  }

  private Optional<ClientProfile> profilePlayed(ClimbOptions options) {
    return options.players().played().flatMap(client -> Meanings.loaded(clients).find(client.id()));
  }

  private Optional<Observation> played(ClimbOptions options) {
    return profilePlayed(options)
        .map(
            client ->
                new ClientPlayed(
                    client.id(),
                    client.name(),
                    Evidence.of("what " + client.name() + " says", "--client", Duration.ZERO)));
  }

  private List<ClientOutcome> outcomes(ClimbOptions options, List<Observation> facts) {
    boolean stopped = facts.stream().allMatch(fact -> fact.layer().isOnTheWay());
    if (stopped || options.until().compareTo(Layer.CREDSSP) < 0) {
      return List.of(); // not as far as a client would go
    }
    Clients known = Meanings.loaded(clients);
    Optional<ClientProfile> played = profilePlayed(options);
    return ClientMatrix.of(played.map(List::of).orElse(known.all()), facts, played);
  }

  private Diagnosis diagnose(
      Target target, CheckOptions options, List<Observation> facts, List<NotTested> notTested) {
    return Meanings.loaded(diagnostician)
        .diagnose(
            new Situation(
                    typed(target, options.climb()),
                    facts,
                    options.climb().offered(),
                    options.climb().until(),
                    notTested)
                .asking(options.inquiries()));
  }

  /// The target as one would type it again: a link would hold what a shell stumbles over.
  static String typed(Target target) {
    return typed(target.host(), target.port(), Target.RDP_PORT);
  }

  static String typed(String name, int port) {
    return typed(name, port, Target.RDP_PORT);
  }

  private static String typed(String name, int port, int usualPort) {
    String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    return port == usualPort ? host : host + ":" + port;
  }

  /// The target with the options of the check that another one would need as well.
  static String typed(Target target, ClimbOptions options) {
    var words = new StringBuilder(typed(target, options.itinerary()));
    target.address().ifPresent(address -> words.append(" --address ").append(address));
    options.players().played().ifPresent(client -> words.append(" --client ").append(client.id()));
    if (options.until() != ClimbOptions.usual().until()) {
      words.append(" --until ").append(options.until().id());
    }
    if (options.thorough()) {
      words.append(" --thorough");
    }
    return words.toString();
  }

  private static String typed(Target target, Itinerary itinerary) {
    if (itinerary.gateway().isEmpty()) {
      return typed(target);
    }
    Itinerary.Gateway gateway = itinerary.gateway().get();
    return gateway.targetless()
        ? target.input()
        : typed(target)
            + " --gateway "
            + typed(gateway.host(), gateway.port(), Itinerary.Gateway.USUAL_PORT);
  }

  private Explanation explain(String code, Optional<String> extended) {
    String text =
        "Error code: " + code + extended.map(also -> " Extended error code: " + also).orElse("");
    return new Explainer(meanings.codes()).explain(PastedReader.read(text), List.of());
  }
}
