package org.rdpdoctor.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a program that ends by itself, such as a script.
///
/// @param output both that of the program and its errors
public record ShellScript(int exit, String output) {

  /// Runs `bash FILE WORDS…` in the file's folder.
  public static ShellScript bash(Path file, String... words) {
    var command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(List.of(words));
    return run(file, command);
  }

  /// Whether Bash can read it, without running it.
  public static ShellScript parsed(Path file) {
    return run(file, List.of("bash", "-n", file.toString()));
  }

  /// What shellcheck says of these.
  public static ShellScript shellcheck(List<Path> files) {
    var command =
        new ArrayList<>(List.of(InstalledProgram.find("shellcheck", "shellcheck"), "--norc"));
    files.forEach(file -> command.add(file.toString()));
    return run(files.getFirst(), command);
  }

  private static ShellScript run(Path beside, List<String> command) {
    try {
      Path output = Files.createTempFile("rdpdoctor-script", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(beside.toAbsolutePath().resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command.getFirst() + " does not end");
        }
        return new ShellScript(
            process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a script", e);
    }
  }
}
