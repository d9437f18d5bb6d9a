package org.rdpdoctor.diagnosis.rdpfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.ConnectionFile.Encoding;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSetting;

/// How the file is stored and its lines are made: encoding, malformed lines, names that stand
/// twice.
final class FormRules {
  private FormRules() {}

  static void apply(Sheet sheet) {
    encoding(sheet);
    for (FileLine line : sheet.file().lines()) {
      if (line.isMalformed()) {
        malformed(sheet, line);
      } else if (line.text().indexOf('\0') >= 0) {
        zeroes(sheet, line);
      }
    }
    duplicates(sheet);
  }

  private static void encoding(Sheet sheet) {
    ConnectionFile file = sheet.file();
    String form = file.encoding().title() + (file.byteOrderMark() ? "" : " without a mark");
    boolean unmarked =
        !file.byteOrderMark()
            && (file.encoding() == Encoding.UTF_16LE || file.encoding() == Encoding.UTF_16BE);
    if (file.encoding() == Encoding.UTF_16BE || unmarked) {
      sheet.add(
          new Finding(
              Severity.WARNING,
              "encoding-unusual",
              "",
              0,
              "The file is " + form + ", which not every client reads: FreeRDP does not.",
              "Save it as UTF-16LE with a byte order mark, as mstsc does."));
    }
    if (!file.tail().isEmpty()) {
      sheet.add(
          new Finding(
              Severity.WARNING,
              "file-cut",
              "",
              file.lines().size(),
              "The file ends in the middle of a character: it was cut, or damaged on its way.",
              "Get it again from where it came from."));
    }
    boolean foreign =
        file.encoding() == Encoding.WINDOWS_1252
            && file.lines().stream().anyMatch(line -> line.text().chars().anyMatch(c -> c > 126));
    if (foreign) {
      sheet.add(
          new Finding(
              Severity.NOTE,
              "encoding-ansi",
              "",
              0,
              "The file is neither UTF-16 nor UTF-8, so its letters beyond ASCII depend on the"
                  + " machine that reads it.",
              "Save it as UTF-16LE with a byte order mark, as mstsc does."));
    }
  }

  private static void malformed(Sheet sheet, FileLine line) {
    String text = line.text().strip();
    if (text.startsWith("#") || text.startsWith(";") || text.startsWith("//")) {
      sheet.add(
          new Finding(
              Severity.NOTE,
              "comment",
              "",
              line.number(),
              "This line is meant as a comment; .rdp files have none, and clients pass over it.",
              "Nothing needs to be done. mstsc drops the line when it saves the file."));
      return;
    }
    Optional<Property> meant = meant(sheet, text);
    if (meant.isEmpty()) {
      sheet.add(
          new Finding(
              Severity.WARNING,
              "malformed-line",
              "",
              line.number(),
              "This line is not of the form name:type:value, so clients pass over it.",
              "Write it in that form, as in full address:s:server.example.com, or delete it."));
      return;
    }
    Property property = meant.get();
    String value = text.substring(text.indexOf(':') + 1).strip();
    boolean secret = property.is(Property.Flag.SECRET);
    Severity severity = property.group().isVital() ? Severity.ERROR : Severity.WARNING;
    var finding =
        new Finding(
            severity,
            "type-missing",
            property.key(),
            line.number(),
            "The type is missing between name and value, so clients pass over this line.",
            "Write " + (secret ? property.line("…") : property.line(value)) + ".");
    boolean plain = value.indexOf(':') < 0 && !value.isEmpty();
    sheet.add(
        plain && sheet.file().settings(property.key()).isEmpty()
            ? finding.safely(new Edit.ReplaceLine(line.number(), property.line(value)))
            : finding);
  }

  /// The known setting that a line without type sets.
  private static Optional<Property> meant(Sheet sheet, String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : sheet.book().of(text.substring(0, colon).strip().toLowerCase(Locale.ROOT));
  }

  private static void zeroes(Sheet sheet, FileLine line) {
    FileSetting setting = line.setting().orElse(new FileSetting(line.number(), "?", 's', ""));
    sheet.add(
        Sheet.of(
                Severity.WARNING,
                "zero-bytes",
                setting,
                "There are zero bytes in this line; many clients stop reading there.",
                "Delete them.")
            .safely(new Edit.ReplaceLine(line.number(), line.text().replace("\0", ""))));
  }

  private static void duplicates(Sheet sheet) {
    Map<String, FileSetting> first = new HashMap<>();
    for (FileSetting setting : sheet.file().settings()) {
      FileSetting former = first.putIfAbsent(setting.key(), setting);
      if (former != null && former.value().strip().equals(setting.value().strip())) {
        sheet.add(
            Sheet.of(
                    Severity.NOTE,
                    "duplicate-same",
                    setting,
                    "It stands in line " + former.line() + " already, with the same value.",
                    "Delete one of the two lines.")
                .safely(new Edit.DropLine(setting.line())));
      } else if (former != null) {
        List<FileSetting> all = sheet.file().settings(setting.key());
        sheet.warning(
            "duplicate-differs",
            setting,
            "It stands in line "
                + former.line()
                + " with another value, "
                + sheet.quoted(former)
                + ". FreeRDP takes the last line, "
                + sheet.quoted(all.getLast())
                + "; what others take is not documented.",
            "Keep the line that is meant, and delete the other.");
      }
    }
  }
}
