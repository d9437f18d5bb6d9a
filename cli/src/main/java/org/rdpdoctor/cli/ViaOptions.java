package org.rdpdoctor.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Itinerary.Via;
import org.rdpdoctor.probe.Logon;
import org.rdpdoctor.probe.LogonWay;
import picocli.CommandLine.Option;

/// Through which proxy or jump host targets are reached.
final class ViaOptions {
  static final String VARIABLE = "RDPDOCTOR_VIA_PASSWORD";

  private static final String FORMS =
      "write socks5://[USER@]HOST[:PORT], http://[USER@]HOST[:PORT] or ssh://[USER@]HOST[:PORT]";

  @Option(
      names = "--via",
      order = 30,
      paramLabel = "URL",
      description =
          "Reach the target through a proxy or jump host: socks5://[USER@]HOST[:PORT],"
              + " http://[USER@]HOST[:PORT] (CONNECT) or ssh://[USER@]HOST[:PORT].")
  @Nullable String via;

  @Option(
      names = "--via-password-file",
      order = 31,
      paramLabel = "F",
      description =
          "Read the password of that user from the first line of this file. Otherwise from the"
              + " environment variable "
              + VARIABLE
              + ", or it is asked for, unless the way is ssh.")
  @Nullable String passwordFile;

  @Option(
      names = "--via-password-stdin",
      order = 32,
      description = "Read it from the first line of standard input.")
  boolean passwordStdin;

  @Option(
      names = "--known-hosts",
      order = 33,
      paramLabel = "FILE",
      description =
          "The jump host's key must be in this file, otherwise in ~/.ssh/known_hosts; it is never"
              + " written to.")
  @Nullable Path knownHosts;

  @Option(
      names = "--identity",
      order = 34,
      paramLabel = "FILE",
      description = "Your key for the jump host, if not the agent's or one of those in ~/.ssh.")
  @Nullable Path identity;

  Optional<Keyboard> keyboard = Keyboard.ofProcess();
  Map<String, String> environment = System.getenv();

  /// @return nothing for the direct way
  /// @throws UsageException if the options make no sense, or there is no password
  Optional<Via> via(Screen screen) {
    if (via == null) {
      if (passwordFile != null || passwordStdin || knownHosts != null || identity != null) {
        throw new UsageException("there is nobody on the way to log on to: add --via");
      }
      return Optional.empty();
    }
    int colon = via.indexOf("://");
    Via.Kind kind = kind(colon < 0 ? "" : via.substring(0, colon).toLowerCase(Locale.ROOT));
    String rest = via.substring(colon + 3).replaceFirst("/$", "");
    int at = rest.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(user(rest.substring(0, at)));
    String place = rest.substring(at + 1);
    Target host = TargetParser.parse(place, Optional.empty());
    int port = namesPort(place) ? host.port() : kind.usualPort();
    if (kind != Via.Kind.SSH && (knownHosts != null || identity != null)) {
      throw new UsageException("--known-hosts and --identity go with --via ssh://…");
    }
    return Optional.of(
        new Via(
            kind,
            host.host(),
            port,
            logon(kind, user, place, screen),
            Optional.ofNullable(knownHosts).map(ViaOptions::inHome),
            Optional.ofNullable(identity).map(ViaOptions::inHome)));
  }

  private static Via.Kind kind(String scheme) {
    return switch (scheme) {
      case "socks5", "socks5h", "socks" -> Via.Kind.SOCKS5;
      case "http" -> Via.Kind.HTTP;
      case "ssh" -> Via.Kind.SSH;
      case "socks4", "socks4a" ->
          throw new UsageException("SOCKS 4 is not spoken here, only SOCKS 5: " + FORMS);
      case "https" ->
          throw new UsageException(
              "TLS to the proxy itself is not spoken here: if it has a plain port, " + FORMS);
      default -> throw new UsageException("--via is no way that is known: " + FORMS);
    };
  }

  private static String user(String written) {
    if (written.indexOf(':') >= 0) {
      throw new UsageException(
          "a password on the command line can be seen by everybody on this machine: leave it out of"
              + " --via and type it when you are asked, or give --via-password-file");
    }
    try {
      String user = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (user.isBlank()) {
        throw new UsageException("--via names no user before the @: " + FORMS);
      }
      return user;
    } catch (IllegalArgumentException _) {
      throw new UsageException("--via holds a % that is not followed by two hex digits");
    }
  }

  private static boolean namesPort(String place) {
    int bracket = place.lastIndexOf(']');
    return bracket >= 0
        ? place.indexOf(':', bracket) >= 0
        : place.indexOf(':') >= 0 && place.indexOf(':') == place.lastIndexOf(':');
  }

  private Optional<Logon> logon(Via.Kind kind, Optional<String> user, String host, Screen screen) {
    boolean named = passwordFile != null || passwordStdin;
    if (passwordFile != null && passwordStdin) {
      throw new UsageException(
          "--via-password-stdin contradicts --via-password-file: leave one out");
    }
    if (user.isEmpty() && named) {
      throw new UsageException("a password needs its user: --via " + kind.id() + "://USER@" + host);
    }
    return user.map(
        name ->
            new Logon(
                Account.of(name),
                password(kind, name, host, screen).map(Password::takenFrom),
                LogonWay.AUTO));
  }

  /// Jump hosts are shown a key unless the user gives a password for them.
  private Optional<char[]> password(Via.Kind kind, String user, String host, Screen screen) {
    if (passwordFile != null) {
      return Optional.of(PasswordSource.file(passwordFile, screen.err()));
    }
    if (passwordStdin) {
      return Optional.of(PasswordSource.input(screen.in()));
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      return Optional.of(variable.toCharArray());
    }
    if (kind == Via.Kind.SSH) {
      return Optional.empty();
    }
    return Optional.of(
        keyboard
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no terminal to ask for the password of "
                            + user
                            + ": give --via-password-file or --via-password-stdin"))
            .password("Password of " + user + " at " + host + " (nothing to stop): ")
            .orElseThrow(() -> new UsageException("nobody was logged on, and nothing was tried")));
  }

  private static Path inHome(Path path) {
    try {
      return path.startsWith("~")
          ? Path.of(System.getProperty("user.home")).resolve(path.subpath(1, path.getNameCount()))
          : path;
    } catch (IllegalArgumentException _) {
      throw new UsageException("there is no file " + path);
    }
  }
}
