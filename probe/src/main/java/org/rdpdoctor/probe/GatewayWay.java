package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelClosed;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonRejected;
import org.rdpdoctor.facts.GatewayFact.GatewayRefused;
import org.rdpdoctor.facts.GatewayFact.GatewayStageEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.GatewayFact.GatewayTunnelMissing;
import org.rdpdoctor.facts.Observation;

/// Connections that an RD Gateway makes in our place: a tunnel each, with a channel to the target.
///
/// What goes as it should is logged when it is seen first. The first tunnel is made alone, since it
/// shows whether the password is right; a wrong one is never proved again.
final class GatewayWay implements Way {
  /// Gateways limit tunnels, and each costs a logon: enough for the request, the handshake, what
  /// comes behind it, and a closer look where something fails.
  private static final int MOST = 6;

  /// So much of the time is kept for the other transport.
  private static final int SHARE = 2;

  private final Itinerary.Gateway gateway;
  private final GatewaySeen known;
  private final GatewayProof proof;
  private final GatewayDoor door;
  private final Way way;
  private final Clock clock;
  private final Log log;
  private final ReentrantLock first = new ReentrantLock();
  private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> working = Optional.empty();
  private volatile boolean opened;
  private volatile Duration took = Duration.ZERO;
  private volatile Optional<Observation> refused = Optional.empty();

  /// @param way how connections to the gateway come about; closed with this
  GatewayWay(
      Itinerary.Gateway gateway, GatewaySeen known, Way way, World world, Clock clock, Log log) {
    this.gateway = gateway;
    this.known = known;
    this.way = way;
    this.clock = clock;
    this.log = log;
    this.proof = new GatewayProof(gateway, known, world.wallClock());
    this.door = new GatewayDoor(gateway, known, way, clock);
  }

  @Override
  public String name() {
    return "the gateway " + gateway.host();
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public Opening open(Call call) {
    if (!proof.isAllowed()) {
      return notOpened(call, "the gateway did not accept the password");
    }
    if (proof.isSettled() && opened) {
      return attempt(call);
    }
    try {
      if (!first.tryLock(call.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return notOpened(call, "no other tunnel is there yet");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return notOpened(call, "the run is over");
    }
    try {
      return refused.isPresent()
          ? notOpened(call, "the first tunnel was not opened")
          : attempt(call);
    } finally {
      first.unlock();
    }
  }

  private Opening attempt(Call call) {
    Duration began = clock.now();
    Duration end = began.plus(patience(call));
    List<String> transports = working.map(List::of).orElseGet(known::transports);
    Optional<GatewayAttempt> failed = Optional.empty();
    for (String transport : transports) {
      boolean last = transport.equals(transports.getLast());
      var attempt =
          new GatewayAttempt(
              gateway, door, proof, clock, call, transport.equals(GatewaySeen.WEBSOCKET));
      Duration until = last ? end : clock.now().plus(end.minus(clock.now()).dividedBy(SHARE));
      Optional<GatewayChannel> channel = attempt.make(until, this::broken);
      if (channel.isPresent()) {
        took = clock.now().minus(began);
        return opened(transport, attempt, failed, channel.get());
      }
      if (failed.isPresent() || last || !attempt.mayAnotherHelp()) {
        return failed(call, failed, attempt);
      }
      failed = Optional.of(attempt);
    }
    return notOpened(call, "no transport is left");
  }

  /// A tunnel takes eight round trips or more, which callers do not reckon with.
  private Duration patience(Call call) {
    Duration likely = took.multipliedBy(2);
    return clock.atMost(likely.compareTo(call.patience()) > 0 ? likely : call.patience());
  }

  private Opening opened(
      String transport,
      GatewayAttempt attempt,
      Optional<GatewayAttempt> before,
      GatewayChannel channel) {
    before.ifPresent(other -> tell(missing(other.seen())));
    List<Observation> seen = attempt.seen();
    tell(seen.subList(0, seen.size() - 1));
    working = Optional.of(transport);
    opened = true;
    return new Opening.Opened(channel, seen.getLast());
  }

  /// A transport that broke, where another one does not: it is missing.
  private static List<Observation> missing(List<Observation> seen) {
    Observation last = seen.getLast();
    String heard = last.evidence().heard();
    Observation missing =
        switch (last) {
          case GatewayStageEnded at ->
              new GatewayTransportMissing(
                  at.transport(),
                  "ended",
                  0,
                  heard + " at the stage " + at.stage(),
                  at.elapsed(),
                  at.evidence());
          case GatewayStageUnanswered at ->
              new GatewayTransportMissing(
                  at.transport(),
                  "silent",
                  0,
                  heard + " at the stage " + at.stage(),
                  at.waited(),
                  at.evidence());
          case GatewayStageUnreadable at ->
              new GatewayTransportMissing(
                  at.transport(),
                  "unreadable",
                  0,
                  at.reason() + " at the stage " + at.stage(),
                  Duration.ZERO,
                  at.evidence());
          default -> last;
        };
    return Stream.concat(seen.subList(0, seen.size() - 1).stream(), Stream.of(missing)).toList();
  }

  /// The last fact is the answer to the attempt.
  private Opening failed(Call call, Optional<GatewayAttempt> before, GatewayAttempt attempt) {
    List<Observation> seen = attempt.seen();
    if (seen.isEmpty()) {
      return notOpened(call, "no challenge to NTLM: it may want Kerberos, which is not tried here");
    }
    if (opened) {
      return notOpened(call, seen.getLast().evidence().heard());
    }
    before.ifPresent(other -> tell(other.seen()));
    tell(seen.subList(0, seen.size() - 1));
    refused = Optional.of(seen.getLast());
    return new Opening.NotOpened(seen.getLast());
  }

  /// Says nothing of the target, and of the gateway only that there was not another tunnel.
  private Opening notOpened(Call call, String why) {
    var evidence = new Evidence(call.number(), "another tunnel", why, clock.now());
    return new Opening.NotOpened(new GatewayTunnelMissing(why, evidence));
  }

  /// What goes wrong is told each time, what is routine once.
  private void tell(List<Observation> facts) {
    for (Observation fact : facts) {
      boolean wrong =
          switch (fact) {
            case GatewayRefused _,
                GatewayLogonRejected _,
                GatewayTransportMissing _,
                GatewayStageEnded _,
                GatewayStageUnanswered _,
                GatewayStageUnreadable _ ->
                true;
            default -> false;
          };
      if (wrong ? !opened : told.add(fact.getClass())) {
        log.add(fact);
      }
    }
  }

  /// What is seen of the target behind this was not its doing.
  private void broken(GatewayChannelClosed how) {
    log.add(how);
    log.mute(how.evidence().connection());
  }

  @Override
  public void close() {
    way.close();
  }
}
