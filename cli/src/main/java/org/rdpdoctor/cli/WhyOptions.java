package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.report.Printable;
import picocli.CommandLine.Option;

/// Which causes and breaks a report is to give its reasons for.
final class WhyOptions {
  @Option(
      names = "--why",
      order = 35,
      paramLabel = "ID",
      split = ",",
      description =
          "Also show the arithmetic behind this cause or break, whether it is told or not;"
              + " repeatable, or with commas between.")
  List<String> why = List.of();

  @Option(
      names = "--why-not",
      order = 36,
      paramLabel = "ID",
      split = ",",
      description = "Likewise, and what keeps it down: what was not seen, and how to look for it.")
  List<String> whyNot = List.of();

  /// What is to be answered.
  ///
  /// @throws UsageException if something of that name is not known
  List<Inquiry> inquiries() {
    if (why.isEmpty() && whyNot.isEmpty()) {
      return List.of();
    }
    Catalogue catalogue = PackedCatalogue.load();
    List<String> known =
        Stream.concat(
                catalogue.causes().ids().stream(),
                catalogue.breaks().stream().map(each -> each.id()))
            .toList();
    var inquiries = new ArrayList<Inquiry>();
    why.forEach(id -> inquiries.add(new Inquiry(known(id.strip(), known), false)));
    whyNot.forEach(id -> inquiries.add(new Inquiry(known(id.strip(), known), true)));
    return inquiries.stream().distinct().toList();
  }

  private static String known(String id, List<String> known) {
    if (known.contains(id)) {
      return id;
    }
    List<String> near = NearIds.to(id, known);
    throw new UsageException(
        "no cause and no break is called \""
            + Printable.shortened(id, 60)
            + "\": "
            + (near.isEmpty()
                ? "reports write their ids below them"
                : "did you mean " + String.join(" or ", near) + "?"));
  }
}
