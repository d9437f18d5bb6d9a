package org.rdpdoctor.reader.collected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.wire.Bytes;

/// Reads the zip file that `collect/rdpdoctor-collect.ps1` writes.
///
/// Nothing in it is believed that can be checked: names, sizes and checksums of the zip file, the
/// hashes of the manifest. What is missing, damaged or was changed since stands in the notes; the
/// rest is read.
public final class Bundle {
  /// What a manifest must call itself.
  public static final String SCHEMA = "rdpdoctor/bundle/1";

  private Bundle() {}

  /// An event log inside of a bundle.
  ///
  /// @param source for evidence: `bundle.zip!events/System.evtx`
  /// @param content the log itself; it can be read only while the log is handed over, and a log
  ///     that is not what the zip file says makes it fail
  public record Log(String source, InputStream content) {}

  /// @param events is handed each event log in turn; logs that it does not read to the end are
  ///     fine
  /// @throws IOException if the file cannot be read at all. What is wrong inside of it is a note.
  public static Reading read(Path file, Consumer<Log> events) throws IOException {
    Path name = file.getFileName();
    try (FileChannel channel = FileChannel.open(file)) {
      return read(name == null ? file.toString() : name.toString(), ZipBytes.of(channel), events);
    }
  }

  /// The same from memory.
  public static Reading read(String source, Bytes zip, Consumer<Log> events) throws IOException {
    return read(source, ZipBytes.of(zip), events);
  }

  private static Reading read(String source, ZipBytes zip, Consumer<Log> events)
      throws IOException {
    return new BundleReader(Row.plain(source), events).read(zip);
  }
}
