package org.rdpdoctor.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What this machine is called, without asking the network.
final class ThisMachine {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  /// NetBIOS names end after 15 characters (MS-NBTE 2.2.1).
  private static final int LONGEST = 15;

  private ThisMachine() {}

  /// The NetBIOS name, as a Windows client would tell it; empty if it cannot be learned.
  static String name(Map<String, String> environment) {
    String full =
        environment.getOrDefault(
            "COMPUTERNAME", environment.getOrDefault("HOSTNAME", kernelName()));
    int dot = full.indexOf('.');
    String first = (dot < 0 ? full : full.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
    return first.length() > LONGEST ? first.substring(0, LONGEST) : first;
  }

  private static String kernelName() {
    try {
      return Files.readString(KERNEL);
    } catch (IOException _) {
      return ""; // not Linux
    }
  }
}
