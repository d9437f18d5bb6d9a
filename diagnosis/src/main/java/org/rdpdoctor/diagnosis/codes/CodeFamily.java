package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A numbering of its own: whose codes they are and where people meet them.
///
/// @param title for people, as in `TLS alert`
/// @param met where its codes are shown
/// @param rank from 1, the one that people meet most often
/// @param names other words for it, as people may type them
/// @param hints words in a text that make the family more likely, in lower case
/// @param file the table that holds its codes, in the folder `codes`
public record CodeFamily(
    String id,
    String title,
    String met,
    Notation notation,
    Role role,
    int rank,
    List<String> names,
    List<String> hints,
    String file) {

  static final List<String> COLUMNS =
      List.of("id", "title", "met", "notation", "role", "rank", "names", "hints", "file");

  /// How its numbers are usually written.
  public enum Notation {
    HEX,
    DEC
  }

  /// Where in a dialog or log its numbers stand.
  public enum Role {
    /// The main error code of a dialog.
    MAIN,
    /// The extended error code of a dialog.
    EXTENDED,
    /// The number of a TLS alert.
    ALERT,
    /// The exit code of a program.
    EXIT,
    /// A result or error anywhere else.
    STATUS,
    /// A flag or version, which is no error.
    FLAG
  }

  static CodeFamily of(Tsv.Row row) {
    return new CodeFamily(
        row.cell(0),
        row.cell(1),
        row.cell(2),
        Notation.valueOf(row.cell(3).toUpperCase(Locale.ROOT)),
        Role.valueOf(row.cell(4).toUpperCase(Locale.ROOT)),
        Integer.parseInt(row.cell(5)),
        Tsv.split(row.cell(6), " "),
        Tsv.split(row.cell(7), "|"),
        row.cell(8));
  }

  /// Whether a person who says `word` may mean this family; the id itself always does.
  public boolean isCalled(String word) {
    String wanted = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return id.equals(wanted) || names.contains(wanted);
  }

  static <E extends Enum<E>> Optional<E> constant(Class<E> type, String id) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(id)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
