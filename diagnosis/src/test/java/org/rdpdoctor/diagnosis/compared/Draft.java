package org.rdpdoctor.diagnosis.compared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.SavedReport.Asked;
import org.rdpdoctor.facts.SavedReport.Blamed;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.Proposed;
import org.rdpdoctor.facts.SavedReport.Rung;

/// A report as a test describes it: rungs in their order, each with its facts.
final class Draft {
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final String label;
  private final List<Rung> rungs = new ArrayList<>();
  private final List<Broken> breaks = new ArrayList<>();
  private final List<Blamed> causes = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private String host = "srv.corp.example";
  private String address = "192.0.2.10";
  private String version = "0.1.0";
  private Instant started = START;

  private Draft(String label) {
    this.label = label;
  }

  static Draft of(String label) {
    return new Draft(label);
  }

  /// A whole healthy climb, with this round trip.
  static Draft healthy(String label, long roundTrip) {
    return of(label)
        .name("192.0.2.10")
        .route(roundTrip)
        .rung("tcp", "passed", roundTrip, fact("connected", "port", 3389L))
        .rung(
            "negotiation",
            "passed",
            roundTrip,
            fact("protocol-selected", "selected", List.of("HYBRID_EX"), "usual", true))
        .rung(
            "tls",
            "passed",
            roundTrip * 2,
            fact("server-hello-received", "hello", "usual", "version", "TLSv1.3"))
        .certificate("aa11", "CN=srv.corp.example")
        .rung(
            "credssp",
            "passed",
            roundTrip,
            fact(
                "ntlm-challenge-received",
                "dnsComputer",
                "srv.corp.example",
                "build",
                "10.0.20348"));
  }

  static SavedFact fact(String word, Object... fields) {
    Map<String, SavedFact.Value> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put((String) fields[i], value(fields[i + 1]));
    }
    return new SavedFact(word, values, "evidence of " + word);
  }

  private static SavedFact.Value value(Object value) {
    return switch (value) {
      case Long number -> new SavedFact.Whole(number);
      case Boolean flag -> new SavedFact.Flag(flag);
      case List<?> list -> new SavedFact.Texts(list.stream().map(String::valueOf).toList());
      default -> new SavedFact.Text(value.toString());
    };
  }

  Draft name(String resolved) {
    return at(resolved)
        .rung(
            "name",
            "passed",
            3,
            fact("system-resolved", "name", host, "addresses", List.of(resolved)));
  }

  Draft literal(String literal) {
    host = literal;
    return at(literal).rung("name", "passed", 0, fact("address-literal", "address", literal));
  }

  Draft route(long roundTrip) {
    return rung(
        "route",
        "passed",
        0,
        fact(
            "round-trip",
            "medianMillis",
            roundTrip,
            "leastMillis",
            roundTrip,
            "mostMillis",
            roundTrip + 2));
  }

  Draft certificate(String sha256, String issuer) {
    return rung(
        "certificate",
        "passed",
        0,
        fact(
            "certificate-presented",
            "subject",
            "CN=srv.corp.example",
            "issuer",
            issuer,
            "selfSigned",
            issuer.equals("CN=srv.corp.example"),
            "sha256",
            sha256));
  }

  Draft rung(String id, String status, long elapsed, SavedFact... facts) {
    rungs.removeIf(rung -> rung.id().equals(id));
    rungs.add(new Rung(id, status, elapsed, id + " " + status, List.of(facts)));
    return this;
  }

  /// The climb ends here.
  Draft breaksAt(String rung, String broken, long elapsed, SavedFact... facts) {
    int at = 0;
    while (at < rungs.size() && !rungs.get(at).id().equals(rung)) {
      at++;
    }
    List<Rung> above = List.copyOf(rungs.subList(Math.min(rungs.size(), at + 1), rungs.size()));
    rungs.subList(at, rungs.size()).clear();
    rung(rung, "failed", elapsed, facts);
    above.forEach(each -> rung(each.id(), "notReached", 0));
    breaks.add(new Broken(broken, rung, broken + " it is", false, 0.9));
    return this;
  }

  /// The rung is climbed, and something on it will bite.
  Draft warnsAt(String rung, String broken, SavedFact... facts) {
    rung(rung, "warned", 0, facts);
    breaks.add(new Broken(broken, rung, broken + " it is", true, 0.9));
    return this;
  }

  /// A break that a file alone shows.
  Draft written(String rung, String broken, String file) {
    files.add("event log");
    breaks.add(
        new Broken(
            broken, rung, broken + " it is", false, 0.9, List.of("an-event"), List.of(file)));
    return this;
  }

  /// A cause of this break, with one fix whose proof is that the rung passes.
  Draft because(String cause, double probability, String broken, String rung) {
    var fix = new Proposed("mend-" + cause, "Mend " + cause, "it passes", rung);
    causes.add(
        new Blamed(cause, rung, cause + " it is", probability, List.of(broken), List.of(fix)));
    return this;
  }

  Draft at(String used) {
    address = used;
    return this;
  }

  Draft asking(String name) {
    host = name;
    return this;
  }

  Draft after(Duration later) {
    started = START.plus(later);
    return this;
  }

  Draft by(String tool) {
    version = tool;
    return this;
  }

  View view() {
    Optional<String> broken = breaks.stream().map(Broken::rung).findFirst();
    return new View(
        label,
        new SavedReport(
            label + ".json",
            version,
            started,
            Duration.ofSeconds(2),
            new Asked(
                host,
                host,
                3389,
                List.of(address),
                address.isEmpty() ? Optional.empty() : Optional.of(address)),
            broken.isPresent() ? "failing" : "healthy",
            broken,
            broken.map(rung -> "It breaks at " + rung).orElse("It works"),
            breaks,
            rungs,
            List.of(),
            List.of(),
            files,
            false,
            causes,
            SavedReport.Advice.NONE));
  }
}
