package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes files that were not there before: nothing is ever overwritten.
final class NewFile {
  private NewFile() {}

  /// The file that is meant: the path itself, or this name in it if it is a folder.
  static Path in(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path;
  }

  /// @throws UsageException if there is such a file
  static void check(Path path) {
    if (Files.exists(path)) {
      throw exists(path);
    }
  }

  /// @param forOwner true if nobody else is to read or write it
  /// @throws UsageException if it is there, or cannot be written
  static void write(Path path, String text, boolean forOwner) {
    try {
      Files.writeString(
          path,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      if (forOwner && Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (FileAlreadyExistsException _) {
      throw exists(path);
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(path) + " cannot be written: " + FileDesk.reason(e));
    }
  }

  private static UsageException exists(Path path) {
    return new UsageException(
        FileDesk.quoted(path) + " is there already: name another file, or delete it first");
  }
}
