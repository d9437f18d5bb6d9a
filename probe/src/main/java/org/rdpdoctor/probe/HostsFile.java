package org.rdpdoctor.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The system's hosts file: what it says about one name.
final class HostsFile {
  /// Block lists grow to a few megabytes; nothing beyond that is a hosts file.
  private static final long LIMIT = 16L << 20;

  private HostsFile() {}

  static Path path() {
    String root = System.getenv("SystemRoot");
    return root != null
        ? Path.of(root, "System32", "drivers", "etc", "hosts")
        : Path.of("/etc/hosts");
  }

  /// The addresses that the file gives to `name`, in its order; empty if it cannot be read.
  static List<String> addressesOf(String name, Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        return List.of();
      }
      return addressesOf(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return List.of();
    }
  }

  static List<String> addressesOf(String name, String content) {
    String wanted = name.toLowerCase(Locale.ROOT);
    var found = new ArrayList<String>();
    for (String line : content.lines().toList()) {
      int comment = line.indexOf('#');
      String entry = comment < 0 ? line : line.substring(0, comment);
      String[] words = entry.strip().split("\\s+", -1);
      for (int i = 1; i < words.length; i++) {
        if (words[i].toLowerCase(Locale.ROOT).equals(wanted)) {
          found.add(words[0]);
        }
      }
    }
    return List.copyOf(found);
  }
}
