package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// A regularity of a family's numbers, used where no table knows the number itself.
///
/// @param first the lowest number, low byte or facility that it holds for
/// @param last the highest
public record NumberRule(
    Kind kind,
    String family,
    long first,
    long last,
    Optional<Layer> layer,
    String meaning,
    List<String> sources) {

  static final List<String> COLUMNS =
      List.of("kind", "family", "first", "last", "layer", "meaning", "sources");

  public enum Kind {
    /// The low byte names the component.
    LOW_BYTE,
    /// A range of numbers belongs together.
    RANGE,
    /// A number that the low byte misleads about.
    EXCEPTION,
    /// A number that is easily taken for one of another family.
    TRAP,
    /// The facility of an HRESULT.
    HRESULT_FACILITY,
    /// The facility of an NTSTATUS.
    NTSTATUS_FACILITY;

    static Optional<Kind> of(String id) {
      return CodeFamily.constant(Kind.class, id.toLowerCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static NumberRule of(Tsv.Row row) {
    return new NumberRule(
        Kind.of(row.cell(0)).orElse(Kind.RANGE),
        row.cell(1),
        Code.valueOf(row.cell(2)).orElse(0),
        Code.valueOf(row.cell(3)).orElse(0),
        Layer.of(row.cell(4)),
        row.cell(5),
        row.list(6));
  }

  boolean holdsFor(long number) {
    return first <= number && number <= last;
  }
}
