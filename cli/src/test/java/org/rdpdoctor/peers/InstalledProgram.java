package org.rdpdoctor.peers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of this machine that a test talks to.
final class InstalledProgram {
  /// Servers live where an ordinary user's PATH does not look.
  private static final List<String> SERVER_FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/libexec");

  private InstalledProgram() {}

  /// The whole path of `program`; where it is missing the test is skipped and says which Debian
  /// `debianPackage` has it.
  static String find(String program, String debianPackage) {
    Optional<Path> found = find(program);
    Assumptions.assumeTrue(found.isPresent(), "missing peer: install " + debianPackage);
    return found.orElseThrow().toString();
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), SERVER_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
