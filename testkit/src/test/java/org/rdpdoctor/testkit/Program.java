package org.rdpdoctor.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A running program of this machine, with a home folder of its own; its output goes to a file.
final class Program implements AutoCloseable {
  private final Process process;
  private final Path home;

  private Program(Process process, Path home) {
    this.process = process;
    this.home = home;
  }

  /// Skips the test where the program is missing, and says which Debian package has it.
  static void need(String program, String debianPackage) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    boolean found =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    Assumptions.assumeTrue(found, "missing peer: install " + debianPackage);
  }

  static Program start(String display, String... command) throws IOException {
    Path home = Files.createTempDirectory("rdpdoctor-client");
    var builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C");
    if (!display.isEmpty()) {
      builder.environment().put("DISPLAY", display);
    }
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.resolve("output").toFile());
    return new Program(builder.start(), home);
  }

  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// Its exit code.
  ///
  /// @throws IllegalStateException if it takes longer than `patience`
  int exit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + patience);
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(home.resolve("output"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> everything = Files.walk(home)) {
      for (Path path : everything.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
