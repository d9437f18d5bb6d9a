package org.rdpdoctor.reader.collected;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.CipherSuitesFound;
import org.rdpdoctor.facts.ServerFact.PressureFound;
import org.rdpdoctor.facts.ServerFact.RebootPending;
import org.rdpdoctor.facts.ServerFact.SecurityProductFound;
import org.rdpdoctor.facts.ServerFact.ServiceFound;
import org.rdpdoctor.facts.ServerFact.SystemFilesChecked;

/// What both machines have: the sections under `machine/`. Services, products, pressure and the
/// like are facts of the server alone.
record MachineFacts(Collected collected, Machine machine) {
  private static final int MOST = 400;
  private static final Pattern KB = Pattern.compile("(?i)\\bKB(\\d{6,8})\\b");

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    List<Supplier<Stream<Observation>>> both =
        List.of(
            this::system,
            () -> Settings.of(collected, machine),
            this::updates,
            this::clock,
            this::files,
            this::links,
            this::guard);
    List<Supplier<Stream<Observation>>> serverOnly =
        List.of(
            this::services,
            this::reboot,
            this::systemFiles,
            this::pressure,
            this::products,
            this::cipherSuites);
    both.forEach(part -> facts.addAll(part.get().limit(MOST).toList()));
    if (machine == Machine.SERVER) {
      serverOnly.forEach(part -> facts.addAll(part.get().limit(MOST).toList()));
    }
    return facts;
  }

  private Stream<Observation> system() {
    return collected.rows("machine/system").stream()
        .limit(1)
        .map(
            row -> {
              String kind =
                  switch (row.text("productType")) {
                    case "2" -> "domain controller";
                    case "3" -> "server";
                    default -> "workstation";
                  };
              Evidence evidence =
                  collected.evidence(
                      "machine/system",
                      "%s, build %s.%s"
                          .formatted(row.text("caption"), row.text("build"), row.text("revision")));
              return machine.system(
                  row,
                  kind,
                  row.count("build"),
                  row.count("revision"),
                  row.when("booted").orElse(Instant.EPOCH),
                  evidence);
            });
  }

  private Stream<Observation> services() {
    return collected.rows("machine/services").stream()
        .filter(row -> row.has("name"))
        .map(
            row ->
                new ServiceFound(
                    row.text("name"),
                    row.lower("state"),
                    row.lower("startMode"),
                    row.text("account"),
                    row.count("exitCode") == 1066 // ERROR_SERVICE_SPECIFIC_ERROR
                        ? row.count("serviceExitCode")
                        : row.count("exitCode"),
                    collected.evidence(
                        "machine/services",
                        "%s is %s, start %s"
                            .formatted(
                                row.text("name"), row.lower("state"), row.lower("startMode")))));
  }

  /// From both lists, each update once, with the earliest time that is told.
  private Stream<Observation> updates() {
    var installed = new LinkedHashMap<String, Instant>();
    var told = new LinkedHashMap<String, String>();
    for (Row row : collected.rows("machine/updates")) {
      note(
          installed,
          told,
          row.text("kb"),
          row.when("installed").orElse(Instant.EPOCH),
          "machine/updates");
    }
    for (Row row : collected.rows("machine/update-history")) {
      boolean wasInstalled = row.text("operation").equals("1") && row.text("result").equals("2");
      if (wasInstalled) {
        note(
            installed,
            told,
            row.text("title"),
            row.when("at").orElse(Instant.EPOCH),
            "machine/update-history");
      }
    }
    return installed.entrySet().stream()
        .map(
            entry -> {
              boolean known = !entry.getValue().equals(Instant.EPOCH);
              return machine.update(
                  entry.getKey(),
                  entry.getValue(),
                  known ? Math.max(0, collected.daysSince(entry.getValue())) : 0,
                  collected.evidence(
                      told.getOrDefault(entry.getKey(), ""),
                      entry.getKey() + (known ? ", installed " + entry.getValue() : "")));
            });
  }

  private static void note(
      Map<String, Instant> installed,
      Map<String, String> told,
      String text,
      Instant at,
      String section) {
    Matcher kb = KB.matcher(text);
    if (kb.find()) {
      String name = "KB" + kb.group(1);
      told.putIfAbsent(name, section);
      installed.merge(
          name,
          at,
          (a, b) -> a.equals(Instant.EPOCH) || b.isBefore(a) && !b.equals(Instant.EPOCH) ? b : a);
    }
  }

  private Stream<Observation> clock() {
    return collected.rows("machine/clock").stream()
        .filter(row -> row.text("offsetSeconds").matches("[+-]?\\d{1,9}([.,]\\d{1,9})?"))
        .map(
            row -> {
              // stripchart tells how far the other clock is ahead of this one
              double seconds = Double.parseDouble(row.text("offsetSeconds").replace(',', '.'));
              return machine.clock(
                  row.text("source"),
                  Duration.ofMillis(Math.round(Math.abs(seconds) * 1000)),
                  seconds < 0,
                  collected.evidence(
                      "machine/clock",
                      "%s from %s"
                          .formatted(row.text("offsetSeconds") + " s", row.text("source"))));
            });
  }

  private Stream<Observation> files() {
    return collected.rows("machine/files").stream()
        .filter(row -> row.has("file") && row.has("present"))
        .map(
            row ->
                machine.file(
                    row.text("file"),
                    row.text("version"),
                    row.flag("present"),
                    collected.evidence(
                        "machine/files", row.text("file") + " " + row.text("version"))));
  }

  private Stream<Observation> links() {
    return collected.rows("machine/links").stream()
        .filter(row -> row.has("name"))
        .map(
            row ->
                machine.link(
                    row,
                    row.texts("addresses"),
                    row.texts("gateways"),
                    collected.evidence(
                        "machine/links", row.text("name") + " is " + row.lower("status"))));
  }

  /// `SecurityServicesRunning` of Win32_DeviceGuard holds 1 where Credential Guard runs.
  private Stream<Observation> guard() {
    return collected.rows("machine/device-guard").stream()
        .limit(1)
        .map(
            row -> {
              String value = row.texts("running").contains("1") ? "running" : "not running";
              return machine.setting(
                  "Credential Guard",
                  value,
                  "local",
                  collected.evidence("machine/device-guard", "Credential Guard is " + value));
            });
  }

  private Stream<Observation> reboot() {
    List<String> reasons =
        collected.rows("machine/reboot").stream()
            .filter(row -> row.flag("pending"))
            .map(row -> row.text("reason"))
            .toList();
    return reasons.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new RebootPending(
                reasons, collected.evidence("machine/reboot", String.join(", ", reasons))));
  }

  private Stream<Observation> systemFiles() {
    return collected.rows("machine/system-files").stream()
        .filter(row -> row.flag("checked"))
        .map(
            row ->
                new SystemFilesChecked(
                    row.count("unrepaired"),
                    collected.evidence(
                        "machine/system-files",
                        row.count("unrepaired") + " files could not be repaired")));
  }

  private Stream<Observation> pressure() {
    return collected.rows("machine/pressure").stream()
        .filter(row -> row.number("total").orElse(0) > 0 && row.number("free").isPresent())
        .map(
            row -> {
              long total = row.number("total").getAsLong();
              long free = Math.max(0, Math.min(total, row.number("free").getAsLong()));
              String left = left(free, row.text("unit"));
              return new PressureFound(
                  row.text("resource"),
                  (int) Math.round(100.0 * (total - free) / total),
                  left,
                  collected.evidence("machine/pressure", row.text("resource") + ": " + left));
            });
  }

  private static String left(long free, String unit) {
    double mebibytes =
        switch (unit) {
          case "KiB" -> free / 1024.0;
          case "bytes" -> free / 1048576.0;
          default -> -1;
        };
    return mebibytes < 0
        ? free + " " + unit + " left"
        : String.format(Locale.ROOT, "%.0f MiB left", mebibytes);
  }

  /// Security Center does not document `productState`; its third nibble is 1 where a product is on.
  private Stream<Observation> products() {
    return collected.rows("machine/products").stream()
        .filter(row -> row.has("name"))
        .map(
            row -> {
              boolean enabled = (row.number("state").orElse(0) >> 12 & 0xf) == 1;
              String kind = row.text("kind").equals("FirewallProduct") ? "firewall" : "antivirus";
              return new SecurityProductFound(
                  kind,
                  row.text("name"),
                  enabled,
                  collected.evidence(
                      "machine/products", row.text("name") + (enabled ? " is on" : " is off")));
            });
  }

  private Stream<Observation> cipherSuites() {
    List<String> suites =
        collected.rows("machine/cipher-suites").stream().map(row -> row.text("name")).toList();
    boolean byPolicy =
        !collected.registry("\\Cryptography\\Configuration\\SSL\\00010002", "Functions").isEmpty();
    return suites.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new CipherSuitesFound(
                suites,
                byPolicy,
                collected.evidence("machine/cipher-suites", suites.size() + " suites")));
  }
}
