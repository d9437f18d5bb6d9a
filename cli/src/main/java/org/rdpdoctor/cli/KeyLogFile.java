package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.probe.SecretsLog;

/// The file that `SSLKEYLOGFILE` names: TLS secrets of our own connections are added to it, as
/// browsers and curl do. A new one can be read by its owner alone.
final class KeyLogFile implements SecretsLog {
  static final String VARIABLE = "SSLKEYLOGFILE";

  private final String name;
  private final PrintWriter warnings;
  private boolean failed;

  private KeyLogFile(String name, PrintWriter warnings) {
    this.name = name;
    this.warnings = warnings;
  }

  /// Nobody, unless the environment asks for it.
  static SecretsLog wantedBy(Map<String, String> environment, PrintWriter warnings) {
    String name = environment.getOrDefault(VARIABLE, "");
    return name.isEmpty() ? SecretsLog.NONE : new KeyLogFile(name, warnings);
  }

  @Override
  public synchronized void add(String line) {
    if (failed) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    try (ByteChannel file = open(Path.of(name))) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException | InvalidPathException e) {
      failed = true;
      warnings.println(VARIABLE + " cannot be written to: " + name);
      warnings.flush();
    }
  }

  private static ByteChannel open(Path file) throws IOException {
    var create = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    FileAttribute<?>[] forUs =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.newByteChannel(file, create, forUs);
  }
}
