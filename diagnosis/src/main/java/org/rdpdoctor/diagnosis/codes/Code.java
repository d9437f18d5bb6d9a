package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.facts.Layer;

/// A number or name that some program shows, and what it means there.
///
/// @param family id of the [CodeFamily] that numbers it
/// @param code as people write it in that family, as in `0x904`, `131` or `-5`; `-` if it is a name
/// without a number
/// @param name `-` if the number has none
/// @param aliases other names, and other numbers, for the same thing
/// @param meaning one sentence
/// @param layer the rung it speaks of, if any
/// @param note what else is to be known, in sentences; empty if nothing is
public record Code(
    String family,
    String code,
    String name,
    List<String> aliases,
    String meaning,
    Optional<Layer> layer,
    Confidence confidence,
    List<String> sources,
    String note) {

  static final List<String> COLUMNS =
      List.of(
          "family", "code", "name", "aliases", "meaning", "layer", "confidence", "sources", "note");
  static final int FAMILY = 0;
  static final int CODE = 1;
  static final int NAME = 2;
  static final int ALIASES = 3;

  static Code of(Tsv.Row row) {
    return new Code(
        row.cell(FAMILY),
        row.cell(CODE),
        row.cell(NAME),
        row.list(ALIASES),
        row.cell(4),
        Layer.of(row.cell(5)),
        Confidence.of(row.cell(6)).orElse(Confidence.COMMUNITY),
        row.list(7),
        row.filled(8).orElse(""));
  }

  /// The number as an unsigned 32-bit value, or nothing for a name without a number.
  public OptionalLong value() {
    return valueOf(code);
  }

  /// The same code, but only concluded from the way numbers are built.
  Code inferred() {
    return new Code(
        family, code, name, aliases, meaning, layer, Confidence.INFERRED, sources, note);
  }

  /// Reads `0x904`, `2308` or `-5` as an unsigned 32-bit value; nothing for anything else.
  static OptionalLong valueOf(String written) {
    boolean hex = written.startsWith("0x");
    boolean negative = written.startsWith("-");
    String digits = hex ? written.substring(2) : negative ? written.substring(1) : written;
    if (digits.isEmpty() || digits.length() > 10) {
      return OptionalLong.empty();
    }
    int radix = hex ? 16 : 10;
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = value * radix + digit;
    }
    long limit = negative ? 0x8000_0000L : 0xFFFF_FFFFL;
    return value > limit
        ? OptionalLong.empty()
        : OptionalLong.of((negative ? -value : value) & 0xFFFF_FFFFL);
  }
}
