package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateExpired;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNameDiffers;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificatePresented;
import org.rdpdoctor.facts.GatewayFact.GatewayConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayNameFailed;
import org.rdpdoctor.facts.GatewayFact.GatewayNotConnected;
import org.rdpdoctor.facts.GatewayFact.GatewayServiceAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayTlsFailed;

/// Whether a public address is of use, from what was seen of its name, port, TLS, certificate and
/// web server.
///
/// @param service as facts name it
/// @param without what does not work where the address cannot be used, as a sentence
public record ServiceSight(String service, String url, String without) {
  private static final int PROXY_WANTS_LOGON = 407;

  /// What the facts say together, in the order of a connection.
  public GatewayServiceAnswered read(List<GatewayFact> seen) {
    int status =
        seen.stream()
            .filter(GatewayHttpAnswered.class::isInstance)
            .map(fact -> ((GatewayHttpAnswered) fact).status())
            .findFirst()
            .orElse(0);
    Duration elapsed =
        seen.stream()
            .filter(GatewayHttpAnswered.class::isInstance)
            .map(fact -> ((GatewayHttpAnswered) fact).elapsed())
            .findFirst()
            .orElse(Duration.ZERO);
    Optional<Trouble> trouble =
        seen.stream().flatMap(fact -> trouble(fact, seen).stream()).findFirst();
    if (trouble.isEmpty() && status == 0) {
      trouble =
          Optional.of(new Trouble("there was no time to ask", Evidence.of("", "", Duration.ZERO)));
    }
    Evidence evidence =
        trouble
            .map(Trouble::evidence)
            .or(() -> seen.stream().map(GatewayFact::evidence).reduce((_, last) -> last))
            .orElseThrow();
    return new GatewayServiceAnswered(
        service,
        url,
        status,
        trouble.isEmpty(),
        trouble.map(met -> met.words() + ". " + without).orElse("it answers"),
        elapsed,
        evidence);
  }

  /// Why it cannot be used.
  private record Trouble(String words, Evidence evidence) {}

  private static Optional<Trouble> trouble(GatewayFact fact, List<GatewayFact> seen) {
    boolean connected = seen.stream().anyMatch(GatewayConnected.class::isInstance);
    String words =
        switch (fact) {
          case GatewayNameFailed _ -> "its name leads nowhere";
          case GatewayNotConnected f when !connected -> "no connection: " + f.reason();
          case GatewayTlsFailed f -> "no TLS: " + f.reason();
          case GatewayCertificateExpired _ -> "its certificate has expired";
          case GatewayCertificateNameDiffers _ -> "it shows a certificate of another name";
          case GatewayCertificatePresented f when !f.trusted() ->
              "its certificate is from " + f.issuer() + ", whom this machine does not trust";
          case GatewayHttpAnswered f when f.status() == PROXY_WANTS_LOGON ->
              "a proxy on the way asks for a logon";
          case GatewayHttpEnded f -> "no answer: " + f.how().words();
          case GatewayHttpUnanswered _ -> "no answer to a request";
          case GatewayHttpUnreadable _ -> "what answers is no web server";
          default -> "";
        };
    return words.isEmpty() ? Optional.empty() : Optional.of(new Trouble(words, fact.evidence()));
  }
}
