package org.rdpdoctor.reader.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.collected.Bundle;
import org.rdpdoctor.wire.Bytes;

/// Fuzz target for the reader of bundles: the first byte picks what the rest is, a whole zip file,
/// its manifest, or one of its sections.
public final class BundleTarget {
  static final List<String> SECTIONS =
      List.of(
          "machine/system",
          "machine/registry",
          "machine/services",
          "machine/files",
          "machine/updates",
          "machine/update-history",
          "machine/reboot",
          "machine/system-files",
          "machine/pressure",
          "machine/clock",
          "machine/hosts",
          "machine/links",
          "machine/networks",
          "machine/vpn",
          "machine/proxy",
          "machine/products",
          "machine/cipher-suites",
          "machine/device-guard",
          "server/listener",
          "server/winstations",
          "server/wmi",
          "server/certificates",
          "server/keys",
          "server/root",
          "server/rights",
          "server/groups",
          "server/firewall-profiles",
          "server/firewall-rules",
          "client/registry",
          "client/servers",
          "client/credentials");

  private BundleTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length > 0) {
      feed(data[0] & 0xff, Arrays.copyOfRange(data, 1, data.length));
    }
  }

  static void feed(int choice, byte[] data) {
    if (choice == 0) {
      read(Bytes.copyOf(data));
    } else if (choice == 1) {
      read(zip(data, "machine/services", "{}".getBytes(StandardCharsets.UTF_8)));
    } else {
      String section = SECTIONS.get(choice % SECTIONS.size());
      read(zip(manifest(section), section, data));
    }
  }

  private static void read(Bytes zip) {
    Reading reading;
    try {
      reading =
          Bundle.read(
              "bundle.zip",
              zip,
              log -> {
                try {
                  log.content().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    for (Observation fact : reading.facts()) {
      if (fact.evidence().source().isEmpty()) {
        throw new IllegalStateException("a fact without its place: " + fact);
      }
    }
    for (String note : reading.notes()) {
      if (note.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalStateException("a note with a control character");
      }
    }
  }

  private static byte[] manifest(String section) {
    return """
        {"schema": "rdpdoctor/bundle/1", "role": "both", "started": "2026-11-21T12:00:00Z",
         "sections": [{"name": "%s", "file": "%s.json", "status": "ok"}]}
        """
        .formatted(section, section)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Bytes zip(byte[] manifest, String section, byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(manifest);
      zip.putNextEntry(new ZipEntry(section + ".json"));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(out.toByteArray());
  }
}
