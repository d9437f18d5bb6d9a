package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the user's tickets lie.
///
/// @param name as people know it
/// @param file to read, if it is one and its place is known; the JDK looks where the system keeps
///     them otherwise
/// @param supported false for the kinds that only their own library can read
record TicketCache(String name, Optional<Path> file, boolean supported) {
  private static final String FILE = "FILE:";

  static TicketCache of(Krb5Conf conf, java.util.function.UnaryOperator<String> environment) {
    String named = environment.apply("KRB5CCNAME");
    if (named.isEmpty()) {
      named = conf.libdefault("default_ccache_name").orElse("");
    }
    if (named.isEmpty()) {
      return usual();
    }
    String name = named.replace("%{uid}", userId().orElse("%{uid}"));
    if (name.startsWith(FILE)) {
      return new TicketCache(name, Optional.of(Path.of(name.substring(FILE.length()))), true);
    }
    // A letter before a colon is a drive; more are a kind, such as KEYRING or KCM.
    boolean isKind = name.matches("[A-Za-z]{2,}:.*");
    return isKind
        ? new TicketCache(name, Optional.empty(), false)
        : new TicketCache(name, Optional.of(Path.of(name)), true);
  }

  private static TicketCache usual() {
    return userId()
        .map(id -> Path.of("/tmp/krb5cc_" + id))
        .map(file -> new TicketCache(FILE + file, Optional.of(file), true))
        .orElseGet(() -> new TicketCache("the system's ticket cache", Optional.empty(), true));
  }

  private static Optional<String> userId() {
    try {
      return Optional.of(Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return Optional.empty(); // no Linux
    }
  }

  /// False only if it is known to be no file.
  boolean mayExist() {
    return file.map(Files::isReadable).orElse(true);
  }
}
