package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.cli.FileDesk.Found;
import org.rdpdoctor.reader.FileKind;
import picocli.CommandLine.Option;

/// Files that are weighed together with what a check measures.
final class FileOptions {
  @Option(
      names = "--rdp",
      order = 24,
      paramLabel = "FILE",
      description =
          "The .rdp file that the client uses: its settings are walked with, and its server is the"
              + " target if none is given.")
  @Nullable Path rdp;

  @Option(
      names = "--capture",
      order = 25,
      paramLabel = "FILE",
      description = "A packet capture of the failure, to be weighed with the rest; repeatable.")
  List<Path> captures = List.of();

  @Option(
      names = "--events",
      order = 26,
      paramLabel = "FILE",
      description = "An event log of the server or the client, likewise; repeatable.")
  List<Path> logs = List.of();

  /// The .rdp file to walk with: that of `--rdp`, or the only target.
  ///
  /// @throws UsageException if it cannot be read, or there are several
  Optional<RdpExhibit> rdpFile(List<String> targets) {
    List<String> files = targets.stream().filter(FileOptions::isRdpFile).toList();
    if (files.size() > 1 || (files.size() == 1 && targets.size() > 1)) {
      throw new UsageException(
          "an .rdp file brings its own settings and server: check it alone, without other targets");
    }
    if (rdp != null && !files.isEmpty()) {
      throw new UsageException("there are two .rdp files: leave out --rdp, or the target");
    }
    Optional<Path> path =
        files.isEmpty() ? Optional.ofNullable(rdp) : Optional.of(Path.of(files.getFirst()));
    return path.map(file -> RdpExhibit.of(file, file.toString(), Instant.now()));
  }

  static boolean isRdpFile(String target) {
    return target.toLowerCase(Locale.ROOT).endsWith(".rdp");
  }

  /// What all the files say.
  ///
  /// @throws UsageException if one of them cannot be read or is something else
  Exhibits exhibits(Optional<RdpExhibit> rdpFile) {
    var found = new ArrayList<Found>();
    captures.forEach(path -> found.add(asked(path, FileKind.CAPTURE)));
    logs.forEach(path -> found.add(asked(path, FileKind.EVENT_LOG)));
    return found.isEmpty() && rdpFile.isEmpty()
        ? Exhibits.NONE
        : ExhibitReader.read(rdpFile, found, Instant.now());
  }

  private static Found asked(Path path, FileKind wanted) {
    Found found = FileDesk.find(List.of(path)).getFirst();
    if (found.kind() != wanted) {
      throw new UsageException(
          FileDesk.quoted(path)
              + " is no "
              + wanted.words()
              + ", but "
              + found.kind().words()
              + ": rdpdoctor analyze reads files of every kind");
    }
    return found;
  }
}
