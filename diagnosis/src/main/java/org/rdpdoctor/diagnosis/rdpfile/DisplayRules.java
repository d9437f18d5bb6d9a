package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.FileSetting;

/// Monitors, sizes and speed.
final class DisplayRules {
  private static final String MULTIMON = "use multimon";

  private DisplayRules() {}

  static void apply(Sheet sheet) {
    monitors(sheet);
    Optional<FileSetting> smart = sheet.set("smart sizing", 1);
    sheet
        .set("dynamic resolution", 1)
        .filter(dynamic -> smart.isPresent())
        .ifPresent(
            dynamic ->
                sheet.note(
                    "scaled-and-dynamic",
                    dynamic,
                    "The picture is to be scaled (line "
                        + smart.get().line()
                        + ") and the resolution is to follow the window; only one of them can"
                        + " happen.",
                    "Write 0 for one of them."));
    sheet
        .filled("winposstr")
        .filter(place -> !place.value().strip().matches("-?\\d+(,-?\\d+){5}"))
        .ifPresent(
            place ->
                sheet.warning(
                    "window-place-malformed",
                    place,
                    "The place of the window is to be six numbers with commas.",
                    "Write winposstr:s:0,1,0,0,800,600, or delete the line."));
    sheet
        .set("connection type", 7)
        .flatMap(_ -> sheet.set("bandwidthautodetect", 0))
        .ifPresent(
            detect ->
                sheet.note(
                    "detection-off",
                    detect,
                    "connection type:i:7 asks for a speed that is detected, and this line keeps it"
                        + " from being measured.",
                    "Write bandwidthautodetect:i:1, or another connection type."));
  }

  private static void monitors(Sheet sheet) {
    Optional<FileSetting> span = sheet.set("span monitors", 1);
    sheet
        .set(MULTIMON, 1)
        .filter(_ -> span.isPresent())
        .ifPresent(
            multimon ->
                sheet.note(
                    "span-and-multimon",
                    multimon,
                    "All monitors are wanted twice: as one wide picture (span monitors, line "
                        + span.get().line()
                        + ") and one by one.",
                    "Delete span monitors."));
    sheet
        .filled("selectedmonitors")
        .filter(chosen -> !chosen.value().strip().matches("\\d+(,\\d+)*"))
        .ifPresent(
            chosen ->
                sheet.warning(
                    "monitors-malformed",
                    chosen,
                    "Monitors are to be numbers with commas, as mstsc /l shows them.",
                    "Write selectedmonitors:s:0,1, or delete the line."));
    if (sheet.set(MULTIMON, 0).isPresent()) {
      sheet.filled("selectedmonitors").ifPresent(setting -> alone(sheet, setting));
      for (String key : List.of("maximizetocurrentdisplays", "singlemoninwindowedmode")) {
        sheet.set(key, 1).ifPresent(setting -> alone(sheet, setting));
      }
    }
  }

  private static void alone(Sheet sheet, FileSetting setting) {
    sheet.warning(
        "multimon-needed",
        setting,
        "This has no effect: use multimon:i:0 asks for one monitor.",
        "Write use multimon:i:1, or delete this line.");
  }
}
