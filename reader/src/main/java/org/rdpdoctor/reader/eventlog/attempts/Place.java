package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;

/// Where a client called from, as logs write it.
///
/// @param address empty if the log names none, or only the machine itself
/// @param port 0 if none is told
record Place(String address, int port) {
  private static final Place NOWHERE = new Place("", 0);

  static Place of(String written) {
    String text = written.strip();
    if (text.isEmpty() || text.equals("-") || isLocal(text)) {
      return NOWHERE;
    }
    int close = text.indexOf(']');
    if (text.startsWith("[") && close > 0) {
      int port = text.startsWith(":", close + 1) ? port(text.substring(close + 2)) : 0;
      return new Place(plain(text.substring(1, close)), port);
    }
    int colon = text.indexOf(':');
    if (colon > 0 && colon == text.lastIndexOf(':')) {
      return new Place(plain(text.substring(0, colon)), port(text.substring(colon + 1)));
    }
    return new Place(plain(text), 0);
  }

  /// Whether the log says that nobody came over the network.
  static boolean isLocal(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    return text.equals("local") || text.equals("locale") || text.equals("lokal");
  }

  private static String plain(String address) {
    String text = address.toLowerCase(Locale.ROOT);
    int zone = text.indexOf('%');
    String bare = zone > 0 ? text.substring(0, zone) : text;
    return bare.startsWith("::ffff:") && bare.indexOf('.') > 0 ? bare.substring(7) : bare;
  }

  private static int port(String text) {
    return Numbers.of(text).filter(port -> port > 0 && port < 65_536).orElse(0L).intValue();
  }
}
