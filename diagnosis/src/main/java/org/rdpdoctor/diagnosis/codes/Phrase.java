package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// A sentence that a dialog shows, with what it means and what to look at next.
///
/// @param matches parts of the sentence, in lower case with plain quotes; one of them is enough
/// @param codes the codes it is shown with, as `family:code`
public record Phrase(
    String id,
    List<String> matches,
    List<String> codes,
    Optional<Layer> layer,
    String meaning,
    List<String> checkNext,
    Confidence confidence,
    List<String> sources) {

  static final List<String> COLUMNS =
      List.of("id", "match", "codes", "layer", "meaning", "check_next", "confidence", "sources");

  static Phrase of(Tsv.Row row) {
    return new Phrase(
        row.cell(0),
        Tsv.split(row.cell(1), " | "),
        row.list(2),
        Layer.of(row.cell(3)),
        row.cell(4),
        row.list(5),
        Confidence.of(row.cell(6)).orElse(Confidence.COMMUNITY),
        row.list(7));
  }
}
