package org.rdpdoctor.reader.rdpfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.wire.Bytes;

/// Reads .rdp files and writes them back: what was not changed stays as it was, byte for byte.
public final class RdpFile {
  /// Far more than any .rdp file has; what is larger is not read.
  public static final int LIMIT = 1 << 20;

  private RdpFile() {}

  /// What a file turned out to be.
  public sealed interface Outcome {}

  /// An .rdp file, whatever it may be worth.
  public record Opened(ConnectionFile file) implements Outcome {}

  /// Not an .rdp file.
  ///
  /// @param what it looks like, as in `a ZIP archive`
  public record Foreign(String what) implements Outcome {}

  /// Reads a file.
  ///
  /// @throws IOException if it cannot be opened or read
  public static Outcome read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return decode(Bytes.copyOf(in.readNBytes(LIMIT + 1)));
    }
  }

  /// Reads what a file contains.
  public static Outcome decode(Bytes content) {
    if (content.size() > LIMIT) {
      return new Foreign("larger than 1 MiB, and no .rdp file is");
    }
    return Looks.foreign(content).<Outcome>map(Foreign::new).orElseGet(() -> open(content));
  }

  /// The bytes of a file. What the file's own encoding cannot hold becomes a question mark; ask
  /// [#holds] first.
  public static Bytes encode(ConnectionFile file) {
    var text = new StringBuilder();
    for (FileLine line : file.lines()) {
      text.append(line.text()).append(line.end());
    }
    return Letters.encode(text.toString(), file.encoding(), file.byteOrderMark()).plus(file.tail());
  }

  /// Whether a text can be written in a file's encoding.
  public static boolean holds(ConnectionFile file, String text) {
    return Letters.holds(file.encoding(), text);
  }

  private static Outcome open(Bytes content) {
    Letters letters = Letters.of(content);
    if (Looks.isMarkup(letters.text())) {
      return new Foreign(Looks.text(letters.text()));
    }
    var file =
        new ConnectionFile(
            letters.encoding(), letters.byteOrderMark(), lines(letters.text()), letters.tail());
    boolean sets = file.settings().stream().anyMatch(RdpFile::hasAType);
    return !sets && file.lines().stream().noneMatch(RdpFile::isNearASetting)
        ? new Foreign(Looks.text(letters.text()))
        : new Opened(file);
  }

  private static boolean hasAType(FileSetting setting) {
    return setting.isType('i') || setting.isType('s') || setting.isType('b');
  }

  /// A line that somebody may have meant as a setting.
  private static boolean isNearASetting(FileLine line) {
    return line.text().matches("(?i)\\s*(full address|server port|username|screen mode id).*");
  }

  private static List<FileLine> lines(String text) {
    var lines = new ArrayList<FileLine>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
        end++;
      }
      int next = end;
      if (next < text.length()) {
        next += text.startsWith("\r\n", end) ? 2 : 1;
      }
      lines.add(FileLine.of(lines.size() + 1, text.substring(at, end), text.substring(end, next)));
      at = next;
    }
    return lines;
  }
}
