package org.rdpdoctor.reader.saved;

import java.util.List;
import org.rdpdoctor.facts.SavedReport;

/// What a file turned out to be that should hold reports.
public sealed interface Saved {
  /// @param reports at least one
  /// @param notes what was left out of the file, a sentence each
  record Reports(List<SavedReport> reports, List<String> notes) implements Saved {
    public Reports {
      reports = List.copyOf(reports);
      notes = List.copyOf(notes);
    }
  }

  /// It holds no report.
  ///
  /// @param why what it is instead and what to do, to follow the file's name: `is no JSON: …`
  record Foreign(String why) implements Saved {}
}
