package org.rdpdoctor.diagnosis.clients;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.RoundTrip;

/// The path, which may be too long for a client's patience.
final class PathStep {
  /// From the connection request to the desktop, one after the other: negotiation, TLS, NLA, basic
  /// settings, channels, licensing, activation (MS-RDPBCGR 1.3.1.1).
  private static final int ROUND_TRIPS = 12;

  private final Seen seen;

  PathStep(List<Observation> facts) {
    this.seen = new Seen(facts);
  }

  Passage.Passed of(ClientProfile client) {
    Trait<Integer> patience = client.handshakeSeconds();
    Optional<Duration> needed =
        seen.all(RoundTrip.class).stream()
            .map(RoundTrip::median)
            .max(Duration::compareTo)
            .map(median -> median.multipliedBy(ROUND_TRIPS));
    boolean tooLong =
        needed.isPresent()
            && patience.value().isPresent()
            && needed.get().compareTo(Duration.ofSeconds(patience.value().get())) >= 0;
    return tooLong
        ? new Passage.Passed(
            Layer.ROUTE,
            "",
            Optional.of(
                "the path is so long that everything up to the desktop takes at least %d s, and this client waits %d s"
                    .formatted(needed.get().toSeconds(), patience.value().get())),
            patience.confidence(),
            patience.remedy())
        : Passage.passed(Layer.ROUTE, "", Confidence.DOCUMENTED);
  }
}
