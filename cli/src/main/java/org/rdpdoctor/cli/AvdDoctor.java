package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.codes.AvdAddresses;
import org.rdpdoctor.diagnosis.codes.AvdAddresses.AvdAddress;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Ascent;
import org.rdpdoctor.probe.PublicServices;
import org.rdpdoctor.probe.PublicServices.Place;
import org.rdpdoctor.probe.World;
import org.rdpdoctor.report.Report;

/// The doctor for `avd://`: looks whether the addresses that clients of Azure Virtual Desktop need
/// can be used from here. All other targets are for the next doctor.
///
/// @param stands where an address is to be asked for instead of where DNS says
record AvdDoctor(Doctor next, InstantSource clock, Map<String, Stand> stands) implements Doctor {
  private static final int HTTPS = 443;

  /// Another place for an address.
  record Stand(String address, int port) {}

  @Override
  public Report examine(Target target, CheckOptions options, Consumer<List<Rung>> watcher) {
    if (!TargetParser.isAvd(target.input())) {
      return next.examine(target, options, watcher);
    }
    Instant started = clock.instant();
    var meanings = new Meanings();
    Ascent ascent =
        PublicServices.of(
            AvdAddresses.load(new PackagedKnowledge()).stream().map(this::place).toList(),
            options.climb(),
            new World(
                clock,
                meanings::windowsOf,
                meanings::statusOf,
                meanings::nameOf,
                meanings::productsOf),
            _ -> {});
    var facts = new ArrayList<Observation>(options.exhibits().facts());
    facts.addAll(ascent.seen());
    return new Report(
            new Report.Tool("rdpdoctor", Version.number()),
            started,
            Duration.between(started, clock.instant()),
            target,
            List.of(),
            Optional.empty(),
            diagnose(target, options, facts),
            options.exhibits().codes())
        .reading(options.exhibits().read());
  }

  private Place place(AvdAddress wanted) {
    Optional<Stand> stand = Optional.ofNullable(stands.get(wanted.host()));
    return new Place(
        wanted.host(),
        stand.map(Stand::address),
        stand.map(Stand::port).orElse(HTTPS),
        "avd",
        wanted.without());
  }

  private static Diagnosis diagnose(Target target, CheckOptions options, List<Observation> facts) {
    return new Diagnostician(PackedCatalogue.load())
        .diagnose(
            new Situation(
                    target.input(),
                    facts,
                    options.climb().offered(),
                    options.climb().until(),
                    List.of(new NotTested(Layer.TCP, "only the addresses were asked for", true)))
                .asking(options.inquiries()));
  }
}
