package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.rdpdoctor.reader.FileKind;
import org.rdpdoctor.report.Printable;
import org.rdpdoctor.wire.Bytes;

/// Finds the files that a user gave, in folders too, and tells what each is.
final class FileDesk {
  /// More files than a folder of evidence has.
  static final int MOST_FILES = 2_000;

  private static final int DEEPEST = 8;

  private FileDesk() {}

  /// A file with what it is.
  ///
  /// @param name as facts and reports name it: as given, or as it is called inside of the folder
  /// @param asked whether the user named this very file, and not a folder around it
  record Found(Path path, String name, FileKind kind, boolean asked) {}

  /// All files of these paths, those of folders in the order of their names.
  ///
  /// @throws UsageException if a path leads nowhere, cannot be read, or leads to too many files
  static List<Found> find(List<Path> paths) {
    var found = new ArrayList<Found>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UsageException(quoted(path) + " does not exist: check its spelling");
      }
      if (Files.isDirectory(path)) {
        within(path)
            .forEach(
                each ->
                    found.add(
                        new Found(each, path.relativize(each).toString(), kindOf(each), false)));
      } else {
        found.add(new Found(path, path.toString(), kindOf(path), true));
      }
    }
    return List.copyOf(found);
  }

  private static List<Path> within(Path folder) {
    try (Stream<Path> walk = Files.walk(folder, DEEPEST)) { // links are not followed
      List<Path> files =
          walk.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
              .filter(each -> !isHidden(folder.relativize(each)))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (files.size() > MOST_FILES) {
        throw new UsageException(
            quoted(folder)
                + " holds more than "
                + MOST_FILES
                + " files: name those that matter, or a smaller folder");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException(quoted(folder) + " cannot be read: " + reason(e));
    }
  }

  private static boolean isHidden(Path inside) {
    for (Path part : inside) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  static FileKind kindOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Bytes head = Bytes.copyOf(in.readNBytes(FileKind.HEAD));
      FileKind kind = FileKind.of(head);
      return kind == FileKind.GZIP ? insideGzip(file) : kind;
    } catch (IOException e) {
      throw new UsageException(quoted(file) + " cannot be read: " + reason(e));
    }
  }

  /// Only captures are read from inside a gzip.
  private static FileKind insideGzip(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      FileKind kind = FileKind.of(Bytes.copyOf(in.readNBytes(FileKind.HEAD)));
      return kind == FileKind.CAPTURE ? kind : FileKind.OTHER;
    } catch (IOException e) {
      return FileKind.OTHER;
    }
  }

  static String quoted(Path path) {
    return "\"" + Printable.shortened(path.toString(), 120) + "\"";
  }

  /// Why it went wrong, without the path that the message of a file system begins with.
  static String reason(Exception wrong) {
    return switch (wrong) {
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "this user may not read it";
      default -> Printable.shortened(String.valueOf(wrong.getMessage()), 200);
    };
  }
}
