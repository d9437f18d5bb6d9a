package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.facts.GuideCase;
import org.rdpdoctor.reader.saved.CaseReader;
import org.rdpdoctor.report.CaseJson;
import org.rdpdoctor.report.Report;

/// Where a case is kept: in the file that the user named, at every step; otherwise in one that is
/// made when the user stops.
final class Casebook {
  private static final int MOST_FILES = 1_000;

  private final boolean named;
  private final InstantSource clock;
  private @Nullable Path path;

  Casebook(Optional<Path> file, InstantSource clock) {
    this.named = file.isPresent();
    this.path = file.orElse(null);
    this.clock = clock;
  }

  /// True if the user wants the case kept.
  boolean isWanted() {
    return named;
  }

  /// @throws IllegalStateException if there is none yet
  Path path() {
    if (path == null) {
      throw new IllegalStateException("no file was named, and none was needed yet");
    }
    return path;
  }

  /// The case in the file that was named, if there is such a file.
  ///
  /// @throws UsageException if it holds something else
  Optional<GuideCase> open() {
    if (path == null || !Files.exists(path)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      return switch (CaseReader.read(in)) {
        case CaseReader.Opened.Case(GuideCase found, int lost) -> {
          if (lost > 0) {
            throw new UsageException(
                FileDesk.quoted(path)
                    + " holds %d facts that this version does not know: use the one that wrote it"
                        .formatted(lost));
          }
          yield Optional.of(found);
        }
        case CaseReader.Opened.Foreign(String why) ->
            throw new UsageException(FileDesk.quoted(path) + " " + why);
      };
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(path) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  /// Writes the case so that at any moment the old or the new one is there, whole.
  ///
  /// @return the file
  /// @throws UsageException if it cannot be written
  Path keep(GuideCase guideCase, Diagnosis diagnosis) {
    Path file = path == null ? free(guideCase) : path;
    String json =
        CaseJson.render(
                new Report.Tool("rdpdoctor", Version.number()),
                clock.instant(),
                guideCase,
                diagnosis)
            + "\n";
    try {
      Path folder = file.toAbsolutePath().resolveSibling(".");
      Path fresh = Files.createTempFile(folder, ".rdpdoctor-", ".tmp");
      try {
        Files.write(fresh, json.getBytes(StandardCharsets.US_ASCII));
        move(fresh, file);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(file) + " was not written: " + FileDesk.reason(e));
    }
    path = file;
    return file;
  }

  private static void move(Path fresh, Path file) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// A name of the target that no file has yet.
  private static Path free(GuideCase guideCase) {
    String host = guideCase.first().target().split(" ", 2)[0].replaceAll("[^A-Za-z0-9._-]+", "-");
    String name = host.isBlank() ? "rdpdoctor" : host.replaceFirst("^[.-]+", "");
    for (int i = 1; i < MOST_FILES; i++) {
      Path file = Path.of(name + (i == 1 ? "" : "-" + i) + ".case.json");
      if (!Files.exists(file)) {
        return file;
      }
    }
    throw new UsageException("there are too many files " + name + ".case.json: name one by --case");
  }
}
