package org.rdpdoctor.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.SessionsRecorded;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.eventlog.attempts.Attempt;
import org.rdpdoctor.reader.eventlog.attempts.Beginning;
import org.rdpdoctor.reader.eventlog.attempts.FailureGroup;
import org.rdpdoctor.reader.eventlog.attempts.Story;
import org.rdpdoctor.report.EventsReport;
import org.rdpdoctor.report.EventsReport.Failed;
import org.rdpdoctor.report.EventsReport.News;
import org.rdpdoctor.report.EventsReport.Since;
import org.rdpdoctor.report.EventsReport.Source;
import org.rdpdoctor.report.EventsReport.Tried;
import org.rdpdoctor.report.Report;

/// Concludes from event logs alone.
final class EventsDoctor {
  private final InstantSource clock;

  EventsDoctor(InstantSource clock) {
    this.clock = clock;
  }

  /// @param input what the user named
  /// @param started when the reading began
  /// @param inquiries what the report is to give its reasons for
  EventsReport examine(
      String input, EventExhibit exhibit, Instant started, List<Inquiry> inquiries) {
    Story story = exhibit.story();
    Optional<String> server = server(story);
    var target = new Target(input, server.orElse(""), Target.RDP_PORT, Optional.empty());
    var situation =
        new Situation(
                server.orElse(""),
                story.facts(),
                Offer.CURRENT_WINDOWS,
                Layer.SESSION,
                notShown(story.facts()))
            .asking(inquiries);
    Diagnosis diagnosis = new Diagnostician(PackedCatalogue.load()).diagnose(situation);
    Report report =
        new KnownTroubles()
            .with(
                new Report(
                    new Report.Tool("rdpdoctor", Version.number()),
                    started,
                    Duration.between(started, clock.instant()),
                    target,
                    List.of(),
                    Optional.empty(),
                    diagnosis,
                    List.of()));
    return new EventsReport(
        story.records(),
        exhibit.damaged(),
        story.first(),
        story.last(),
        exhibit.files().stream().map(each -> each.source()).toList(),
        story.computers(),
        story.attempts().stream().map(EventsDoctor::tried).toList(),
        story.groups().stream().map(EventsDoctor::failed).toList(),
        story.beginning().map(EventsDoctor::since),
        exhibit.notes(),
        report);
  }

  /// Whom most attempts were for.
  private static Optional<String> server(Story story) {
    return story.attempts().stream()
        .map(Attempt::server)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /// Logs show of most rungs only when they break; nothing is missed there.
  private static List<NotTested> notShown(List<Observation> facts) {
    var shown = EnumSet.of(Layer.SERVER);
    facts.forEach(fact -> shown.add(fact.layer()));
    if (facts.stream().anyMatch(fact -> fact instanceof SessionsRecorded)) {
      shown.add(Layer.SESSION);
    }
    var missing = new ArrayList<NotTested>();
    for (Layer layer : Layer.values()) {
      boolean top = layer == Layer.SESSION; // where a good attempt ends
      if (!shown.contains(layer)) {
        missing.add(new NotTested(layer, "these logs say nothing of it", !top));
      }
    }
    return missing;
  }

  private static Tried tried(Attempt attempt) {
    return new Tried(
        attempt.side().id(),
        attempt.computer(),
        attempt.start(),
        attempt.end(),
        attempt.client(),
        attempt.server(),
        attempt.account(),
        attempt.mechanism(),
        attempt.outcome().id(),
        attempt.reached(),
        attempt.broke(),
        attempt.code(),
        attempt.family(),
        attempt.name(),
        attempt.because(),
        attempt.sure(),
        attempt.times(),
        attempt.records(),
        attempt.first().stream()
            .map(each -> new Source(each.file(), each.record(), each.provider(), each.event()))
            .toList());
  }

  private static Failed failed(FailureGroup group) {
    return new Failed(
        group.client(),
        group.server(),
        group.broke(),
        group.code(),
        group.name(),
        group.because(),
        group.count(),
        group.accounts(),
        group.moreAccounts(),
        group.first(),
        group.last(),
        group.guessed(),
        group.overcome());
  }

  private static Since since(Beginning began) {
    return new Since(
        began.computer(),
        began.account(),
        began.since(),
        began.lastSuccess(),
        began.successesBefore(),
        began.failures(),
        began.firstFailure().because(),
        began.changes().stream()
            .map(change -> new News(change.at(), change.kind(), change.what()))
            .toList());
  }
}
