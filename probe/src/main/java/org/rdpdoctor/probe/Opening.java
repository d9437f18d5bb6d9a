package org.rdpdoctor.probe;

import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.facts.ProxyFact.ProxyUnfinished;

/// What became of an attempt to connect.
sealed interface Opening {
  /// The fact about the attempt.
  Observation fact();

  record Opened(Connection line, Observation fact) implements Opening {}

  record NotOpened(Observation fact) implements Opening {}

  /// What a proxy or jump host is to blame for; a silence that was cut short blames nobody.
  static NotOpened blamed(Observation fact) {
    return new NotOpened(
        fact instanceof ProxyUnanswered silent
                && silent.waited().compareTo(Waiting.LEAST_SILENCE) < 0
            ? new ProxyUnfinished(
                silent.kind(), silent.stage(), silent.target(), silent.waited(), silent.evidence())
            : fact);
  }
}
