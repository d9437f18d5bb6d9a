package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdpdoctor.dialogue.CertificateReading.Circumstances;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateExpiresSoon;
import org.rdpdoctor.facts.CertificateFact.CertificateNotYetValid;
import org.rdpdoctor.facts.CertificateFact.CertificateUnreadable;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x509.Certificate;

/// The dates of a certificate, held against the local clock and against the server's own.
final class Validity {
  /// Windows renews its own certificate by itself, shortly before its end.
  private static final Duration SOON_SELF_SIGNED = Duration.ofDays(14);

  private static final Duration SOON = Duration.ofDays(30);

  private final Certificate certificate;
  private final Instant local;
  private final Optional<Instant> server;
  private final Function<String, Evidence> evidence;
  private final List<Observation> seen = new ArrayList<>();

  private Validity(
      Certificate certificate, Circumstances circumstances, Function<String, Evidence> evidence) {
    this.certificate = certificate;
    this.local = circumstances.local();
    this.server = circumstances.server();
    this.evidence = evidence;
  }

  /// @param evidence makes evidence of what was heard
  static List<Observation> of(
      Certificate certificate, Circumstances circumstances, Function<String, Evidence> evidence) {
    var validity = new Validity(certificate, circumstances, evidence);
    validity.unreadable();
    certificate.notAfter().ifPresent(validity::end);
    certificate.notBefore().ifPresent(validity::start);
    return List.copyOf(validity.seen);
  }

  /// Clients refuse a certificate that does not say when it is valid.
  private void unreadable() {
    if (certificate.notBefore().isEmpty() || certificate.notAfter().isEmpty()) {
      String reason =
          certificate.faults().stream()
              .filter(
                  fault -> fault.field().equals("notBefore") || fault.field().equals("notAfter"))
              .map(DecodeFault::describe)
              .findFirst()
              .orElse("a date is missing");
      seen.add(new CertificateUnreadable(reason, evidence.apply("a certificate, but " + reason)));
    }
  }

  private void end(Instant end) {
    boolean byLocal = local.isAfter(end);
    boolean byServer = server.map(now -> now.isAfter(end)).orElse(false);
    Duration soon = certificate.isSelfIssued() ? SOON_SELF_SIGNED : SOON;
    Evidence notAfter = evidence.apply("notAfter " + end);
    if (byLocal || byServer) {
      Duration since = Duration.between(end, by(byLocal));
      seen.add(new CertificateExpired(end, since, clockName(byLocal, byServer), notAfter));
    } else if (local.plus(soon).isAfter(end)) {
      seen.add(new CertificateExpiresSoon(end, Duration.between(local, end), notAfter));
    }
  }

  private void start(Instant start) {
    boolean byLocal = local.isBefore(start);
    boolean byServer = server.map(now -> now.isBefore(start)).orElse(false);
    if (byLocal || byServer) {
      Duration until = Duration.between(by(byLocal), start);
      seen.add(
          new CertificateNotYetValid(
              start, until, clockName(byLocal, byServer), evidence.apply("notBefore " + start)));
    }
  }

  private Instant by(boolean localClock) {
    return localClock ? local : server.orElse(local);
  }

  private String clockName(boolean byLocal, boolean byServer) {
    return byLocal && byServer ? "both" : byLocal || server.isEmpty() ? "local" : "server";
  }
}
