package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.rdpdoctor.wire.Bytes;

/// Writes a file anew so that at any moment either the old or the new one is there, and keeps the
/// old one beside it.
final class SafeFile {
  private static final int MOST_BACKUPS = 1000;

  private SafeFile() {}

  /// Replaces the content of a file.
  ///
  /// A link is followed, and stays. The new file has the permissions of the old.
  ///
  /// @param before what the file is to contain still
  /// @return where the old file is kept
  /// @throws UsageException if that cannot be; the file is as it was then
  static Path replace(Path path, Bytes before, Bytes after) {
    try {
      Path real = path.toRealPath();
      if (!Files.isRegularFile(real) || !Files.isWritable(real)) {
        throw new UsageException(
            FileDesk.quoted(path)
                + " cannot be written: this user may not, or it is no plain file");
      }
      same(path, real, before);
      Path kept = keep(real, before);
      try {
        put(path, real, before, after);
        return kept;
      } catch (IOException | UsageException e) {
        Files.deleteIfExists(kept);
        throw e;
      }
    } catch (IOException e) {
      throw new UsageException(
          FileDesk.quoted(path) + " was not written and is as it was: " + FileDesk.reason(e));
    }
  }

  private static void same(Path path, Path real, Bytes before) throws IOException {
    if (!Bytes.copyOf(Files.readAllBytes(real)).equals(before)) {
      throw new UsageException(
          FileDesk.quoted(path) + " was changed meanwhile and was left alone: run it again");
    }
  }

  /// Keeps the old content under the first free name: `.bak`, `.bak.1`, `.bak.2`, …
  private static Path keep(Path real, Bytes before) throws IOException {
    for (int i = 0; i < MOST_BACKUPS; i++) {
      Path kept = real.resolveSibling(real.getFileName() + (i == 0 ? ".bak" : ".bak." + i));
      try {
        Files.createFile(kept);
      } catch (FileAlreadyExistsException _) {
        continue; // an older one is never overwritten
      }
      try {
        sameRights(real, kept);
        fill(kept, before);
        return kept;
      } catch (IOException e) {
        Files.deleteIfExists(kept);
        throw e;
      }
    }
    throw new UsageException(
        "there are " + MOST_BACKUPS + " files " + real.getFileName() + ".bak already: delete some");
  }

  private static void put(Path path, Path real, Bytes before, Bytes after) throws IOException {
    Path folder = real.resolveSibling("."); // a real path of a file has a folder
    Path fresh = Files.createTempFile(folder, ".rdpdoctor-", ".tmp");
    try {
      fill(fresh, after);
      sameRights(real, fresh);
      same(path, real, before);
      move(fresh, real);
    } finally {
      Files.deleteIfExists(fresh);
    }
    sync(folder);
  }

  private static void move(Path fresh, Path real) throws IOException {
    try {
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(fresh, real, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void fill(Path file, Bytes content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content.toArray());
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void sameRights(Path from, Path to) throws IOException {
    var old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    var fresh = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || fresh == null) {
      return; // elsewhere a new file has the rights of its folder
    }
    PosixFileAttributes attributes = old.readAttributes();
    try {
      fresh.setGroup(attributes.group());
      fresh.setOwner(attributes.owner());
    } catch (IOException _) {
      fresh.setPermissions(attributes.permissions()); // only root can give a file away
    }
    fresh.setPermissions(attributes.permissions());
  }

  /// So that the new name outlives a power cut; not every system can.
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      return;
    }
  }
}
