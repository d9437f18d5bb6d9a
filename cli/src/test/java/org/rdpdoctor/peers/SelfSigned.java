package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A self-signed certificate and its key, as PEM files.
public record SelfSigned(Path certificate, Path key) {

  /// Valid from now on for 30 days, an RSA key of 2048 bits.
  static SelfSigned of(Workplace workplace, String commonName) {
    return of(workplace, commonName, List.of("-newkey", "rsa:2048", "-sha256", "-days", "30"));
  }

  /// `options` go to `openssl req -x509`, for keys, hashes, days and extensions of all kinds.
  static SelfSigned of(Workplace workplace, String commonName, List<String> options) {
    var made = new SelfSigned(workplace.file("certificate.pem"), workplace.file("key.pem"));
    var command =
        new ArrayList<>(
            List.of(InstalledProgram.find("openssl", "openssl"), "req", "-x509", "-nodes"));
    command.addAll(List.of("-subj", "/CN=" + commonName));
    command.addAll(List.of("-keyout", made.key().toString()));
    command.addAll(List.of("-out", made.certificate().toString()));
    command.addAll(options);
    run(workplace, command);
    return made;
  }

  static void run(Workplace workplace, List<String> command) {
    var output = workplace.file("command.log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            command.getFirst() + " failed:\n" + workplace.read("command.log"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
    }
  }
}
