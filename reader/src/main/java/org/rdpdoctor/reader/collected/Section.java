package org.rdpdoctor.reader.collected;

import java.util.List;

/// One section that was collected and could be read.
record Section(String file, List<Row> rows) {
  Section {
    rows = List.copyOf(rows);
  }
}
