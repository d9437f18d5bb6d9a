package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.FileComparison;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Report;

/// The doctor that stays away from the network: concludes from files alone.
final class FileDoctor {
  /// The rungs that every connection has; the others are told if a file shows them.
  private static final Set<Layer> EXPECTED =
      EnumSet.of(
          Layer.NAME,
          Layer.ROUTE,
          Layer.TCP,
          Layer.NEGOTIATION,
          Layer.TLS,
          Layer.CERTIFICATE,
          Layer.CREDSSP,
          Layer.AUTHENTICATION);

  private final InstantSource clock;

  FileDoctor(InstantSource clock) {
    this.clock = clock;
  }

  /// @param input what the user named
  /// @param inquiries what the report is to give its reasons for
  Report examine(String input, Exhibits exhibits, List<Inquiry> inquiries) {
    Instant started = clock.instant();
    Target target =
        exhibits
            .target()
            .map(found -> new Target(input, found.host(), found.port(), found.address()))
            .orElseGet(() -> new Target(input, "", Target.RDP_PORT, Optional.empty()));
    var facts = new ArrayList<Observation>(exhibits.facts());
    facts.addAll(FileComparison.of(facts));
    String typed = target.host().isEmpty() ? "" : LiveDoctor.typed(target);
    var situation =
        new Situation(
                typed,
                facts,
                Offer.CURRENT_WINDOWS,
                Layer.AUTHENTICATION,
                notShown(facts, exhibits))
            .asking(inquiries);
    Diagnosis diagnosis = new Diagnostician(PackedCatalogue.load()).diagnose(situation);
    return new Report(
            new Report.Tool("rdpdoctor", Version.number()),
            started,
            Duration.between(started, clock.instant()),
            target,
            target.address().map(List::of).orElse(List.of()),
            target.address(),
            diagnosis,
            exhibits.codes())
        .reading(exhibits.read());
  }

  private static List<NotTested> notShown(List<Observation> facts, Exhibits exhibits) {
    Set<Layer> shown = facts.stream().map(Observation::layer).collect(Collectors.toSet());
    var missing = new ArrayList<NotTested>(exhibits.notTested());
    for (Layer layer : EXPECTED) {
      if (!shown.contains(layer)) {
        missing.add(new NotTested(layer, "no file shows it"));
      }
    }
    return missing;
  }
}
