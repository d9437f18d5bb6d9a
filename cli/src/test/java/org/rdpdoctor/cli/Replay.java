package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.reader.capture.ladder.Surroundings;
import org.rdpdoctor.reader.capture.ladder.Witness;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.report.Report;

/// What a capture shows to who has the keys.
record Replay(List<CapturedConnection> connections) {
  private static final Meanings MEANINGS = new Meanings();

  static Replay of(Path capture, int port, KeyRing keys) {
    var connections = new ArrayList<CapturedConnection>();
    var surroundings =
        Surroundings.of("test.pcap", MEANINGS::windowsOf, MEANINGS::statusOf, MEANINGS::nameOf)
            .at(Set.of(port))
            .with(keys);
    try {
      CaptureFile.read(capture, CaptureOptions.USUAL, new Witness(surroundings, connections::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Replay(List.copyOf(connections));
  }

  /// What a check saw.
  static Stream<Observation> seen(Report report) {
    return report.diagnosis().rungs().stream().flatMap(rung -> rung.observations().stream());
  }

  /// Name and fields, without its evidence and how long anything took.
  static String told(Observation fact) {
    return fact.getClass().getSimpleName()
        + Arrays.stream(fact.getClass().getRecordComponents())
            .filter(part -> part.getType() != Evidence.class && part.getType() != Duration.class)
            .map(part -> part.getName() + "=" + value(part, fact))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Object value(RecordComponent part, Observation fact) {
    try {
      return part.getAccessor().invoke(fact);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
