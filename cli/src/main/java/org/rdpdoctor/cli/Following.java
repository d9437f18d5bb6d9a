package org.rdpdoctor.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.dialogue.NextHop;
import org.rdpdoctor.dialogue.NextHop.Place;
import org.rdpdoctor.facts.BrokerFact.RedirectionEndless;
import org.rdpdoctor.facts.BrokerFact.RedirectionLooped;
import org.rdpdoctor.facts.BrokerFact.RedirectionNotFollowed;
import org.rdpdoctor.facts.BrokerFact.RedirectionUnusable;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.AllowedAddresses;
import org.rdpdoctor.probe.Climb;
import org.rdpdoctor.probe.Routing;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.x224.RoutingToken;

/// Goes where servers send a client, one after the other, as the client would: by name or address,
/// with the routing token that it was given. Nothing of what a server says is believed without
/// bounds: neither for ever, nor in circles, nor to places that a stranger may not choose.
final class Following {
  static final int MOST_HOPS = 5;

  /// A climb that gets less tells nothing.
  private static final Duration LEAST = Duration.ofMillis(1500);

  /// Climbs to one more computer, as far as the first climb was to go.
  interface Climber {
    /// @param within what is left of the user's time
    /// @param noLogon why nobody logs on there; empty if there is no particular reason
    Stop climb(int number, Target target, Routing routing, Duration within, String noLogon);
  }

  private final Climber climber;
  private final BiFunction<Stop, List<Observation>, Diagnosis> judge;
  private final Supplier<Duration> left;
  private final List<Hop> hops = new ArrayList<>();
  private final List<Observation> ends = new ArrayList<>();
  private final Set<String> visited = new HashSet<>();

  /// @param judge weighs the facts of one climb and what is known of those after it
  /// @param left how much of the user's time is left
  Following(
      Climber climber,
      BiFunction<Stop, List<Observation>, Diagnosis> judge,
      Supplier<Duration> left) {
    this.climber = climber;
    this.judge = judge;
    this.left = left;
  }

  /// The report on the first climb and on everything after it.
  ///
  /// @param routing of the first climb
  /// @param open whether the way that the first climb took can be taken again
  /// @param elapsed says how long it took in the end
  Report follow(Stop first, Routing routing, boolean open, Supplier<Duration> elapsed) {
    walk(first, routing, open);
    var reports = new ArrayList<Report>();
    var known = new ArrayList<>(ends);
    for (Hop hop : hops.reversed()) {
      Diagnosis diagnosis = judge.apply(hop.stop(), known);
      Report alone = hop.stop().report();
      reports.addFirst(alone.followed(alone.elapsed(), diagnosis, List.of()));
      known.addAll(0, hop.facts(diagnosis));
    }
    return first.report().followed(elapsed.get(), judge.apply(first, known), reports);
  }

  private void walk(Stop first, Routing routing, boolean open) {
    Target target = first.report().target();
    AllowedAddresses allowed = allowed(first);
    Optional<RoutingToken> sent = routing.token();
    Stop at = first;
    note(at, sent);
    while (at.ascent().redirection().isPresent()) {
      ServerRedirection packet = at.ascent().redirection().get();
      int number = hops.size() + 2;
      if (!routing.follows() || !open) {
        String reason = routing.follows() ? "way" : "choice";
        ends.add(
            new RedirectionNotFollowed(
                number, "", reason, evidence("a redirection, not followed")));
        return;
      }
      NextHop next = NextHop.of(packet, here(at), sent);
      if (!(next instanceof NextHop.Go go)) {
        ends.add(unusable(number, "", ((NextHop.Nowhere) next).reason()));
        return;
      }
      Optional<Hop> hop = hop(number, at, go, target.port(), routing.within(allowed));
      if (hop.isEmpty()) {
        return;
      }
      hops.add(hop.get());
      at = hop.get().stop();
      sent = go.token();
      note(at, sent);
    }
  }

