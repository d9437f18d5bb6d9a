package org.rdpdoctor.cli;

import java.util.List;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.probe.Ascent;
import org.rdpdoctor.report.Report;

/// One computer on the way of a client that is sent from one to the next.
///
/// @param report on this one alone
/// @param facts that the report is made of
/// @param notTested likewise
record Stop(Report report, List<Observation> facts, List<NotTested> notTested, Ascent ascent) {
  Stop {
    facts = List.copyOf(facts);
    notTested = List.copyOf(notTested);
  }

  boolean isReached() {
    return facts.stream().anyMatch(Connected.class::isInstance);
  }
}
