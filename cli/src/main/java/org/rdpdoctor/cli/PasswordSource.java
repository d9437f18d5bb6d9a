package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Reads a password from where the user said that it is, and leaves no copy behind.
final class PasswordSource {
  /// Longer than any password that Windows takes, which is 256 characters.
  private static final int MOST_BYTES = 4096;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PasswordSource() {}

  /// The first line of a file. Whoever can read it knows the password already, so one that is open
  /// to others is told of, and used.
  static char[] file(String name, PrintWriter warnings) {
    try {
      Path file = Path.of(name);
      if (isOpenToOthers(file)) {
        warnings.println(name + " is open to other users of this machine: chmod 600 it");
        warnings.flush();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return firstLine(in, name);
      }
    } catch (IOException | InvalidPathException _) {
      throw new UsageException("no password can be read from " + name + ": is it there?");
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  /// The first line of standard input; what follows is not read.
  static char[] input(InputStream in) {
    try {
      return firstLine(in, "standard input");
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + e.getMessage());
    }
  }

  private static char[] firstLine(InputStream in, String where) throws IOException {
    byte[] line = new byte[MOST_BYTES];
    try {
      int size = 0;
      int next = in.read();
      while (next >= 0 && next != '\n') {
        if (size == MOST_BYTES) {
          throw new UsageException("the first line of " + where + " is too long for a password");
        }
        line[size++] = (byte) next;
        next = in.read();
      }
      if (size > 0 && line[size - 1] == '\r') {
        size--;
      }
      if (size == 0) {
        throw new UsageException("the first line of " + where + " is empty: nothing was tried");
      }
      return decoded(ByteBuffer.wrap(line, 0, size), where);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static char[] decoded(ByteBuffer bytes, String where) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      char[] characters = new char[text.remaining()];
      text.get(characters);
      Arrays.fill(text.array(), '\0');
      return characters;
    } catch (CharacterCodingException _) {
      throw new UsageException("the first line of " + where + " is not UTF-8");
    }
  }
}
