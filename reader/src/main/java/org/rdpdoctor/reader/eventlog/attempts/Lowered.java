package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The names of providers in lower case, each worked out once: logs repeat them in every record.
final class Lowered {
  private static final int MOST = 4096;
  private static final int LONGEST = 256;
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private Lowered() {}

  static String of(String name) {
    String known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (KNOWN.size() < MOST && name.length() <= LONGEST) {
      KNOWN.put(name, lower);
    }
    return lower;
  }
}
