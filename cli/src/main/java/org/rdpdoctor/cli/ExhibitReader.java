package org.rdpdoctor.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.cli.FileDesk.Found;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.report.Report.CodeMeaning;

/// Reads files, each with the reader for its kind.
final class ExhibitReader {
  private final List<Reading> readings = new ArrayList<>();
  private final List<CodeMeaning> codes = new ArrayList<>();
  private final List<NotTested> notTested = new ArrayList<>();
  private Optional<Target> target = Optional.empty();

  private ExhibitReader() {}

  static Exhibits read(List<Found> files) {
    return read(Optional.empty(), files);
  }

  /// @param rdpFile one that was read already
  static Exhibits read(Optional<RdpExhibit> rdpFile, List<Found> files) {
    var reader = new ExhibitReader();
    rdpFile.ifPresent(reader::rdpFile);
    files.forEach(reader::read);
    return new Exhibits(reader.readings, reader.codes, reader.target, reader.notTested);
  }

  private void read(Found file) {
    try {
      switch (file.kind()) {
        case TEXT -> text(file);
        case RDP_FILE -> rdpFile(RdpExhibit.of(file.path(), file.name(), Instant.now()));
        case CAPTURE, EVENT_LOG, BUNDLE, GZIP, OTHER -> other(file);
      }
    } catch (IOException e) {
      throw new UsageException(
          FileDesk.quoted(file.path()) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  private void text(Found file) throws IOException {
    CodeBook book = CodeBook.load(new PackagedKnowledge());
    TextExhibit text = TextExhibit.of(file.path(), file.name(), book);
    readings.add(text.reading());
    codes.addAll(text.codes());
  }

  private void rdpFile(RdpExhibit rdp) {
    readings.add(rdp.reading());
    notTested.addAll(rdp.notTested());
    target = target.or(rdp::target);
  }

  private void other(Found file) {
    if (file.asked()) {
      throw new UsageException(
          FileDesk.quoted(file.path())
              + " is nothing that can be read here: give .rdp files, captures (pcap, pcapng), event"
              + " logs (evtx, or exported as XML or JSON lines), bundles or texts");
    }
  }
}
