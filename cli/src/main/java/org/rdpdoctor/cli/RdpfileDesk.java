package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Linter;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.reader.rdpfile.RdpSignature;
import org.rdpdoctor.report.FileText;
import org.rdpdoctor.wire.Bytes;

/// An .rdp file that a user named, with what is known of such files.
///
/// @param content its bytes, so that a change by somebody else is seen
record RdpfileDesk(
    Path path, Bytes content, ConnectionFile file, FileSignature signature, PropertyBook book) {

  /// Opens a file.
  ///
  /// @throws UsageException if it cannot be read or is no .rdp file
  static RdpfileDesk open(Path path) {
    if (Files.isDirectory(path)) {
      throw new UsageException(FileDesk.quoted(path) + " is a folder: name an .rdp file in it");
    }
    try {
      return switch (RdpFile.read(path)) {
        case RdpFile.Opened(ConnectionFile file) ->
            new RdpfileDesk(
                path,
                RdpFile.encode(file),
                file,
                RdpSignature.of(file),
                PropertyBook.load(new PackagedKnowledge()));
        case RdpFile.Foreign(String what) ->
            throw new UsageException(
                FileDesk.quoted(path) + " is no .rdp file; it looks like this: " + what);
      };
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(path) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  String name() {
    return path.toString();
  }

  List<Finding> findings() {
    return findings(file);
  }

  /// Those of a changed version, whose signature is not computed anew.
  List<Finding> findings(ConnectionFile changed) {
    return new Linter(book).lint(changed, signature, Instant.now());
  }

  /// A line as it may be shown.
  String shown(FileLine line) {
    return line.setting()
        .map(setting -> setting.name() + ":" + setting.type() + ":" + FileText.shown(book, setting))
        .orElseGet(() -> hidden(line) ? "(kept back)" : line.text());
  }

  /// A line without type may hold a secret as well.
  private boolean hidden(FileLine line) {
    int colon = line.text().indexOf(':');
    return colon > 0 && book.isSecret(line.text().substring(0, colon).strip());
  }
}
