package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.share.ServerRedirection;

/// What a climb brought down: every fact in the order in which it was seen, then what they say
/// together.
///
/// @param untested why a rung was not tried, by rung
/// @param redirection where the server sent the client, with secrets that are for nobody to see
public record Ascent(
    List<Observation> seen,
    Map<Layer, String> untested,
    List<String> addresses,
    Optional<String> usedAddress,
    int connections,
    Optional<ServerRedirection> redirection,
    Duration elapsed) {}
