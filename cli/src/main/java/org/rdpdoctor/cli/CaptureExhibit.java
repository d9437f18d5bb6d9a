package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Precedents;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.FileKind;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.file.CaptureTally;
import org.rdpdoctor.reader.capture.ladder.Surroundings;
import org.rdpdoctor.reader.capture.ladder.Witness;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.report.CaptureReport;
import org.rdpdoctor.report.CaptureReport.Example;

/// What a capture says to a diagnosis that knows more than it: the facts of the connection that
/// stands for those that went worst.
///
/// @param server whom that connection was for
/// @param when the capture was made, if there is such a connection in it
record CaptureExhibit(Reading reading, Optional<Target> server, Optional<Recorded> when) {

  /// From the first packet to the last.
  record Recorded(Instant from, Instant to) {}

  /// @param name as facts are to name it
  /// @param about the server that the rest is about, if that is known: attempts at its port count
  /// @param keys who can read what is encrypted
  /// @throws UsageException if it is no capture
  static CaptureExhibit of(Path file, String name, Optional<Target> about, KeyRing keys)
      throws IOException {
    CaptureWishes wishes = wishes(about, keys);
    var crowd =
        new CaptureCrowd(
            name, wishes, new CapturedReports(new Precedents(PackedCatalogue.load()), List.of()));
    var meanings = new Meanings();
    var witness =
        new Witness(
            new Surroundings(
                name,
                wishes.ports(),
                meanings::windowsOf,
                meanings::statusOf,
                meanings::nameOf,
                keys),
            crowd::add);
    CaptureTally tally =
        CaptureFile.read(
            file, CaptureOptions.USUAL.withKeyLog(text -> keys.addKeyLog(text, name)), witness);
    if (!tally.isCapture()) {
      throw new UsageException(
          tally.notes().stream().findFirst().orElse(name + " is not a capture that can be read"));
    }
    return of(name, crowd.report(tally, Duration.ZERO, false));
  }

  private static CaptureWishes wishes(Optional<Target> about, KeyRing keys) {
    return new CaptureWishes(
        Words.Format.TEXT,
        new Output(),
        Optional.empty(),
        Optional.empty(),
        about.map(Target::port).filter(port -> port != Target.RDP_PORT).stream()
            .collect(Collectors.toCollection(() -> new HashSet<>(Set.of(Target.RDP_PORT)))),
        Optional.empty(),
        Optional.empty(),
        keys,
        List.of());
  }

  private static CaptureExhibit of(String name, CaptureReport report) {
    var notes = new ArrayList<String>();
    report
        .example()
        .filter(_ -> report.connections() > 1)
        .ifPresent(example -> notes.add(chosen(example, report)));
    if (report.connections() == 0) {
      notes.add("There is no RDP connection in it.");
    }
    notes.addAll(report.notes());
    List<Observation> facts =
        report.example().stream()
            .flatMap(example -> example.report().diagnosis().rungs().stream())
            .flatMap(rung -> rung.observations().stream())
            .toList();
    return new CaptureExhibit(
        new Reading(name, FileKind.CAPTURE.words(), facts, notes),
        report.example().map(example -> example.report().target()),
        report
            .example()
            .flatMap(_ -> report.first())
            .map(from -> new Recorded(from, report.last().orElse(from))));
  }

  private static String chosen(Example example, CaptureReport report) {
    return "Connection %d stands for %d of %d; rdpdoctor capture tells of all."
        .formatted(example.connection().number(), example.alike(), report.connections());
  }
}
