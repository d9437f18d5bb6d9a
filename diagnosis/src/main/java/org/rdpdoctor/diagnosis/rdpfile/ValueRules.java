package org.rdpdoctor.diagnosis.rdpfile;

import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.facts.FileSetting;

/// Whether each known setting has the type and one of the values that it may have.
final class ValueRules {
  /// Microsoft's list has them as numbers, tools that sign as text.
  private static final Set<String> EITHER_TYPE =
      Set.of(
          "remoteapplicationexpandcmdline",
          "remoteapplicationexpandworkingdir",
          "selectedmonitors",
          "workspace id");

  private ValueRules() {}

  static void apply(Sheet sheet) {
    for (FileSetting setting : sheet.file().settings()) {
      sheet
          .book()
          .of(setting.key())
          .ifPresentOrElse(
              property -> check(sheet, setting, property), () -> unknown(sheet, setting));
    }
  }

  private static void unknown(Sheet sheet, FileSetting setting) {
    if (!setting.isType('i') && !setting.isType('s') && !setting.isType('b')) {
      sheet.warning(
          "type-unknown",
          setting,
          "There is no type " + setting.type() + ": types are i, s and b. Clients pass over it.",
          "Write " + setting.name() + ":s:VALUE or " + setting.name() + ":i:NUMBER.");
    } else if (setting.isType('i') && setting.number().isEmpty()) {
      sheet.error(
          "not-a-number",
          setting,
          "The value is no number, though its type says so. FreeRDP refuses the whole file.",
          "Write a whole number, or make the type s.");
    }
  }

  private static void check(Sheet sheet, FileSetting setting, Property property) {
    if (!setting.isType(property.type()) && !EITHER_TYPE.contains(property.key())) {
      wrongType(sheet, setting, property);
    } else if (setting.type() != Character.toLowerCase(setting.type())) {
      sheet.add(
          Sheet.of(
                  Severity.WARNING,
                  "type-in-capitals",
                  setting,
                  "The type is a capital letter; FreeRDP passes over such lines.",
                  "Write " + property.type() + " as the type.")
              .safely(retyped(setting, property)));
    } else if (setting.isType('i')) {
      number(sheet, setting, property);
    } else if (setting.isType('s') && isPadded(setting, property)) {
      padded(sheet, setting);
    }
  }

  private static void wrongType(Sheet sheet, FileSetting setting, Property property) {
    boolean fits = property.type() == 's' || setting.number().isPresent();
    var finding =
        Sheet.of(
            property.group().isVital() ? Severity.ERROR : Severity.WARNING,
            "type-wrong",
            setting,
            "Its type is "
                + property.type()
                + ", not "
                + setting.type()
                + ", so the value is lost.",
            fits && !sheet.book().isSecret(setting.key())
                ? "Write "
                    + property.line(Sheet.quoted(setting.value().strip()).replace("\"", ""))
                    + "."
                : "Write " + property.line("VALUE") + ".");
    sheet.add(fits ? finding.safely(retyped(setting, property)) : finding);
  }

  private static Edit retyped(FileSetting setting, Property property) {
    return new Edit.ReplaceLine(
        setting.line(), setting.name() + ":" + property.type() + ":" + setting.value());
  }

  private static void number(Sheet sheet, FileSetting setting, Property property) {
    OptionalLong number = setting.number();
    if (number.isEmpty()) {
      sheet.error(
          "not-a-number",
          setting,
          (setting.value().isBlank()
                  ? "There is no value"
                  : Sheet.quoted(setting.value()) + " is no whole number")
              + ". FreeRDP refuses the whole file.",
          "Write " + expected(property) + ", or delete the line.");
    } else if (number.getAsLong() != (int) number.getAsLong()) {
      sheet.error(
          "number-too-large",
          setting,
          number.getAsLong() + " is no number of 32 bits. FreeRDP refuses the whole file.",
          "Write " + expected(property) + ", or delete the line.");
    } else if (!property.values().allow(number.getAsLong())) {
      notAllowed(sheet, setting, property, number.getAsLong());
    }
  }

  private static void notAllowed(Sheet sheet, FileSetting setting, Property property, long number) {
    boolean range = property.values() instanceof Values.Range;
    boolean known = property.confidence() == Confidence.DOCUMENTED || range;
    boolean worse = property.group().isVital() && known && !isSwitch(property);
    sheet.add(
        Sheet.of(
            worse ? Severity.ERROR : Severity.WARNING,
            range ? "out-of-range" : "value-unknown",
            setting,
            (range
                    ? number + " is outside of what it may be: "
                    : number + " is not among the known values: ")
                + property.values().told()
                + ".",
            "Write one of them"
                + property.usual().map(usual -> "; without the line it is " + usual).orElse("")
                + "."));
  }

  /// Clients take anything but 0 for yes.
  private static boolean isSwitch(Property property) {
    return property.values() instanceof Values.Choice choice
        && choice.meanings().keySet().equals(Set.of(0L, 1L));
  }

  private static String expected(Property property) {
    String told = property.values().told();
    return told.isEmpty() ? "a whole number" : told;
  }

  private static boolean isPadded(FileSetting setting, Property property) {
    boolean vital = property.group().isVital() && !property.is(Property.Flag.SECRET);
    return vital
        && !setting.value().isBlank()
        && !setting.value().equals(setting.value().strip())
        && !property.key().startsWith("sign");
  }

  private static void padded(Sheet sheet, FileSetting setting) {
    sheet.add(
        Sheet.of(
                Severity.NOTE,
                "blanks-around",
                setting,
                "There are blanks before or behind the value; FreeRDP cuts them off, others may not.",
                "Delete them.")
            .safely(
                new Edit.ReplaceLine(
                    setting.line(),
                    setting.name() + ":" + setting.type() + ":" + setting.value().strip())));
  }
}
