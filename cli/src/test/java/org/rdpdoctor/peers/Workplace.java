package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/// The temporary folder of one peer.
record Workplace(Path folder) implements AutoCloseable {
  static Workplace of(String peer) {
    try {
      return new Workplace(Files.createTempDirectory("rdpdoctor-" + peer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /// Makes the folders on the way too.
  Path write(String name, String text) {
    try {
      Path file = file(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empty if there is no such file yet. Programs may write what is no text.
  String read(String name) {
    try {
      return Files.exists(file(name))
          ? new String(Files.readAllBytes(file(name)), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> everything = Files.walk(folder)) {
      for (Path path : everything.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
