package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// What a code, alone or with an extended one, proves and does not prove, what may be behind it,
/// and the command that tells these apart.
///
/// @param main the code it is about, as `family:code`
/// @param extended the extended code that must come with it; empty if any or none will do
/// @param documented what the vendor says
/// @param reading how to read it
/// @param candidates what may be behind it, in the order in which a connection climbs the ladder
public record Dossier(
    String id,
    String main,
    Optional<String> extended,
    String title,
    String documented,
    String reading,
    String command,
    List<Candidate> candidates,
    List<String> sources) {

  static final List<String> COLUMNS =
      List.of("id", "main", "extended", "title", "documented", "reading", "command", "sources");

  /// A cause that may be behind the code; `cause` is its id in the knowledge of causes.
  public record Candidate(Layer layer, String cause, String because) {
    static final List<String> COLUMNS = List.of("dossiers", "layer", "cause", "because");

    static Candidate of(Tsv.Row row) {
      return new Candidate(Layer.of(row.cell(1)).orElse(Layer.CLIENT), row.cell(2), row.cell(3));
    }
  }

  static Dossier of(Tsv.Row row, List<Candidate> candidates) {
    String extended = row.cell(2);
    return new Dossier(
        row.cell(0),
        row.cell(1),
        extended.equals("*") ? Optional.empty() : Optional.of(extended),
        row.cell(3),
        row.cell(4),
        row.cell(5),
        row.cell(6),
        List.copyOf(candidates),
        row.list(7));
  }
}
