package org.rdpdoctor.reader.collected;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.BoundCertificateAbsent;
import org.rdpdoctor.facts.ServerFact.CertificateStored;
import org.rdpdoctor.facts.ServerFact.KeyFileFound;

/// The certificates of Remote Desktop, which of them it uses, and who may read its key.
record CertificateFacts(Collected collected) {
  private static final String STORES = "server/certificates";
  private static final String OWN_STORE = "Remote Desktop";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String REMOTE_DESKTOP_AUTHENTICATION = "1.3.6.1.4.1.311.54.1.2";
  private static final int MOST = 50;

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    if (collected.has(STORES)) {
      List<Row> stored =
          collected.rows(STORES).stream().filter(row -> !row.text("thumbprint").isEmpty()).toList();
      String bound = bound();
      String used = bound.isEmpty() ? newest(stored) : bound;
      stored.stream().limit(MOST).map(row -> certificate(row, used)).forEach(facts::add);
      if (stored.stream().noneMatch(row -> row.text("thumbprint").equalsIgnoreCase(used))) {
        String said =
            bound.isEmpty()
                ? "the store Remote Desktop holds no certificate"
                : "no store holds the certificate " + bound;
        facts.add(new BoundCertificateAbsent(bound, collected.evidence(STORES, said)));
      }
    }
    for (String section : List.of("server/keys", "server/root")) {
      collected.rows(section).stream()
          .filter(row -> row.has("file"))
          .limit(MOST)
          .map(row -> keyFile(row, section))
          .forEach(facts::add);
    }
    return facts;
  }

  /// The thumbprint that the listener is told to use; empty if it is told none.
  private String bound() {
    String hash = collected.registry("\\WinStations\\RDP-Tcp", "SSLCertificateSHA1Hash");
    if (!hash.isEmpty() && !hash.matches("0*")) {
      return hash;
    }
    return collected.rows("server/wmi").stream()
        .filter(row -> row.text("terminal").equalsIgnoreCase("RDP-Tcp"))
        .map(row -> row.text("certificate"))
        .filter(text -> !text.matches("0*"))
        .findFirst()
        .orElse("");
  }

  private static String newest(List<Row> stored) {
    return stored.stream()
        .filter(row -> row.text("store").equals(OWN_STORE))
        .max(Comparator.comparing(row -> row.when("notAfter").orElse(Instant.EPOCH)))
        .map(row -> row.text("thumbprint"))
        .orElse("");
  }

  private CertificateStored certificate(Row row, String used) {
    Instant end = row.when("notAfter").orElse(Instant.EPOCH);
    long days = Duration.between(collected.manifest().at(), end).toDays();
    List<String> usages = row.texts("usages");
    boolean serverUsage =
        usages.isEmpty()
            || usages.contains(SERVER_AUTHENTICATION)
            || usages.contains(REMOTE_DESKTOP_AUTHENTICATION);
    boolean expired = end.isBefore(collected.manifest().at());
    return new CertificateStored(
        row.text("store"),
        row.text("subject"),
        row.text("thumbprint"),
        end,
        Math.clamp(expired ? Math.min(days, -1) : days, Integer.MIN_VALUE, Integer.MAX_VALUE),
        row.flag("hasPrivateKey"),
        row.text("thumbprint").equalsIgnoreCase(used),
        row.text("subject").equals(row.text("issuer")),
        serverUsage,
        collected.evidence(
            STORES, "%s in %s, until %s".formatted(row.text("subject"), row.text("store"), end)));
  }

  private KeyFileFound keyFile(Row row, String section) {
    var rights = Sddl.of(row.text("sddl"));
    return new KeyFileFound(
        row.text("file"),
        !row.text("readable").equalsIgnoreCase("false") && rights.isKnown(),
        rights.letRead(Sddl.SYSTEM),
        rights.letRead(Sddl.NETWORK_SERVICE),
        rights.readers(),
        collected.evidence(
            section,
            row.text("file")
                + (rights.isKnown()
                    ? " may be read by " + String.join(", ", rights.readers())
                    : " does not show its rights: " + row.text("reason"))));
  }
}
