package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsEstablished;

/// Whether somebody may log on at a gateway that was looked at, and the way through it for who may.
final class GatewayPassage {
  /// A logon that is broken off for want of time tells nothing and counts all the same.
  private static final Duration LEAST = Duration.ofSeconds(2);

  private final Itinerary.Gateway gateway;
  private final World world;
  private final Way way;
  private final Clock clock;
  private final Log log;
  private final SecretsLog secrets;
  private final GatewaySeen seen;

  /// @param way how connections to the gateway come about
  /// @param log with what the gateway showed without a logon
  GatewayPassage(
      Itinerary.Gateway gateway, World world, Way way, Clock clock, Log log, SecretsLog secrets) {
    this.gateway = gateway;
    this.world = world;
    this.way = way;
    this.clock = clock;
    this.log = log;
    this.secrets = secrets;
    this.seen = GatewaySeen.of(log, gateway);
  }

  /// Why nobody logs on; nothing if nothing speaks against it.
  Optional<String> objection() {
    if (gateway.logon().isEmpty() && gateway.token().isEmpty()) {
      return Optional.of("it takes a logon at the gateway (--user)");
    }
    if (!log.has(GatewayTlsEstablished.class) || seen.transports().isEmpty()) {
      return Optional.of("nobody got as far as a logon at the gateway");
    }
    return seen.objection()
        .or(this::schemes)
        .or(this::time)
        .map(because -> "nobody was logged on at the gateway: " + because);
  }

  private Optional<String> schemes() {
    return new GatewayProof(gateway, seen, world.wallClock()).schemes().isEmpty()
        ? Optional.of("none of the ways to do it is known here, or allowed without a word")
        : Optional.empty();
  }

  private Optional<String> time() {
    return clock.left().compareTo(LEAST) < 0
        ? Optional.of("too little time was left for it; --timeout gives more")
        : Optional.empty();
  }

  Way way() {
    return new GatewayWay(gateway, seen, near(), world, clock, log);
  }

  /// What the path to the gateway is like says nothing of the path to the target.
  private Way near() {
    if (!way.isDirect()) {
      return way;
    }
    var path = new PathQuality(clock, new Log(_ -> {}), SynSteps.ofThisSystem());
    var direct = new DirectWay(clock, path);
    direct.logSecretsTo(secrets);
    return direct;
  }
}
