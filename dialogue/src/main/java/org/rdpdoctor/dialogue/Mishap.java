package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.LicensingFact.LicensingDisconnected;
import org.rdpdoctor.facts.LicensingFact.LicensingEnded;
import org.rdpdoctor.facts.LicensingFact.LicensingUnanswered;
import org.rdpdoctor.facts.LicensingFact.LicensingUnreadable;
import org.rdpdoctor.facts.McsFact.McsDisconnected;
import org.rdpdoctor.facts.McsFact.McsEnded;
import org.rdpdoctor.facts.McsFact.McsUnanswered;
import org.rdpdoctor.facts.McsFact.McsUnreadable;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.facts.SecurityFact.SecurityDisconnected;
import org.rdpdoctor.facts.SecurityFact.SecurityEnded;
import org.rdpdoctor.facts.SecurityFact.SecurityUnreadable;
import org.rdpdoctor.facts.SessionFact.SessionDisconnected;
import org.rdpdoctor.facts.SessionFact.SessionEnded;
import org.rdpdoctor.facts.SessionFact.SessionUnanswered;
import org.rdpdoctor.facts.SessionFact.SessionUnreadable;

/// The ways in which a server ends a part of a session too early, as facts of that part's rung.
sealed interface Mishap {
  /// @param step of the rung's own
  Observation ended(String step, Ending how, Duration elapsed, Evidence evidence);

  Observation disconnected(
      String step, int code, String reason, Duration elapsed, Evidence evidence);

  Observation unanswered(String step, Duration waited, Evidence evidence);

  Observation unreadable(String step, String reason, String preview, Evidence evidence);

  record Mcs() implements Mishap {
    @Override
    public Observation ended(String step, Ending how, Duration elapsed, Evidence evidence) {
      return new McsEnded(step, how, elapsed, evidence);
    }

    @Override
    public Observation disconnected(
        String step, int code, String reason, Duration elapsed, Evidence evidence) {
      return new McsDisconnected(step, code, reason, elapsed, evidence);
    }

    @Override
    public Observation unanswered(String step, Duration waited, Evidence evidence) {
      return new McsUnanswered(step, waited, evidence);
    }

    @Override
    public Observation unreadable(String step, String reason, String preview, Evidence evidence) {
      return new McsUnreadable(step, reason, preview, evidence);
    }
  }

  /// To the client's half of the keys silence is the answer.
  record Security(String method) implements Mishap {
    @Override
    public Observation ended(String step, Ending how, Duration elapsed, Evidence evidence) {
      return new SecurityEnded(how, elapsed, evidence);
    }

    @Override
    public Observation disconnected(
        String step, int code, String reason, Duration elapsed, Evidence evidence) {
      return new SecurityDisconnected(code, reason, elapsed, evidence);
    }

    @Override
    public Observation unanswered(String step, Duration waited, Evidence evidence) {
      return new KeysExchanged(method, waited, evidence);
    }

    @Override
    public Observation unreadable(String step, String reason, String preview, Evidence evidence) {
      return new SecurityUnreadable(reason, preview, evidence);
    }
  }

  record Licensing() implements Mishap {
    @Override
    public Observation ended(String step, Ending how, Duration elapsed, Evidence evidence) {
      return new LicensingEnded(how, elapsed, evidence);
    }

    @Override
    public Observation disconnected(
        String step, int code, String reason, Duration elapsed, Evidence evidence) {
      return new LicensingDisconnected(code, reason, elapsed, evidence);
    }

    @Override
    public Observation unanswered(String step, Duration waited, Evidence evidence) {
      return new LicensingUnanswered(waited, evidence);
    }

    @Override
    public Observation unreadable(String step, String reason, String preview, Evidence evidence) {
      return new LicensingUnreadable(reason, preview, evidence);
    }
  }

  record Session() implements Mishap {
    @Override
    public Observation ended(String step, Ending how, Duration elapsed, Evidence evidence) {
      return new SessionEnded(step, how, elapsed, evidence);
    }

    @Override
    public Observation disconnected(
        String step, int code, String reason, Duration elapsed, Evidence evidence) {
      return new SessionDisconnected(step, code, reason, elapsed, evidence);
    }

    @Override
    public Observation unanswered(String step, Duration waited, Evidence evidence) {
      return new SessionUnanswered(step, waited, evidence);
    }

    @Override
    public Observation unreadable(String step, String reason, String preview, Evidence evidence) {
      return new SessionUnreadable(step, reason, preview, evidence);
    }
  }
}
