package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// The public addresses that clients of Azure Virtual Desktop need.
public final class AvdAddresses {
  static final String FILE = "avd.tsv";
  static final List<String> COLUMNS =
      List.of("host", "purpose", "without", "confidence", "sources");

  private AvdAddresses() {}

  /// One line of the table, served on TCP 443.
  ///
  /// @param without what does not work where it cannot be reached
  public record AvdAddress(String host, String purpose, String without) {}

  /// Reads the table from its text.
  public static List<AvdAddress> of(String text) {
    var faults = new ArrayList<KnowledgeFault>();
    Tsv table = Tsv.read(FILE, text, COLUMNS, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    return table.rows().stream()
        .map(row -> new AvdAddress(row.cell(0), row.cell(1), row.cell(2)))
        .toList();
  }

  /// The table as it is packaged.
  public static List<AvdAddress> load(KnowledgeText knowledge) {
    return of(knowledge.of(FILE));
  }
}