  /// One step, unless it is not to be made; then why not is known.
  private Optional<Hop> hop(int number, Stop from, NextHop.Go go, int port, Routing routing) {
    Place first = go.places().getFirst();
    String to = first.address().orElse(first.host());
    if (!visited.add(key(to, go.token()))) {
      ends.add(new RedirectionLooped(number, to, evidence("a redirection to " + to + " again")));
      return Optional.empty();
    }
    if (hops.size() == MOST_HOPS) {
      ends.add(new RedirectionEndless(MOST_HOPS, evidence("one more redirection, to " + to)));
      return Optional.empty();
    }
    if (left.get().compareTo(LEAST) < 0) {
      ends.add(
          new RedirectionNotFollowed(
              number, to, "time", evidence("a redirection to " + to + ", and no time left")));
      return Optional.empty();
    }
    return climb(number, from, go, port, routing);
  }

  private Optional<Hop> climb(int number, Stop from, NextHop.Go go, int port, Routing routing) {
    var tried = new ArrayList<Place>();
    Optional<Stop> last = Optional.empty();
    for (Place place : go.places()) {
      boolean enough = last.isPresent() && left.get().compareTo(LEAST) < 0;
      if (enough || !isAllowed(place, routing)) {
        continue;
      }
      Duration share = last.isEmpty() && go.places().size() > 1 ? half(left.get()) : left.get();
      Stop stop =
          climber.climb(number, target(place, port), routing.by(go.token()), share, noLogon(from));
      if (Climb.NOT_ALLOWED.equals(stop.ascent().untested().get(Layer.TCP))) {
        continue;
      }
      tried.add(place);
      last = Optional.of(stop);
      if (stop.isReached()) {
        break;
      }
    }
    if (last.isEmpty()) {
      Place first = go.places().getFirst();
      ends.add(unusable(number, first.address().orElse(first.host()), "own-machine"));
    }
    String sender = LiveDoctor.typed(from.report().target());
    return last.map(stop -> new Hop(number, sender, go, tried, stop));
  }

  /// What comes with a redirection is for the client that logged on, and is not used here.
  private static String noLogon(Stop from) {
    return from.ascent()
        .redirection()
        .filter(packet -> packet.has(ServerRedirection.LB_PASSWORD))
        .map(
            packet ->
                packet.has(ServerRedirection.LB_PASSWORD_IS_PK_ENCRYPTED)
                    ? "the redirection brings a password that is encrypted for RDSTLS, which is not"
                        + " spoken here"
                    : "the redirection brings a password, which is not used")
        .orElse("");
  }

  /// A place that cannot be reached must not cost the time for the next one.
  private static Duration half(Duration time) {
    return time.dividedBy(2);
  }

  private static boolean isAllowed(Place place, Routing routing) {
    Optional<String> literal =
        place.address().or(() -> Optional.of(place.host()).filter(Following::isLiteral));
    // The balancer that the first climb went to was the user's choice.
    return place.by().equals("token")
        || literal.isEmpty()
        || address(literal.get()).filter(routing.allowed()::contain).isPresent();
  }

  private static boolean isLiteral(String host) {
    return Literals.isIpv4(host) || Literals.ipv6(host).isPresent();
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static AllowedAddresses allowed(Stop first) {
    Target target = first.report().target();
    String literal = first.ascent().usedAddress().or(target::address).orElse(target.host());
    return address(literal)
        .map(AllowedAddresses::from)
        .orElseGet(() -> new AllowedAddresses(false, false, false));
  }

  private static Target target(Place place, int port) {
    Target there = new Target(place.host(), place.host(), port, place.address());
    return new Target(LiveDoctor.typed(there), place.host(), port, place.address());
  }

  private static Place here(Stop at) {
    Target target = at.report().target();
    return new Place(target.host(), at.ascent().usedAddress().or(target::address), "target");
  }

  private void note(Stop at, Optional<RoutingToken> sent) {
    Place here = here(at);
    visited.add(key(here.host(), sent));
    here.address().ifPresent(address -> visited.add(key(address, sent)));
  }

  private static String key(String place, Optional<RoutingToken> token) {
    return place.toLowerCase(Locale.ROOT) + " " + token.map(RoutingToken::line).orElse("");
  }

  private RedirectionUnusable unusable(int number, String to, String reason) {
    return new RedirectionUnusable(
        number, to, reason, evidence("a redirection" + (to.isEmpty() ? "" : " to " + to)));
  }

  private static Evidence evidence(String heard) {
    return Evidence.of("", heard, Duration.ZERO);
  }
}
