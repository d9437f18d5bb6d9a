package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.Rung;

/// One report, with the name that the user gave to where or when it was made.
public record View(String label, SavedReport report) {
  /// What is less is said of a rung's way of failing, never of it as such.
  private static final double PROBABLE = 0.5;

  private static final Set<String> REACHED = Set.of("passed", "warned", "failed");

  /// A current client connects, even if something will bite.
  boolean works() {
    return report.verdict().equals("healthy") || report.verdict().equals("degraded");
  }

  boolean fails() {
    return report.verdict().equals("failing");
  }

  Optional<Rung> rung(String id) {
    return report.rungs().stream().filter(rung -> rung.id().equals(id)).findFirst();
  }

  /// Whether the rung was climbed or broke, so that it has something to say.
  boolean reached(String rung) {
    return rung(rung).filter(each -> REACHED.contains(each.status())).isPresent();
  }

  String status(String rung) {
    return rung(rung).map(Rung::status).orElse("notTested");
  }

  boolean failedAt(String rung) {
    return status(rung).equals("failed");
  }

  boolean passed(String rung) {
    return status(rung).equals("passed") || status(rung).equals("warned");
  }

  /// The rung that keeps a client from connecting; nothing if none does.
  Optional<String> brokenRung() {
    return fails() ? report.brokenRung() : Optional.empty();
  }

  /// The first of the breaks that are probable.
  Optional<Broken> firstBreak() {
    return report.breaks().stream().filter(each -> each.probability() >= PROBABLE).findFirst();
  }

  List<Broken> breaks() {
    return report.breaks().stream().filter(each -> each.probability() >= PROBABLE).toList();
  }

  List<SavedFact> all(String word) {
    return report.rungs().stream()
        .flatMap(rung -> rung.facts().stream())
        .filter(fact -> fact.word().equals(word))
        .toList();
  }

  Optional<SavedFact> first(String word) {
    return all(word).stream().findFirst();
  }

  boolean saw(String word) {
    return first(word).isPresent();
  }

  /// A text field of the first fact of this word; empty if there is none.
  String text(String word, String field) {
    return first(word).map(fact -> fact.text(field)).orElse("");
  }

  OptionalLong number(String word, String field) {
    return first(word).map(fact -> fact.number(field)).orElse(OptionalLong.empty());
  }

  /// Milliseconds that a packet to the server and back takes, usually.
  OptionalLong roundTrip() {
    OptionalLong counted = number("round-trip", "medianMillis");
    return counted.isPresent() ? counted : number("tcp-measured", "roundTripMillis");
  }

  /// Milliseconds that a packet to the server and back takes at least.
  OptionalLong leastRoundTrip() {
    OptionalLong counted = number("round-trip", "leastMillis");
    return counted.isPresent() ? counted : number("tcp-measured", "leastMillis");
  }

  /// The address at which the rungs above the name were climbed; empty if there was none.
  String address() {
    return report.target().usedAddress().orElse("");
  }

  /// Whether the user gave an address instead of, or beside, the name.
  boolean isByAddress() {
    return saw("address-literal") || saw("address-given");
  }

  /// What the server calls itself, in lower case; empty if it did not say.
  String computer() {
    String full = text("ntlm-challenge-received", "dnsComputer");
    String name = full.isEmpty() ? text("ntlm-challenge-received", "netbiosComputer") : full;
    return name.toLowerCase(Locale.ROOT);
  }

  /// SHA-256 of the certificate that was shown; empty if none was.
  String certificate() {
    return text("certificate-presented", "sha256");
  }
}
