package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, as the build wrote it into a resource.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"rdpdoctor " + number() + " (Java " + Runtime.version() + ")"};
  }

  static String number() {
    try (var in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
