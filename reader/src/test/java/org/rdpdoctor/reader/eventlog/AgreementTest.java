package org.rdpdoctor.reader.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.EventRecord;

/// Holds this reader against two others, over all logs of the corpus: libevtx's `evtxexport` and
/// dissect. Where they differ, a rule has to say why.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AgreementTest {
  private static final Path LOGS = Path.of("../../shared/corpus/evtx");
  private static final Path OTHERS = Path.of("../../shared/corpus/reference/evtx");

  private static final Map<String, Map<Long, EventRecord>> READ = new HashMap<>();

  @BeforeAll
  static void read_all_logs() throws IOException {
    assumeTrue(Files.isDirectory(LOGS), "no shared corpus beside this checkout");
    try (Stream<Path> files = Files.list(LOGS)) {
      for (Path file : files.sorted().toList()) {
        var events = new HashMap<Long, EventRecord>();
        EventTally tally = EventLogFile.read(file, event -> events.put(event.recordId(), event));
        assertThat(tally.records()).as("%s", file).isEqualTo(events.size());
        READ.put(file.getFileName().toString(), events);
      }
    }
  }

  @Test
  void evtxexport_agrees_in_every_field_but_for_the_way_it_prints_some() throws IOException {
    var comparison = new Comparison();
    for (var log : READ.entrySet()) {
      for (EvtxExport.Event theirs :
          EvtxExport.read(OTHERS.resolve(log.getKey() + ".evtxexport.xml.gz"))) {
        EventRecord ours = log.getValue().get(theirs.recordId());
        comparison.event(log.getKey(), ours != null, theirs.recordId());
        if (ours != null) {
          theirs.system().forEach((part, text) -> comparison.same(log.getKey(), ours, part, text));
          comparison.fields(log.getKey(), ours, theirs.fields());
        }
      }
    }

    assertThat(comparison.unexplained).isEmpty();
    assertThat(comparison.events).isGreaterThan(12_000);
    assertThat(comparison.compared).isGreaterThan(200_000);
    assertThat(comparison.differing() / (double) comparison.compared)
        .as("%d fields, %s", comparison.compared, comparison.explained)
        .isLessThan(0.001);
  }

  @Test
  void dissect_agrees_in_every_field_but_for_the_way_it_prints_some() throws IOException {
    var comparison = new Comparison();
    for (var log : READ.entrySet()) {
      for (Map<String, String> theirs :
          Dissect.read(OTHERS.resolve(log.getKey() + ".dissect.jsonl.gz"))) {
        EventRecord ours = log.getValue().get(Long.parseLong(theirs.get("EventRecordID")));
        // It reads 138 records of one log that were there before the log came round.
        boolean old = ours == null && log.getKey().equals("evtxrs_RemoteConnectionManager.evtx");
        if (!old) {
          comparison.event(log.getKey(), ours != null, 0);
        }
        if (ours != null) {
          Dissect.fields(theirs, ours)
              .forEach((name, text) -> comparison.partOrField(log.getKey(), ours, name, text));
        }
      }
    }

    assertThat(comparison.unexplained).isEmpty();
    assertThat(comparison.events).isGreaterThan(12_000);
    assertThat(comparison.compared).isGreaterThan(80_000);
    assertThat(comparison.differing() / (double) comparison.compared)
        .as("%d fields, %s", comparison.compared, comparison.explained)
        .isLessThan(0.001);
  }

  /// Counts what is the same and what is not.
  private static final class Comparison {
    private final List<String> unexplained = new ArrayList<>();
    private final Map<Difference, Integer> explained = new HashMap<>();
    private int events;
    private int compared;

    void event(String log, boolean read, long recordId) {
      events++;
      if (!read) {
        unexplained.add(log + ": record " + recordId + " was not read");
      }
    }

    void fields(String log, EventRecord ours, Map<String, String> theirs) {
      if (!theirs.keySet().equals(ours.data().keySet())) {
        unexplained.add(
            "%s, record %d: %s instead of %s"
                .formatted(log, ours.recordId(), ours.data().keySet(), theirs.keySet()));
      }
      theirs.forEach((name, text) -> judge(log, ours, name, ours.field(name), text));
    }

    void partOrField(String log, EventRecord ours, String name, String theirs) {
      judge(
          log,
          ours,
          name,
          SystemPart.isOne(name) ? SystemPart.of(ours, name) : ours.field(name),
          theirs);
    }

    void same(String log, EventRecord ours, String part, String theirs) {
      judge(log, ours, part, SystemPart.of(ours, part), theirs);
    }

    private void judge(String log, EventRecord event, String name, String ours, String theirs) {
      compared++;
      if (ours.equals(theirs)) {
        return;
      }
      for (Difference difference : Difference.ALL) {
        if (difference.explains(ours, theirs)) {
          explained.merge(difference, 1, Integer::sum);
          return;
        }
      }
      unexplained.add(
          "%s, record %d, %s: %s instead of %s"
              .formatted(log, event.recordId(), name, ours, theirs));
    }

    /// How many are another value, rather than another way to print it.
    int differing() {
      return explained.entrySet().stream()
              .filter(entry -> !entry.getKey().isForm())
              .mapToInt(Map.Entry::getValue)
              .sum()
          + unexplained.size();
    }
  }
}
