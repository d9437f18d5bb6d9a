package org.rdpdoctor.reader.collected;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;

/// All that was collected of one machine.
///
/// @param source the bundle's name
/// @param sections by name; what could not be collected is not there, and nothing follows from that
record Collected(String source, Manifest manifest, Map<String, Section> sections) {

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    if (manifest.server()) {
      facts.addAll(new MachineFacts(this, Machine.SERVER).facts());
      facts.addAll(new ListenerFacts(this).facts());
      facts.addAll(new CertificateFacts(this).facts());
      facts.addAll(new RightFacts(this).facts());
      facts.addAll(new FirewallFacts(this).facts());
    }
    if (manifest.client()) {
      facts.addAll(new MachineFacts(this, Machine.CLIENT).facts());
      facts.addAll(new ClientFacts(this).facts());
    }
    return facts;
  }

  boolean has(String section) {
    return sections.containsKey(section);
  }

  /// Empty if the section is not there.
  List<Row> rows(String section) {
    Section found = sections.get(section);
    return found == null ? List.of() : found.rows();
  }

  /// An empty row if the section is not there.
  Row first(String section) {
    return rows(section).stream().findFirst().orElse(new Row(Map.of()));
  }

  Evidence evidence(String section, String heard) {
    Section found = sections.get(section);
    String file = found == null ? section : found.file();
    return Evidence.in(source + "!" + file, Row.plain(heard));
  }

  /// Whole days from then to the collection; negative if it lies ahead.
  int daysSince(Instant then) {
    return (int) Duration.between(then, manifest.at()).toDays();
  }

  /// A value of the registry as it was collected; empty if it is not there.
  String registry(String keyEnd, String name) {
    return rows("machine/registry").stream()
        .filter(row -> row.lower("key").endsWith(keyEnd.toLowerCase(Locale.ROOT)))
        .filter(row -> row.text("name").equalsIgnoreCase(name) && row.flag("present"))
        .map(row -> row.text("value"))
        .findFirst()
        .orElse("");
  }

  /// The port that Remote Desktop is set to.
  int port() {
    String port = registry("\\WinStations\\RDP-Tcp", "PortNumber");
    return port.matches("[1-9]\\d{0,4}") ? Integer.parseInt(port) : 3389;
  }
}
