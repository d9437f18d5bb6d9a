package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.ServiceSight;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.Observation;

/// Whether public addresses can be used from here: each with one connection and one request, beside
/// each other.
public final class PublicServices {
  private PublicServices() {}

  /// @param address to use instead of what the name resolves to
  /// @param port where it is served
  public record Place(
      String host, Optional<String> address, int port, String service, String without) {}

  /// Asks at every place. Whatever they do ends in a fact about each.
  ///
  /// @param listener told of each fact as it is seen
  public static Ascent of(
      List<Place> places, ClimbOptions options, World world, Consumer<Observation> listener) {
    SocketCalls.prepare();
    var log = new Log(listener);
    var clock = new Clock(System.nanoTime(), options.timeout());
    try (var threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("look-", 1).factory())) {
      var asked = new ArrayList<Future<Boolean>>();
      for (Place place : places) {
        asked.add(threads.submit(() -> look(place, options, world, clock, log, threads)));
      }
      asked.forEach(each -> Waiting.forResult(each, clock));
      log.end(_ -> List.of());
      threads.shutdownNow();
    }
    return new Ascent(
        log.seen(),
        Map.of(),
        List.of(),
        Optional.empty(),
        places.size(),
        Optional.empty(),
        clock.now());
  }

  private static boolean look(
      Place place,
      ClimbOptions options,
      World world,
      Clock clock,
      Log log,
      ExecutorService threads) {
    var seen = new Log(_ -> {});
    var gateway =
        new Itinerary.Gateway(
            place.host(),
            place.port(),
            place.address(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    var direct = new DirectWay(clock, new PathQuality(clock, seen, SynSteps.ofThisSystem()));
    try (var front = new GatewayFront(gateway, options, world, direct, clock, seen, threads)) {
      front.reach("/");
    }
    List<GatewayFact> facts = seen.all(GatewayFact.class);
    String url = "https://" + place.host() + (place.port() == 443 ? "" : ":" + place.port()) + "/";
    log.add(new ServiceSight(place.service(), url, place.without()).read(facts));
    return true;
  }
}
