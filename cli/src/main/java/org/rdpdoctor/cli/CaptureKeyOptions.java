package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import picocli.CommandLine.Option;

/// What opens the encrypted conversations of a capture. Passwords never stand on the command line.
final class CaptureKeyOptions {
  static final String VARIABLE = "RDPDOCTOR_KEY_PASSWORD";

  @Option(
      names = "--tls-keys",
      order = 41,
      paramLabel = "FILE",
      description =
          "Open TLS with the secrets of this key log, as SSLKEYLOGFILE makes many programs write"
              + " one, and rdpdoctor check too. May be given again.")
  List<String> keyLogs = List.of();

  @Option(
      names = "--server-key",
      order = 42,
      paramLabel = "FILE",
      description =
          "Open TLS with RSA key exchange, and standard RDP security, with this private key of the"
              + " server: PEM, DER, PFX, or xrdp's rsakeys.ini. May be given again.")
  List<String> serverKeys = List.of();

  @Option(
      names = "--server-key-password-file",
      order = 43,
      paramLabel = "F",
      description =
          "Read the password of an encrypted key from the first line of this file. Otherwise from"
              + " the environment variable "
              + VARIABLE
              + ", if it is set, or it is asked for.")
  @Nullable String passwordFile;

  Optional<Keyboard> keyboard = Keyboard.ofProcess();
  Map<String, String> environment = System.getenv();

  /// Everything that was given, and what could not be read of it on the screen's error side.
  ///
  /// @throws UsageException if a file cannot be used at all
  KeyRing keys(Screen screen) {
    if (passwordFile != null && serverKeys.isEmpty()) {
      throw new UsageException("--server-key-password-file says little without --server-key");
    }
    var ring = new KeyRing();
    for (String name : keyLogs) {
      try {
        if (ring.addKeyLog(Path.of(name)) == 0) {
          throw new UsageException(
              name
                  + " holds no secret of TLS: a key log has lines such as CLIENT_RANDOM, a random and"
                  + " a secret in hex");
        }
      } catch (IOException | InvalidPathException _) {
        throw new UsageException("no key log can be read from " + name + ": is it there?");
      }
    }
    for (String name : serverKeys) {
      addServerKey(ring, name, screen);
    }
    ring.notes().forEach(note -> screen.err().println(note));
    screen.err().flush();
    return ring;
  }

  private void addServerKey(KeyRing ring, String name, Screen screen) {
    try {
      Path file = Path.of(name);
      if (!file.toFile().isFile()) {
        throw new UsageException("no private key can be read from " + name + ": is it there?");
      }
      ring.addServerKey(file, () -> password(name, screen));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "no private key can be read from %s: %s".formatted(name, e.getMessage()));
    }
  }

  private Optional<char[]> password(String name, Screen screen) {
    if (passwordFile != null) {
      return Optional.of(PasswordSource.file(passwordFile, screen.err()));
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      return Optional.of(variable.toCharArray());
    }
    return keyboard.flatMap(at -> at.password("Password of " + name + " (nothing to stop): "));
  }
}
